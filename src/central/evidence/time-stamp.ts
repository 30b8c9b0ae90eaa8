import { createHash } from 'node:crypto';
import type { TimestampSource } from '../../signature/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import { latestCheckpoint } from './checkpoint.ts';

/** SHA-256 of a note: what a time stamp authority is shown of it. */
export const noteDigest = (note: string): Uint8Array => createHash('sha256').update(note).digest();

/**
 * Has the newest checkpoint time-stamped (RFC 3161) once a day. From then on not even the holder of the key can
 * make another history of that day. An authority that does not answer is asked again later.
 */
export async function stampDaily(
  { db }: CentralDatabase,
  source: TimestampSource,
  tenant: string,
): Promise<'stamped' | 'nothing_new' | 'unavailable'> {
  const newest = await latestCheckpoint(db, tenant);
  if (newest === null || newest.zeitstempel !== null) return 'nothing_new';
  const stamped = await db
    .selectFrom('pruefpunkt')
    .select('zeit')
    .where('tenant', '=', tenant)
    .where('zeitstempel', 'is not', null)
    .orderBy('groesse', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (stamped?.zeit.slice(0, 10) === newest.zeit.slice(0, 10)) return 'nothing_new';
  const token = await source('sha256', noteDigest(newest.note));
  if (!token.ok) return 'unavailable';
  await db
    .updateTable('pruefpunkt')
    .set({ zeitstempel: Buffer.from(token.value) })
    .where('tenant', '=', tenant)
    .where('groesse', '=', newest.groesse)
    .where('zeitstempel', 'is', null)
    .execute();
  return 'stamped';
}
