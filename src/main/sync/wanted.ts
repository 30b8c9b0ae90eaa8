import type { HttpTransport } from './http.ts';
import type { openUploads } from './uploads.ts';

const PAUSE_MS = 5 * 60_000;

/**
 * Asks now and then which documents the centre has lost, and hands those that are here to the uploads. Asked at once
 * after a restore, and again as soon as what was asked for has been brought: there may be more.
 */
export function openWanted(
  transport: Pick<HttpTransport, 'wanted'>,
  uploads: Pick<ReturnType<typeof openUploads>, 'bringAgain'>,
  now: () => number,
) {
  let next = Number.NEGATIVE_INFINITY;
  return {
    look: async (atOnce: boolean): Promise<void> => {
      if (!atOnce && now() < next) return;
      const line = await transport.wanted();
      if (line.line !== 'ok') return;
      uploads.bringAgain(line.value);
      next = now() + PAUSE_MS;
    },
    /** what was asked for has been brought */
    again: (): void => void (next = Number.NEGATIVE_INFINITY),
  };
}
