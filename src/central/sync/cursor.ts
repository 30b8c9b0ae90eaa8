/**
 * Where a client stands. `abgleich`: comparing everything it may see with what it holds (first sync, or its
 * scopes changed), in order of Vorgang ids; `feed`: following the feed.
 */
export type Cursor =
  | { readonly phase: 'abgleich'; readonly feed: number; readonly epoch: string; readonly nach: string }
  | { readonly phase: 'feed'; readonly feed: number; readonly epoch: string };

export const formatCursor = (c: Cursor): string =>
  c.phase === 'feed' ? `f:${c.feed}:${c.epoch}` : `a:${c.feed}:${c.epoch}:${c.nach}`;

/** null: no cursor of ours (a fresh client sends an empty one). */
export function parseCursor(text: string): Cursor | null {
  const match = /^([af]):(\d{1,15}):([0-9a-f]{1,64})(?::(.*))?$/s.exec(text);
  if (!match) return null;
  const [, phase, feed, epoch = '', nach = ''] = match;
  return phase === 'f'
    ? { phase: 'feed', feed: Number(feed), epoch }
    : { phase: 'abgleich', feed: Number(feed), epoch, nach };
}
