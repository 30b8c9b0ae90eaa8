import { renameSync, writeFileSync } from 'node:fs';
import type { Projection } from '../../domain/shared/vorgang.ts';
import type { CentralDatabase } from '../../central/db/open.ts';
import { readKey, readRecords } from '../../central/engine/records.ts';
import {
  discloseRecord,
  fromHex,
  hex,
  parseNote,
  parseStatement,
  type LedgerCrypto,
  type LedgerRecord,
} from '../../ledger/index.ts';
import { createTree } from './tree-paths.ts';
import { NACHWEIS_FORMAT, type VorgangLine } from './vorgang-file.ts';

export interface VorgangWish {
  readonly tenant: string;
  /** its number as people know it, or its id */
  readonly vorgang: string;
  readonly file: string;
  /** contents too, not only what the chain says of them */
  readonly inhalt: boolean;
  readonly now: string;
}

export type VorgangWritten =
  | {
      readonly outcome: 'written';
      readonly eintraege: number;
      readonly offen: number;
      readonly gestempelt: number;
    }
  | { readonly outcome: 'unknown_city' | 'unknown_vorgang' | 'no_checkpoint' };

/**
 * Writes the evidence of one Vorgang: its records, and for each the hashes that lead to a signed checkpoint (the
 * newest, and the first time-stamped one after it). Of all others nothing is in the file but hashes.
 */
export async function writeVorgang(
  { db }: CentralDatabase,
  crypto: LedgerCrypto,
  { tenant, vorgang: wanted, file, inhalt, now }: VorgangWish,
): Promise<VorgangWritten> {
  const city = await db.selectFrom('tenant').select('tenant').where('tenant', '=', tenant).executeTakeFirst();
  if (!city) return { outcome: 'unknown_city' };
  const vorgang = await idOf(db, tenant, wanted);
  const own = vorgang === null ? [] : await readRecords(db, tenant, vorgang);
  if (vorgang === null || own.length === 0) return { outcome: 'unknown_vorgang' };
  const checkpoints = await checkpointsOf(db, tenant);
  const newest = checkpoints.at(-1);
  if (!newest) return { outcome: 'no_checkpoint' };

  const hashes = await db
    .selectFrom('record')
    .select('hash')
    .where('tenant', '=', tenant)
    .where('feed', '<=', newest.groesse)
    .orderBy('feed')
    .execute();
  const tree = createTree(
    crypto.sha256,
    hashes.map((r) => fromHex(r.hash)),
  );
  const covered = own.filter((r) => r.feed <= newest.groesse);
  const stamped = checkpoints.filter((c) => c.zeitstempel !== null);
  const provenIn = (feed: number) => [...new Set([stamped.find((c) => c.groesse >= feed), newest])];
  const used = new Set(covered.flatMap((r) => provenIn(r.feed)));
  const key = inhalt ? await readKey(db, tenant, vorgang) : null;

  const lines: VorgangLine[] = [
    {
      zeile: 'kopf',
      format: NACHWEIS_FORMAT,
      version: 1,
      tenant,
      vorgang,
      erstellt: now,
      eintraege: covered.length,
      offen: own.length - covered.length,
    },
    ...(await keyNotesOf(db, tenant)).map((note) => ({ zeile: 'schluessel' as const, note })),
    ...checkpoints
      .filter((c) => used.has(c))
      .map(({ note, zeitstempel }) => ({
        zeile: 'pruefpunkt' as const,
        note,
        zeitstempel: zeitstempel && Buffer.from(zeitstempel).toString('base64'),
      })),
    ...covered.flatMap((r): VorgangLine[] => [
      toLine(crypto, r, tenant, key),
      ...provenIn(r.feed).flatMap((c) =>
        c === undefined
          ? []
          : [
              {
                zeile: 'beweis' as const,
                feed: r.feed,
                groesse: c.groesse,
                pfad: tree.pathOf(r.feed - 1, c.groesse).map(hex),
              },
            ],
      ),
    ]),
    { zeile: 'ende', eintraege: covered.length },
  ];
  writeFileSync(`${file}.unfertig`, lines.map((l) => `${JSON.stringify(l)}\n`).join(''), {
    mode: 0o600,
    flush: true,
  });
  renameSync(`${file}.unfertig`, file);
  const gestempelt = covered.filter((r) => stamped.some((c) => c.groesse >= r.feed)).length;
  return { outcome: 'written', eintraege: covered.length, offen: own.length - covered.length, gestempelt };
}

type Db = CentralDatabase['db'];

/** Null: no Vorgang of this number, or several. */
async function idOf(db: Db, tenant: string, wanted: string): Promise<string | null> {
  const record = await db
    .selectFrom('record')
    .select('vorgang')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', wanted)
    .limit(1)
    .executeTakeFirst();
  if (record) return record.vorgang;
  const rows = await db
    .selectFrom('stand')
    .select(['vorgang', 'projection'])
    .where('tenant', '=', tenant)
    .where('projection', 'like', `%${JSON.stringify(wanted).slice(1, -1).replace(/[%_]/g, '_')}%`)
    .execute();
  const named = rows.filter((r) => (JSON.parse(r.projection) as Projection).nummer === wanted);
  return named.length === 1 ? (named[0]?.vorgang ?? null) : null;
}

/** Those with a readable note, in order of size. */
async function checkpointsOf(db: Db, tenant: string) {
  const rows = await db
    .selectFrom('pruefpunkt')
    .select(['groesse', 'note', 'zeitstempel'])
    .where('tenant', '=', tenant)
    .orderBy('groesse')
    .execute();
  return rows.filter(({ note }) => parseStatement(parseNote(note)?.text ?? '')?.art === 'pruefpunkt');
}

async function keyNotesOf(db: Db, tenant: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('pruefnotiz')
    .select('note')
    .where('tenant', '=', tenant)
    .where('art', '=', 'schluessel')
    .orderBy('zeit')
    .execute();
  return rows.map((r) => r.note);
}

function toLine(crypto: LedgerCrypto, r: LedgerRecord, tenant: string, key: Uint8Array | null): VorgangLine {
  const { feed, vorgang, art, revision, type, v, zeit, akteur, commandId, commitment, prev, hash } = r;
  const disclosed = key === null ? null : discloseRecord(crypto, key, r);
  return {
    zeile: 'eintrag',
    ...{ feed, vorgang, art, revision, type, v, zeit, akteur, commandId, commitment, prev, hash },
    ...(r.tenant === tenant ? {} : { siegel: r.tenant }),
    geleert: r.payload.length === 0,
    inhalt: disclosed?.inhalt ?? null,
    salz: disclosed?.salz ?? null,
  };
}
