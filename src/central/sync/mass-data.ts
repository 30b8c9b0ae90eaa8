import { createHash } from 'node:crypto';
import { massRowText, type MassGroup, type MassPage, type MassRow } from '../../contract/mass-data.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { Massendaten, StammdatenTabelle } from '../../domain/stammdaten/index.ts';
import type { Tag } from '../../domain/shared/vorgang.ts';
import type { BlobFiles } from '../blobs/files.ts';
import type { InsertRows } from '../db/bulk.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import type { CentralContext } from '../engine/context.ts';
import { readStandsOf } from '../engine/states.ts';
import { lockTenant } from '../db/lock.ts';

const PAGE = 2000;
const CHUNK = 1000;

/** As the tables of a city stood when its rows and their readers were last looked at. */
interface Seen {
  readonly key: string;
  readonly tabellen: ReadonlyMap<string, StammdatenTabelle>;
  readonly tag: Tag;
}

export interface MassDeps {
  readonly ctx: Pick<CentralContext, 'clock'>;
  readonly database: CentralDatabase;
  readonly blobs: Pick<BlobFiles, 'read'>;
  readonly massendaten: readonly Massendaten[];
}

/**
 * Mass data of the cities: made from their source when a table changes or a version begins, handed out by group.
 * Whatever is asked first looks whether it is in line; that costs one small query.
 */
export function openMassData({ ctx, database, blobs, massendaten }: MassDeps) {
  const { db, dialect, insertRows } = database;
  const seen = new Map<string, Seen>();
  /** begun and not finished: who comes meanwhile waits for it and does not begin the same once more */
  const underWay = new Map<string, Promise<Seen>>();

  async function inLine(tenant: string): Promise<Seen> {
    const tag = tagOf(ctx.clock.now());
    const key = `${tag}:${await versionOf(tenant)}`;
    const known = seen.get(tenant);
    if (known?.key === key) return known;
    const running = `${tenant} ${key}`;
    const begun = underWay.get(running) ?? bringTenant(tenant, tag, key);
    underWay.set(running, begun);
    return begun.finally(() => underWay.delete(running));
  }

  async function bringTenant(tenant: string, tag: Tag, key: string): Promise<Seen> {
    const tabellen = await db.transaction().execute(async (tx) => {
      const stands = await readStandsOf(tx, tenant, 'stammdaten');
      return new Map(
        stands.map(({ vorgang, state }) => [vorgang.slice(PREFIX.length), state as StammdatenTabelle]),
      );
    });
    const now: Seen = { key, tabellen, tag };
    for (const m of massendaten) await bringInLine(tenant, m, now);
    seen.set(tenant, now);
    return now;
  }

  /**
   * Number of the last record about a table of this city. There are two dozen of them: asked for their maximum, a
   * database may walk through all Vorgaenge from the newest on until it meets one.
   */
  async function versionOf(tenant: string): Promise<number> {
    const rows = await db
      .selectFrom('stand')
      .select('feed')
      .where('tenant', '=', tenant)
      .where('art', '=', 'stammdaten')
      .execute();
    return Math.max(0, ...rows.map((r) => Number(r.feed)));
  }

  async function bringInLine(tenant: string, m: Massendaten, { tabellen, tag }: Seen): Promise<void> {
    const tabelle = (name: string) => tabellen.get(name) ?? null;
    const stand = m.stand(tabelle, tag);
    if (stand === null || (await sourceOf(db, tenant, m.tabelle)) === stand) return;
    const dokument = m.dokument(tabelle, tag);
    const bytes = dokument === null ? null : await blobs.read(tenant, dokument);
    const rows = m.zeilen(tabelle, tag, bytes && new TextDecoder().decode(bytes));
    // An unreadable source must not empty the table: the former rows stay in force.
    if (rows.length === 0) return;
    await db.transaction().execute(async (tx) => {
      await lockTenant(tx, dialect, tenant);
      if ((await sourceOf(tx, tenant, m.tabelle)) === stand) return;
      await replaceRows(tx, insertRows, tenant, m.tabelle, stand, rows);
    });
  }

  /** Groups of all tables that one of these scopes reads. */
  async function manifest(tenant: string, scopes: readonly string[]): Promise<readonly MassGroup[]> {
    const { tabellen, tag } = await inLine(tenant);
    const rows = await db
      .selectFrom('datensatz_stand')
      .select(['tabelle', 'gruppe', 'anzahl', 'hash'])
      .where('tenant', '=', tenant)
      .orderBy('tabelle')
      .orderBy('gruppe')
      .execute();
    return rows.filter(({ tabelle, gruppe }) => mayRead(tabellen, tag, scopes, tabelle, gruppe));
  }

  const mayRead = (
    tabellen: Seen['tabellen'],
    tag: Tag,
    scopes: readonly string[],
    tabelle: string,
    gruppe: string,
  ): boolean => {
    const m = massendaten.find((one) => one.tabelle === tabelle);
    const lesbar = m?.lesbar((name) => tabellen.get(name) ?? null, tag, gruppe) ?? [];
    return lesbar.some((scope) => scopes.includes(scope));
  };

  return {
    /** before commands are settled: their rules ask for these rows */
    inLine: async (tenant: string): Promise<void> => void (massendaten.length > 0 && (await inLine(tenant))),
    manifest,
    /** rows of one group after a key; null: not there, or not to be read with these scopes */
    page: async (
      tenant: string,
      scopes: readonly string[],
      tabelle: string,
      gruppe: string,
      nach: string,
    ): Promise<MassPage | null> => {
      const { tabellen, tag } = await inLine(tenant);
      if (!mayRead(tabellen, tag, scopes, tabelle, gruppe)) return null;
      return db.transaction().execute(async (tx) => {
        const group = await tx
          .selectFrom('datensatz_stand')
          .select('hash')
          .where('tenant', '=', tenant)
          .where('tabelle', '=', tabelle)
          .where('gruppe', '=', gruppe)
          .executeTakeFirst();
        if (!group) return null;
        const zeilen = await tx
          .selectFrom('datensatz')
          .select(['schluessel', 'suche', 'wert'])
          .where('tenant', '=', tenant)
          .where('tabelle', '=', tabelle)
          .where('gruppe', '=', gruppe)
          .where('schluessel', '>', nach)
          .orderBy('schluessel')
          .limit(PAGE)
          .execute();
        return { hash: group.hash, zeilen, mehr: zeilen.length === PAGE };
      });
    },
  };
}

export type MassData = ReturnType<typeof openMassData>;

const PREFIX = 'stammdaten:';

async function sourceOf(
  db: Pick<CentralDatabase['db'], 'selectFrom'>,
  tenant: string,
  tabelle: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('datensatz_quelle')
    .select('stand')
    .where('tenant', '=', tenant)
    .where('tabelle', '=', tabelle)
    .executeTakeFirst();
  return row?.stand ?? null;
}

async function replaceRows(
  tx: Tx,
  insertRows: InsertRows,
  tenant: string,
  tabelle: string,
  stand: string,
  rows: ReturnType<Massendaten['zeilen']>,
): Promise<void> {
  for (const table of ['datensatz', 'datensatz_stand', 'datensatz_quelle'] as const)
    await tx.deleteFrom(table).where('tenant', '=', tenant).where('tabelle', '=', tabelle).execute();
  const sorted = [...rows].sort((a, b) => (a.schluessel < b.schluessel ? -1 : 1));
  const groups = new Map<string, { anzahl: number; readonly hash: ReturnType<typeof createHash> }>();
  for (let at = 0; at < sorted.length; at += CHUNK) {
    const chunk = sorted.slice(at, at + CHUNK).map(({ schluessel, suche, gruppe, wert }) => {
      const row: MassRow = { schluessel, suche, wert: JSON.stringify(wert) };
      const group = groups.get(gruppe) ?? { anzahl: 0, hash: createHash('sha256') };
      groups.set(gruppe, group);
      group.anzahl += 1;
      group.hash.update(massRowText(row));
      return { tenant, tabelle, gruppe, ...row };
    });
    await insertRows(tx, 'datensatz', chunk);
  }
  const stands = [...groups].map(([gruppe, { anzahl, hash }]) => ({
    tenant,
    tabelle,
    gruppe,
    anzahl,
    hash: hash.digest('hex'),
  }));
  await tx.insertInto('datensatz_stand').values(stands).execute();
  await tx.insertInto('datensatz_quelle').values({ tenant, tabelle, stand }).execute();
}
