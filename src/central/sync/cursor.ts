/**
 * Where a client stands. `abgleich`: comparing everything it may see with what it holds (first sync, or its
 * scopes changed), in order of Vorgang ids; `feed`: following the feed. `kopf` is the head of the log when the
 * page was made (states told with it may be that new), `stelle` the beginning of the hash of the record there:
 * after a restore the same number may stand for something else.
 */
interface Place {
  readonly feed: number;
  readonly kopf: number;
  readonly stelle: string;
  readonly epoch: string;
  /** which comparison this follows; random, so that none is taken for another */
  readonly lauf: string;
  /** pages of it so far that told of something to keep or drop */
  readonly seite: number;
}
export type Cursor =
  | (Place & {
      readonly phase: 'abgleich';
      /** how many are still to be compared, about: counted once, at its start */
      readonly offen: number;
      readonly nach: string;
    })
  | (Place & { readonly phase: 'feed' });

export const STELLE_LENGTH = 16;
export const LAUF_LENGTH = 16;

export const formatCursor = (c: Cursor): string => {
  const place = `${c.feed}:${c.kopf}:${c.stelle}:${c.epoch}:${c.lauf}:${c.seite}`;
  return c.phase === 'feed' ? `f:${place}` : `a:${place}:${Math.max(c.offen, 0)}:${c.nach}`;
};

/** null: no cursor of ours (a fresh client sends an empty one). */
export function parseCursor(text: string): Cursor | null {
  const match =
    /^([af]):(\d{1,15}):(\d{1,15}):([0-9a-f]{16}):([0-9a-f]{1,64}):([0-9a-f]{16}):(\d{1,9})(?::(\d{1,9}):(.*))?$/s.exec(
      text,
    );
  if (!match) return null;
  const [, phase, number, kopf, stelle = '', epoch = '', lauf = '', seite, offen = '0', nach = ''] = match;
  const place = { feed: Number(number), kopf: Number(kopf), stelle, epoch, lauf, seite: Number(seite) };
  return phase === 'f'
    ? { phase: 'feed', ...place }
    : { phase: 'abgleich', ...place, offen: Number(offen), nach };
}
