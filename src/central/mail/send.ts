import { addMinutes } from '../../domain/shared/dates.ts';
import type { Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { CentralDatabase } from '../db/open.ts';
import { readVerzeichnis } from '../engine/directory.ts';
import { composeMail } from './message.ts';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** the same for every try: whoever gets it twice can tell */
  readonly messageId: string;
}

/** `refused`: this address will never take it; `later`: try again. */
export type Delivery = (letter: Letter) => Promise<'sent' | 'refused' | 'later'>;

/** While one process talks to the mail server, no other takes the same message. */
const LEASE_MINUTES = 5;
const LONGEST_PAUSE_MINUTES = 60;
const MAX_TRIES = 30;
const BATCH = 50;

/**
 * Sends what is due. A message is taken by moving its time on, so of several processes one gets it; one that dies
 * in between leaves it to the next, under the same Message-ID.
 */
export async function sendDue(
  database: CentralDatabase,
  tenant: string,
  deliver: Delivery,
  now: () => Zeitpunkt,
  stopped: () => boolean = () => false,
): Promise<{ readonly sent: number; readonly refused: number; readonly later: number }> {
  const { db } = database;
  const count = { sent: 0, refused: 0, later: 0 };
  const due = await db
    .selectFrom('mail_ausgang')
    .select(['mail', 'person', 'faellig', 'versuche'])
    .where('tenant', '=', tenant)
    .where('zustand', '=', 'wartet')
    .where('faellig', '<=', now())
    .orderBy('faellig')
    .limit(BATCH)
    .execute();
  for (const { mail, person, faellig, versuche } of due) {
    if (stopped()) break;
    const taken = await db
      .updateTable('mail_ausgang')
      .set({ faellig: addMinutes(now(), LEASE_MINUTES), versuche: versuche + 1 })
      .where('tenant', '=', tenant)
      .where('mail', '=', mail)
      .where('zustand', '=', 'wartet')
      .where('faellig', '=', faellig)
      .executeTakeFirst();
    if (Number(taken.numUpdatedRows) === 0) continue;
    const letter = await letterOf(database, tenant, mail, person);
    const outcome = letter === null ? 'refused' : await deliver(letter);
    count[outcome] += 1;
    const given = outcome === 'refused' || (outcome === 'later' && versuche + 1 >= MAX_TRIES);
    const pause = Math.min(2 ** versuche, LONGEST_PAUSE_MINUTES);
    await db
      .updateTable('mail_ausgang')
      .set(
        outcome === 'sent'
          ? { zustand: 'gesendet' }
          : given
            ? { zustand: 'aufgegeben' }
            : { faellig: addMinutes(now(), pause) },
      )
      .where('tenant', '=', tenant)
      .where('mail', '=', mail)
      .execute();
  }
  return count;
}

/** Null: nothing of it waits any more, or the person has no address. */
async function letterOf(
  { db }: CentralDatabase,
  tenant: string,
  mail: string,
  person: string,
): Promise<Letter | null> {
  const tasks = await db
    .selectFrom('mail_aufgabe')
    .select('vorgang')
    .where('tenant', '=', tenant)
    .where('mail', '=', mail)
    .orderBy('vorgang')
    .execute();
  const v = await db.transaction().execute((tx) => readVerzeichnis(tx, tenant));
  const to = v.personen.find((p) => p.id === person)?.email ?? '';
  if (tasks.length === 0 || to === '') return null;
  const row = await db.selectFrom('tenant').select('name').where('tenant', '=', tenant).executeTakeFirst();
  const { subject, text } = composeMail(
    { tenant, stadt: row?.name ?? tenant },
    tasks.map((t) => t.vorgang),
  );
  return { to, subject, text, messageId: `<${mail}@amtsmappe.invalid>` };
}
