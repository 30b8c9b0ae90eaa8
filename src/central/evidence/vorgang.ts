import { recordLine, NACHWEIS_FORMAT, type VorgangLine } from '../../contract/evidence-file.ts';
import {
  discloseRecord,
  parseNote,
  parseStatement,
  type LedgerCrypto,
  type LedgerRecord,
} from '../../ledger/index.ts';
import type { Tx } from '../db/schema.ts';
import { readKey, readRecords } from '../engine/records.ts';
import { notesOf } from './checkpoint.ts';

export interface EvidenceWish {
  readonly tenant: string;
  readonly vorgang: string;
  /** contents too, not only what the chain says of them */
  readonly inhalt: boolean;
  readonly now: string;
}

export type VorgangEvidence =
  | {
      readonly outcome: 'made';
      readonly lines: readonly VorgangLine[];
      readonly eintraege: number;
      /** records that no checkpoint covers yet */
      readonly offen: number;
      readonly gestempelt: number;
    }
  | { readonly outcome: 'unknown_vorgang' | 'no_checkpoint' };

/** Hashes (hex) from record `feed` to the root over the first `size` records. */
export type PathOf = (feed: number, size: number) => Promise<readonly string[]>;

/**
 * The evidence of one Vorgang: its records, and for each the hashes that lead to a signed checkpoint (the newest, and
 * the first time-stamped one after it). Of all others nothing is in it but hashes. `pathsTo` is told the size of the
 * newest checkpoint, and brings the hashes.
 */
export async function evidenceOf(
  tx: Pick<Tx, 'selectFrom'>,
  crypto: LedgerCrypto,
  { tenant, vorgang, inhalt, now }: EvidenceWish,
  pathsTo: (size: number) => Promise<PathOf>,
): Promise<VorgangEvidence> {
  const own = await readRecords(tx, tenant, vorgang);
  if (own.length === 0) return { outcome: 'unknown_vorgang' };
  const checkpoints = await checkpointsOf(tx, tenant);
  const newest = checkpoints.at(-1);
  if (!newest) return { outcome: 'no_checkpoint' };
  const covered = own.filter((r) => r.feed <= newest.groesse);
  const stamped = checkpoints.filter((c) => c.zeitstempel !== null);
  const provenIn = (feed: number) =>
    [...new Set([stamped.find((c) => c.groesse >= feed), newest])].flatMap((c) => c ?? []);
  const used = new Set(covered.flatMap((r) => provenIn(r.feed)));
  const key = inhalt ? await readKey(tx, tenant, vorgang) : null;
  const pathOf = await pathsTo(newest.groesse);

  const records: VorgangLine[] = [];
  for (const r of covered) {
    records.push(lineOf(crypto, r, tenant, key));
    for (const { groesse } of provenIn(r.feed))
      records.push({ zeile: 'beweis', feed: r.feed, groesse, pfad: [...(await pathOf(r.feed, groesse))] });
  }
  const [eintraege, offen] = [covered.length, own.length - covered.length];
  const kopf = { zeile: 'kopf', format: NACHWEIS_FORMAT, version: 1 } as const;
  return {
    outcome: 'made',
    lines: [
      { ...kopf, tenant, vorgang, erstellt: now, eintraege, offen },
      ...(await notesOf(tx, tenant, 'schluessel')).map((note) => ({ zeile: 'schluessel' as const, note })),
      ...checkpoints
        .filter((c) => used.has(c))
        .map(({ note, zeitstempel }) => ({
          zeile: 'pruefpunkt' as const,
          note,
          zeitstempel: zeitstempel && Buffer.from(zeitstempel).toString('base64'),
        })),
      ...records,
      { zeile: 'ende', eintraege },
    ],
    eintraege,
    offen,
    gestempelt: covered.filter((r) => stamped.some((c) => c.groesse >= r.feed)).length,
  };
}

/** Those with a readable note, in order of size. */
async function checkpointsOf(tx: Pick<Tx, 'selectFrom'>, tenant: string) {
  const rows = await tx
    .selectFrom('pruefpunkt')
    .select(['groesse', 'note', 'zeitstempel'])
    .where('tenant', '=', tenant)
    .orderBy('groesse')
    .execute();
  return rows.filter(({ note }) => parseStatement(parseNote(note)?.text ?? '')?.art === 'pruefpunkt');
}

const lineOf = (crypto: LedgerCrypto, r: LedgerRecord, tenant: string, key: Uint8Array | null) =>
  recordLine(r, tenant, key === null ? null : discloseRecord(crypto, key, r));
