// Validation in a worker thread with limits: a hostile file ends in a clear error, never in a hanging or exhausted
// process.

import { Worker } from 'node:worker_threads';
import { createHash } from 'node:crypto';
import type { Certificate } from '../trust/certificate.ts';
import { parseCertificate } from '../trust/certificate.ts';
import type { Evidence, EvidenceError } from '../report/evidence.ts';
import { err, ok, type Result } from '../result.ts';
import type { Material, ValidationReport } from './types.ts';

/** What can be handed to a worker: plain data only. */
export type WorkerOptions = {
  /** PEM texts or DER bytes of trust anchors. */
  readonly trust?: readonly (string | Uint8Array)[] | undefined;
  readonly at?: Date | undefined;
  readonly online?: boolean | undefined;
  readonly material?: Material | undefined;
  readonly password?: string | undefined;
  /** Milliseconds until the worker is stopped; 10 s unless said otherwise. */
  readonly timeoutMs?: number | undefined;
  /** Heap of the worker in MiB; 500 unless said otherwise. */
  readonly memoryMb?: number | undefined;
};

/** What a thread may use; both have defaults. */
type Limits = Pick<WorkerOptions, 'timeoutMs' | 'memoryMb'>;

const TIMEOUT_MS = 10_000;
/** Answers from the net may take their time; parsing may not. */
const TIMEOUT_ONLINE_MS = 60_000;
const MEMORY_MB = 500;

export type WorkerRequest = {
  /** an evidence package is unpacked in the thread, too: a ZIP can be as hostile as a PDF */
  readonly kind: 'pdf' | 'evidence';
  readonly bytes: Uint8Array;
  readonly options: Omit<WorkerOptions, 'timeoutMs' | 'memoryMb'>;
};

/** What comes back over the border between threads. */
export type WorkerAnswer = {
  readonly report?: ValidationReport;
  readonly evidence?: Evidence;
  readonly error?: EvidenceError;
};

/**
 * `validatePdf` in a thread of its own. The bytes are shared with the thread when their buffer allows it, else
 * copied once. Time or memory exceeded: TOTAL_FAILED / FORMAT_FAILURE with error `hostile`.
 */
export async function validateInWorker(
  bytes: Uint8Array,
  options: WorkerOptions = {},
): Promise<ValidationReport> {
  const { timeoutMs, memoryMb = MEMORY_MB, ...rest } = options;
  const limit = timeoutMs ?? (options.online === true ? TIMEOUT_ONLINE_MS : TIMEOUT_MS);
  const limits = { timeoutMs: limit, memoryMb };
  const outcome = await inThread({ kind: 'pdf', bytes: shared(bytes), options: rest }, limits);
  if (typeof outcome === 'string') return refused(bytes, options.at ?? new Date(), outcome, limit, memoryMb);
  if (outcome.report === undefined) throw new Error('the thread answered without a report');
  return withCertificates(outcome.report);
}

/**
 * `verifyEvidence` in a thread of its own, with the same limits. Time or memory exceeded: error `tooLarge`.
 */
export async function verifyEvidenceInWorker(
  zip: Uint8Array,
  options: Pick<WorkerOptions, 'trust' | 'at' | 'timeoutMs' | 'memoryMb'> = {},
): Promise<Result<{ readonly evidence: Evidence; readonly report: ValidationReport }, EvidenceError>> {
  const { timeoutMs = TIMEOUT_MS, memoryMb = MEMORY_MB, ...rest } = options;
  const outcome = await inThread(
    { kind: 'evidence', bytes: shared(zip), options: rest },
    { timeoutMs, memoryMb },
  );
  if (typeof outcome === 'string') return err({ code: 'tooLarge', name: '' });
  const { report, evidence, error } = outcome;
  if (error !== undefined) return err(error);
  if (report === undefined || evidence === undefined) throw new Error('the thread answered without a report');
  return ok({ evidence, report: withCertificates(report) });
}

const withCertificates = (report: ValidationReport): ValidationReport => ({
  ...report,
  signatures: report.signatures.map(revived),
});

async function inThread(
  request: WorkerRequest,
  { timeoutMs = TIMEOUT_MS, memoryMb = MEMORY_MB }: Limits,
): Promise<WorkerAnswer | 'time' | 'memory'> {
  const worker = new Worker(new URL('./workerEntry.ts', import.meta.url), {
    workerData: request,
    execArgv: ['--no-warnings'],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 },
  });
  return new Promise<WorkerAnswer | 'time' | 'memory'>((done, fail) => {
    const timer = setTimeout(() => done('time'), timeoutMs);
    worker.once('message', (answer: WorkerAnswer) => {
      clearTimeout(timer);
      done(answer);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') done('memory');
      else fail(error);
    });
  }).finally(() => worker.terminate());
}

/** Keys cannot travel between threads: certificates are read again from their bytes. */
function revived(report: ValidationReport['signatures'][number]): ValidationReport['signatures'][number] {
  const again = (certificate: Certificate): Certificate => parseCertificate(certificate.der) ?? certificate;
  const { certificate, chain } = report.details;
  return {
    ...report,
    details: {
      ...report.details,
      certificate: certificate === undefined ? undefined : again(certificate),
      chain: chain.map(again),
    },
  };
}

function shared(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

function refused(
  bytes: Uint8Array,
  at: Date,
  what: 'time' | 'memory',
  limitMs: number,
  memoryMb: number,
): ValidationReport {
  const detail =
    what === 'time' ? `not finished within ${limitMs / 1000} s` : `needs more than ${memoryMb} MB`;
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    indication: 'TOTAL_FAILED',
    subIndication: 'FORMAT_FAILURE',
    at,
    signatures: [],
    pages: undefined,
    encrypted: false,
    damaged: false,
    error: { code: 'hostile', detail },
  };
}
