import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import type { Kysely } from 'kysely';
import {
  hex,
  isSignedBy,
  parseNote,
  parseStatement,
  type LedgerCrypto,
  type Statement,
} from '../../ledger/index.ts';
import type { CentralDb } from '../db/schema.ts';

/** A signed note by which a city's log introduces the key that signs from then on. */
export interface KeyNote {
  readonly tenant: string;
  readonly zeit: string;
  readonly note: string;
}

/**
 * The introductions of a key lie beside its file as well as in the log: a backup made before a change of key does not
 * have the newest, and without it nobody could tell the new key from a stranger's. They are public and sign themselves.
 */
export const keyHistoryFile = (keyFile: string): string => `${keyFile}.einfuehrung`;

export async function allKeyNotes(db: Kysely<CentralDb>): Promise<readonly KeyNote[]> {
  return db
    .selectFrom('pruefnotiz')
    .select(['tenant', 'zeit', 'note'])
    .where('art', '=', 'schluessel')
    .orderBy('tenant')
    .orderBy('zeit')
    .execute();
}

/** Empty: the key was never changed, or its history is lost. A line that is none is left out. */
export function readKeyHistory(keyFile: string): readonly KeyNote[] {
  const file = keyHistoryFile(keyFile);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        const { tenant, zeit, note } = JSON.parse(line) as Partial<KeyNote>;
        const whole = [tenant, zeit, note].every((part) => typeof part === 'string');
        return whole ? [{ tenant, zeit, note } as KeyNote] : [];
      } catch {
        return [];
      }
    });
}

/** Whole or not at all. */
export function writeKeyHistory(keyFile: string, notes: readonly KeyNote[]): void {
  const file = keyHistoryFile(keyFile);
  const handle = openSync(`${file}.neu`, 'w', 0o600);
  writeSync(handle, notes.map((n) => `${JSON.stringify(n)}\n`).join(''));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.neu`, file);
}

type Introduction = Extract<Statement, { art: 'schluessel' }>;

/**
 * The introductions of one city from its first key on, each signed by the key before it, as far as they lead. What is
 * not signed so is left out, wherever it comes from.
 */
export function introductionsOf(
  { sha256, verify }: Pick<LedgerCrypto, 'sha256' | 'verify'>,
  tenant: string,
  notes: readonly KeyNote[],
): readonly (KeyNote & { readonly said: Introduction })[] {
  const own = new Map(notes.filter((n) => n.tenant === tenant).map((n) => [n.note, n]));
  const chain: (KeyNote & { readonly said: Introduction })[] = [];
  for (const n of [...own.values()].sort((a, b) => (a.zeit < b.zeit ? -1 : 1))) {
    const note = parseNote(n.note);
    const said = note && parseStatement(note.text);
    if (!note || said?.art !== 'schluessel' || said.tenant !== tenant) continue;
    const before = chain.at(-1)?.said.publicKey;
    const signed = [said.publicKey, ...(before ? [before] : [])].every((key) =>
      isSignedBy(sha256, verify, note, key),
    );
    if (signed) chain.push({ ...n, said });
  }
  return chain;
}

/** Do these introductions lead to this key? A city without any has not signed anything yet. */
export function leadsTo(
  crypto: Pick<LedgerCrypto, 'sha256' | 'verify'>,
  tenant: string,
  notes: readonly KeyNote[],
  publicKey: Uint8Array | null,
): boolean {
  const last = introductionsOf(crypto, tenant, notes).at(-1);
  return last === undefined || (publicKey !== null && hex(last.said.publicKey) === hex(publicKey));
}

/** Cities whose checkpoints were signed with another key that has not introduced this one: nothing is signed for them. */
export async function strangeTo(
  db: Kysely<CentralDb>,
  crypto: Pick<LedgerCrypto, 'sha256' | 'verify'>,
  publicKey: Uint8Array,
): Promise<readonly string[]> {
  const known = await allKeyNotes(db);
  const tenants = new Set(known.map((n) => n.tenant));
  return [...tenants].filter((tenant) => !leadsTo(crypto, tenant, known, publicKey)).sort();
}

/** Enters what a restored log does not know of its keys. */
export async function addKeyNotes(
  db: Kysely<CentralDb>,
  crypto: Pick<LedgerCrypto, 'sha256' | 'verify'>,
  notes: readonly KeyNote[],
): Promise<void> {
  const known = await allKeyNotes(db);
  for (const { tenant } of await db.selectFrom('tenant').select('tenant').execute())
    for (const { zeit, note } of introductionsOf(crypto, tenant, [...known, ...notes]))
      await db
        .insertInto('pruefnotiz')
        .values({ tenant, art: 'schluessel', zeit, note })
        .onConflict((c) => c.doNothing())
        .execute();
}
