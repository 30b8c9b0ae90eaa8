import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { Fundort } from '../../../domain/sitzung/index.ts';

export interface PdfText {
  /** pages with little text that show a picture: perhaps a scan */
  readonly bildseiten: readonly number[];
  readonly seiten: number;
  readonly orte: readonly Fundort[];
}

const TIMEOUT_MS = 120_000;
const MEMORY_MB = 1024;

/**
 * The text of a PDF as a reader finds it, in a thread of its own with limits: annexes come from outside. A file
 * that can't be read to the end is `unlesbar`; it is never taken for empty.
 */
export async function readPdfText(file: Uint8Array): Promise<Result<PdfText, 'unlesbar'>> {
  // pdf.js takes the buffer it is given for its own: it gets a copy
  const bytes = new Uint8Array(file);
  const worker = new Worker(new URL('./pdf-text-worker.ts', import.meta.url), {
    workerData: { bytes },
    execArgv: ['--no-warnings'],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const answer = await new Promise<{ ok: true; value: PdfText } | { ok: false }>((done) => {
    const timer = setTimeout(() => done({ ok: false }), TIMEOUT_MS);
    worker.once('message', (message: { ok: true; value: PdfText } | { ok: false }) => {
      clearTimeout(timer);
      done(message);
    });
    worker.once('error', () => {
      clearTimeout(timer);
      done({ ok: false });
    });
  }).finally(() => void worker.terminate());
  return answer.ok ? ok(answer.value) : err('unlesbar');
}
