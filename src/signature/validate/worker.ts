// Validation in a worker thread with limits: a hostile file ends in a clear error, never in a hanging or exhausted
// process.

import { Worker } from 'node:worker_threads';
import { createHash } from 'node:crypto';
import type { Certificate } from '../trust/certificate.ts';
import { parseCertificate } from '../trust/certificate.ts';
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

const TIMEOUT_MS = 10_000;
/** Answers from the net may take their time; parsing may not. */
const TIMEOUT_ONLINE_MS = 60_000;
const MEMORY_MB = 500;

export type WorkerRequest = {
  readonly bytes: Uint8Array;
  readonly options: Omit<WorkerOptions, 'timeoutMs' | 'memoryMb'>;
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
  const request: WorkerRequest = { bytes: shared(bytes), options: rest };
  const worker = new Worker(new URL('./workerEntry.ts', import.meta.url), {
    workerData: request,
    execArgv: ['--no-warnings'],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 },
  });
  const outcome = await new Promise<ValidationReport | 'time' | 'memory'>((done, fail) => {
    const timer = setTimeout(() => done('time'), limit);
    worker.once('message', (report: ValidationReport) => {
      clearTimeout(timer);
      done(report);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') done('memory');
      else fail(error);
    });
  }).finally(() => worker.terminate());
  if (outcome === 'time' || outcome === 'memory')
    return refused(bytes, options.at ?? new Date(), outcome, limit, memoryMb);
  return { ...outcome, signatures: outcome.signatures.map(revived) };
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
    error: { code: 'hostile', detail },
  };
}
