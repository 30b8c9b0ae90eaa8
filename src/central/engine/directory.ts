import {
  buildVerzeichnis,
  lesbareScopes,
  type EinheitState,
  type PersonState,
  type Verzeichnis,
} from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { PersonId, Tag, Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { ChainHead } from '../../ledger/index.ts';
import type { Tx } from '../db/schema.ts';
import { readHead, readStandsOf } from './states.ts';

/** The directory of one tenant as it was when its log stood at `head`. */
interface Directory {
  readonly head: ChainHead;
  readonly verzeichnis: Verzeichnis;
}

/** Kinds of Vorgang that make up the directory. */
export const ORGANISATION: readonly string[] = ['person', 'einheit'];
const MAX_KEPT = 200;
/** After more events than this it is read anew rather than looked through for changes. */
const MAX_BEHIND = 5000;

/**
 * Kept by tenant and proven by the log: the hash of a record stands for everything up to it, so a directory read
 * at that hash is right in whichever database, process or restored backup the same hash is found.
 */
const kept = new Map<string, Directory>();

/** The directory as of this transaction; `head`: of its log, if the caller knows it. */
export const readVerzeichnis = async (tx: Tx, tenant: string, head?: ChainHead): Promise<Verzeichnis> =>
  // First the head, then the content: it may be newer than its name, never older.
  (await readDirectory(tx, tenant, head ?? (await readHead(tx, tenant)))).verzeichnis;

/** Entries that touch neither people nor units have moved the log on: what is known of them holds there as well. */
export function carryOn(tenant: string, from: ChainHead, to: ChainHead): void {
  const known = kept.get(tenant);
  if (known?.head.hash === from.hash) kept.set(tenant, { ...known, head: to });
}

const scopesKept = new WeakMap<Verzeichnis, Map<string, ReadonlySet<string>>>();

/** Scopes this person reads with on that day; `alle` is always one of them. */
export function readableScopes(v: Verzeichnis, person: PersonId, tag: Tag): ReadonlySet<string> {
  const byPerson = scopesKept.get(v) ?? new Map<string, ReadonlySet<string>>();
  scopesKept.set(v, byPerson);
  const key = `${tag} ${person}`;
  const scopes = byPerson.get(key) ?? new Set(['alle', ...lesbareScopes(v, person, tag)]);
  byPerson.set(key, scopes);
  return scopes;
}

export const scopesOf = async (
  tx: Tx,
  tenant: string,
  person: PersonId,
  jetzt: Zeitpunkt,
): Promise<readonly string[]> => [...readableScopes(await readVerzeichnis(tx, tenant), person, tagOf(jetzt))];

async function readDirectory(tx: Tx, tenant: string, head: ChainHead): Promise<Directory> {
  const known = kept.get(tenant);
  if (known !== undefined && known.head.hash === head.hash) return known;
  const directory =
    known !== undefined && (await isUnchanged(tx, tenant, known.head, head))
      ? { ...known, head }
      : await loadDirectory(tx, tenant, head);
  kept.delete(tenant);
  kept.set(tenant, directory);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  return directory;
}

/** Is `from` a place in this log, and has nobody been entered or changed since? */
async function isUnchanged(tx: Tx, tenant: string, from: ChainHead, head: ChainHead): Promise<boolean> {
  if (from.feed === 0 || from.feed > head.feed || head.feed - from.feed > MAX_BEHIND) return false;
  const place = await tx
    .selectFrom('record')
    .select('hash')
    .where('tenant', '=', tenant)
    .where('feed', '=', from.feed)
    .executeTakeFirst();
  if (place?.hash !== from.hash) return false;
  const change = await tx
    .selectFrom('record')
    .select('feed')
    .where('tenant', '=', tenant)
    .where('feed', '>', from.feed)
    .where('art', 'in', ORGANISATION)
    .limit(1)
    .executeTakeFirst();
  return change === undefined;
}

async function loadDirectory(tx: Tx, tenant: string, head: ChainHead): Promise<Directory> {
  const personen = await readStandsOf(tx, tenant, 'person');
  const einheiten = await readStandsOf(tx, tenant, 'einheit');
  const verzeichnis = buildVerzeichnis(
    personen.map((s) => s.state as PersonState),
    einheiten.map((s) => s.state as EinheitState),
  );
  return { head, verzeichnis };
}
