import type { PullResponse } from '../../contract/sync.ts';
import type { Cursor } from './cursor.ts';

/** What a page tells, and where the client goes on after it. */
export type Page = Pick<PullResponse, 'snapshots' | 'records' | 'evict' | 'more' | 'remaining'> & {
  readonly next: Cursor;
};

/** the place of a cursor, filled in when the page is whole (pull.ts) */
export const NO_PLACE = { kopf: 0, stelle: '' };
