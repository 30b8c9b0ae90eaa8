import { sql } from 'kysely';
import { activeVertreter, adressaten, type Verzeichnis } from '../../domain/organisation/index.ts';
import { addMinutes, tagOf, uhrzeitOf } from '../../domain/shared/dates.ts';
import type { Aufgabe, PersonId, Projection, Tag, Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import { readVerzeichnis } from '../engine/directory.ts';

export interface MailRules {
  /** at most one message a person in so many minutes */
  readonly intervalMinutes: number;
  /** no message between these times (Europe/Berlin), unless a person has set others */
  readonly restFrom: string;
  readonly restTo: string;
  /** who wants one a day gets it from this time on (Europe/Berlin), on working days */
  readonly digestAt: string;
  readonly isWorkingDay: (tag: Tag) => boolean;
}

const PAGE = 500;

/**
 * Looks at what has changed since last time and notes for everybody, and for who stands in for them, of which waiting
 * tasks they are to be told; then makes the messages that are due. Several processes at once plan one message.
 */
export async function planMails(
  database: CentralDatabase,
  tenant: string,
  now: Zeitpunkt,
  rules: MailRules,
  newId: () => string,
): Promise<void> {
  for (;;) {
    const more = await database.db.transaction().execute(async (tx) => {
      if (database.dialect === 'postgres')
        await sql`SELECT pg_advisory_xact_lock(hashtextextended(${tenant}, 7228))`.execute(tx);
      const verzeichnis = await readVerzeichnis(tx, tenant);
      const left = await followFeed(tx, tenant, verzeichnis, now);
      if (!left) await bundle(tx, tenant, verzeichnis, now, rules, newId);
      return left;
    });
    if (!more) return;
  }
}

/** True: there is more than one page. */
async function followFeed(tx: Tx, tenant: string, v: Verzeichnis, now: Zeitpunkt): Promise<boolean> {
  const at = await tx
    .selectFrom('mail_stelle')
    .select('feed')
    .where('tenant', '=', tenant)
    .executeTakeFirst();
  const rows = await tx
    .selectFrom('record')
    .select(['feed', 'vorgang'])
    .where('tenant', '=', tenant)
    .where('feed', '>', at?.feed ?? 0)
    .orderBy('feed')
    .limit(PAGE)
    .execute();
  const feed = rows.at(-1)?.feed;
  if (feed === undefined) return false;
  for (const vorgang of new Set(rows.map((r) => r.vorgang))) await noteTasks(tx, tenant, vorgang, v, now);
  await tx
    .insertInto('mail_stelle')
    .values({ tenant, feed })
    .onConflict((c) => c.column('tenant').doUpdateSet({ feed }))
    .execute();
  return rows.length === PAGE;
}

/** What waits in one Vorgang now, and for whom; what no longer waits is forgotten, so that it may wait again. */
async function noteTasks(
  tx: Tx,
  tenant: string,
  vorgang: string,
  v: Verzeichnis,
  now: Zeitpunkt,
): Promise<void> {
  const stand = await tx
    .selectFrom('stand')
    .select('projection')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .executeTakeFirst();
  const tasks = stand ? (JSON.parse(stand.projection) as Projection).aufgaben : [];
  const wanted = tasks.flatMap((task) =>
    peopleOf(v, task, now).map((person) => ({ tenant, person, vorgang, aufgabe: task.id, mail: null })),
  );
  const keyOf = (r: { person: string; aufgabe: string }) => `${r.person}\n${r.aufgabe}`;
  const keep = new Set(wanted.map(keyOf));
  const noted = await tx
    .selectFrom('mail_aufgabe')
    .select(['person', 'aufgabe'])
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .execute();
  for (const old of noted.filter((n) => !keep.has(keyOf(n))))
    await tx
      .deleteFrom('mail_aufgabe')
      .where('tenant', '=', tenant)
      .where('vorgang', '=', vorgang)
      .where('person', '=', old.person)
      .where('aufgabe', '=', old.aufgabe)
      .execute();
  const known = new Set(noted.map(keyOf));
  const fresh = [...new Map(wanted.map((w) => [keyOf(w), w])).values()].filter((w) => !known.has(keyOf(w)));
  if (fresh.length > 0) await tx.insertInto('mail_aufgabe').values(fresh).execute();
}

/** Who is addressed, and who stands in for them today. */
function peopleOf(v: Verzeichnis, task: Aufgabe, now: Zeitpunkt): readonly PersonId[] {
  const heute = tagOf(now);
  return adressaten(v, task.fuer, heute).flatMap((p) => [
    p.id,
    ...activeVertreter(v, p.id, heute).map((d) => d.durch),
  ]);
}

/** One message for each person whose time has come, about everything they have not been told of. */
async function bundle(
  tx: Tx,
  tenant: string,
  v: Verzeichnis,
  now: Zeitpunkt,
  rules: MailRules,
  newId: () => string,
): Promise<void> {
  const waiting = await tx
    .selectFrom('mail_aufgabe')
    .select('person')
    .distinct()
    .where('tenant', '=', tenant)
    .where('mail', 'is', null)
    .execute();
  for (const { person } of waiting) {
    const address = v.personen.find((p) => p.id === person)?.email ?? '';
    if (address === '' || !(await mayWrite(tx, tenant, person, now, rules))) continue;
    const mail = newId();
    await tx
      .insertInto('mail_ausgang')
      .values({ tenant, mail, person, zustand: 'wartet', erstellt: now, faellig: now, versuche: 0 })
      .execute();
    await tx
      .updateTable('mail_aufgabe')
      .set({ mail })
      .where('tenant', '=', tenant)
      .where('person', '=', person)
      .where('mail', 'is', null)
      .execute();
  }
}

async function mayWrite(
  tx: Tx,
  tenant: string,
  person: PersonId,
  now: Zeitpunkt,
  rules: MailRules,
): Promise<boolean> {
  const own = await tx
    .selectFrom('mail_einstellung')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('person', '=', person)
    .executeTakeFirst();
  if (own?.aus === 1) return false;
  const last = await tx
    .selectFrom('mail_ausgang')
    .select('erstellt')
    .where('tenant', '=', tenant)
    .where('person', '=', person)
    .orderBy('erstellt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (own?.taeglich === 1)
    return (
      rules.isWorkingDay(tagOf(now)) &&
      uhrzeitOf(now) >= rules.digestAt &&
      (last === undefined || tagOf(last.erstellt) < tagOf(now))
    );
  if (isRest(uhrzeitOf(now), own?.ruhe_von ?? rules.restFrom, own?.ruhe_bis ?? rules.restTo)) return false;
  return last === undefined || addMinutes(last.erstellt, rules.intervalMinutes) <= now;
}

/** Rest may go over midnight; from and to alike: none. */
export const isRest = (time: string, from: string, to: string): boolean =>
  from <= to ? time >= from && time < to : time >= from || time < to;
