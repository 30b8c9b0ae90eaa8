// Runs in the worker thread: validates what it was given and sends back plain data.

import { parentPort, workerData } from 'node:worker_threads';
import { verifyEvidence } from '../report/evidence.ts';
import type { Certificate } from '../trust/certificate.ts';
import type { Material, ValidationReport } from './types.ts';
import { validatePdf } from './validatePdf.ts';
import type { WorkerAnswer, WorkerRequest } from './worker.ts';

const { kind, bytes, options } = workerData as WorkerRequest;
/** Decoded streams lie outside the heap that the thread is limited to: they have a limit of their own. */
const limits = { streamBytes: 64 * 1024 * 1024, totalBytes: 256 * 1024 * 1024 };

/** Only the bytes: the other side reads the certificate again. */
const plain = (certificate: Certificate | undefined) =>
  certificate === undefined ? undefined : ({ der: new Uint8Array(certificate.der) } as Certificate);

/** A view would drag the whole buffer behind it along. */
const copied = (view: Uint8Array): Uint8Array => new Uint8Array(view);

const plainMaterial = ({ certificates, crls, ocsps }: Material): Material => ({
  certificates: certificates.map(copied),
  crls: crls.map(copied),
  ocsps: ocsps.map(copied),
});

const plainReport = (report: ValidationReport): ValidationReport => ({
  ...report,
  signatures: report.signatures.map((one) => ({
    ...one,
    details: {
      ...one.details,
      certificate: plain(one.details.certificate),
      chain: one.details.chain.map((c) => plain(c)!),
      material: plainMaterial(one.details.material),
    },
  })),
});

async function answer(): Promise<WorkerAnswer> {
  if (kind === 'pdf') return { report: plainReport(await validatePdf(bytes, { ...options, limits })) };
  const { trust = [], at } = options;
  const verified = await verifyEvidence(bytes, { trust, at, limits });
  if (!verified.ok) return { error: verified.error };
  const { evidence, report } = verified.value;
  const { pdf, material, anchors } = evidence;
  return {
    report: plainReport(report),
    evidence: {
      ...evidence,
      pdf: copied(pdf),
      material: plainMaterial(material),
      anchors: anchors.map(copied),
    },
  };
}

parentPort!.postMessage(await answer());
