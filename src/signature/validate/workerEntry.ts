// Runs in the worker thread: validates what it was given and sends back plain data.

import { parentPort, workerData } from 'node:worker_threads';
import type { Certificate } from '../trust/certificate.ts';
import { validatePdf } from './validatePdf.ts';
import type { WorkerRequest } from './worker.ts';

const { bytes, options } = workerData as WorkerRequest;
/** Decoded streams lie outside the heap that the thread is limited to: they have a limit of their own. */
const LIMITS = { streamBytes: 64 * 1024 * 1024, totalBytes: 256 * 1024 * 1024 };
const report = await validatePdf(bytes, { ...options, limits: LIMITS });

/** Only the bytes: the other side reads the certificate again. */
const plain = (certificate: Certificate | undefined) =>
  certificate === undefined ? undefined : ({ der: new Uint8Array(certificate.der) } as Certificate);

/** A view would drag the whole buffer behind it along. */
const copied = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

parentPort!.postMessage({
  ...report,
  signatures: report.signatures.map((one) => ({
    ...one,
    details: {
      ...one.details,
      certificate: plain(one.details.certificate),
      chain: one.details.chain.map(plain),
      material: {
        certificates: one.details.material.certificates.map(copied),
        crls: one.details.material.crls.map(copied),
        ocsps: one.details.material.ocsps.map(copied),
      },
    },
  })),
});
