import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Result } from '../../../domain/shared/result.ts';
import type { Sha256, VorgangId } from '../../../domain/shared/vorgang.ts';
import type { PenPort } from '../connection/sync-ports.ts';

/** The pen of a document, for as long as a workspace is open; on a single seat nobody else can want it. */
export interface Pens {
  /** the line to the centre, once there is one */
  readonly use: (port: PenPort | null) => void;
  /**
   * Does the work with the pen in hand, renewed as long as the work lasts (a card is looked for, a page of a remote
   * service waits). What goes wrong gives it back; what succeeds is commanded, and the centre takes the pen with it.
   */
  readonly during: <T>(
    vorgang: VorgangId,
    sha256: Sha256,
    work: () => Promise<Result<T, Rejection>>,
  ) => Promise<Result<T, Rejection>>;
}

/** Well within the time that a pen is lent for. */
const RENEW_MS = 5 * 60_000;

export function openPens(renewMs: number = RENEW_MS): Pens {
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
      const renewing = setInterval(() => void lender.take(vorgang, sha256), renewMs);
      renewing.unref();
      let used = false;
      try {
        const done = await work();
        used = done.ok;
        return done;
      } finally {
        clearInterval(renewing);
        if (!used) await lender.giveBack(sha256);
      }
    },
  };
}

/** Somebody else is signing this version just now: nothing is wrong with it, it only has to wait. */
export const isPenHeld = ({ code }: Rejection): boolean => code === 'ledger.stift-vergeben';
