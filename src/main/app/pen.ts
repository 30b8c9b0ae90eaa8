import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Result } from '../../domain/shared/result.ts';
import type { Sha256, VorgangId } from '../../domain/shared/vorgang.ts';
import type { PenPort } from './sync-ports.ts';

/** The pen of a document, for as long as a workspace is open; on a single seat nobody else can want it. */
export interface Pens {
  /** the line to the centre, once there is one */
  readonly use: (port: PenPort | null) => void;
  /** does the work with the pen in hand; what goes wrong gives it back, what succeeds gives it up at the centre */
  readonly during: <T>(
    vorgang: VorgangId,
    sha256: Sha256,
    work: () => Promise<Result<T, Rejection>>,
  ) => Promise<Result<T, Rejection>>;
}

export function openPens(): Pens {
  let port: PenPort | null = null;
  return {
    use: (next) => {
      port = next;
    },
    during: async (vorgang, sha256, work) => {
      const lender = port;
      if (lender === null) return work();
      const taken = await lender.take(vorgang, sha256);
      if (!taken.ok) return taken;
      const done = await work();
      if (!done.ok) await lender.giveBack(sha256);
      return done;
    },
  };
}
