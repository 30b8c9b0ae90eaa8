import type { DokumentFakt } from '../../../domain/shared/vorgang.ts';
import type { AppContext } from '../context.ts';
import type { DocumentChecker } from './checker.ts';
import { RECORD_MIME } from '../signing/record.ts';

/** Judges documents again whose stored outcome may have been overtaken by a change of trust. */
export interface Rejudge {
  /** starts it, or lets a running one begin anew; the promise ends when nothing is left to be judged */
  readonly run: () => Promise<void>;
  readonly stop: () => void;
}

/**
 * What rules know of a document are facts of the day it came in. When an issuer is trusted or no longer, every signed
 * document is validated again in the background and its facts are replaced; what a signature covers and which version
 * it continues never changes by that.
 */
export function openRejudge(
  ctx: AppContext,
  checker: DocumentChecker,
  progress: (done: number, total: number) => void,
): Rejudge {
  let round = 0;
  let stopped = false;

  async function judge(fakt: DokumentFakt): Promise<boolean> {
    const bytes = ctx.store.blobs.read(fakt.sha256);
    const name = ctx.store.blobs.meta(fakt.sha256)?.name ?? '';
    if (bytes === null) return false;
    const checked =
      fakt.mime === RECORD_MIME
        ? await checker.checkRecord(name, bytes)
        : await checker.check(name, bytes, 'pdf', { von: 'fremd' });
    if (!checked.ok || stopped) return false;
    const { signaturen } = checked.value.fakt;
    if (JSON.stringify(signaturen) === JSON.stringify(fakt.signaturen)) return false;
    ctx.store.blobs.saveFakt({ ...fakt, signaturen });
    return true;
  }

  /**
   * Validation may ask the store after it was closed under it; nothing waits for its answer then. A document that
   * can't be read keeps its facts, and says what is wrong with it when somebody opens it.
   */
  const judgeOrKeep = (fakt: DokumentFakt): Promise<boolean> => judge(fakt).catch(() => false);

  return {
    run: async () => {
      const mine = ++round;
      const open = ctx.store.read.dokumente().filter((f) => f.signaturen.length > 0);
      const changed = new Set<string>();
      for (const [i, fakt] of open.entries()) {
        if (stopped || mine !== round) return;
        progress(i, open.length);
        const anders = await judgeOrKeep(fakt);
        if (stopped) return;
        if (anders) for (const id of ctx.store.read.referringTo(fakt.sha256)) changed.add(id);
      }
      if (mine !== round) return;
      progress(open.length, open.length);
      ctx.changed([...changed]);
    },
    stop: () => {
      stopped = true;
    },
  };
}
