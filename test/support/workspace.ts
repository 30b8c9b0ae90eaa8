import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factKey, type Command, type FactQuery, type Kind } from '../../src/domain/shared/vorgang.ts';
import { settleOnStore } from '../../src/main/app/connection/centre.ts';
import type { WorkspaceStore } from '../../src/main/app/ports.ts';
import { registerKinds, type CommandEnvelope, type Kinds, type PushAnswer } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { openStore, type OpenedStore } from '../../src/main/store/open.ts';
import { notiz } from './toy.ts';

/** Fixed key of test workspaces: no scrypt, so opening one takes milliseconds. */
export const TEST_KEY = new Uint8Array(32).fill(7);

export interface TestWorkspace {
  readonly dir: string;
  readonly store: OpenedStore;
  readonly kinds: Kinds;
  /** settles one command in a transaction of its own, like a single seat does */
  readonly execute: (vorgang: string, command: Command, options?: ExecuteOptions) => PushAnswer;
  /** closes and opens the same folder again */
  readonly reopen: () => TestWorkspace;
  readonly remove: () => void;
}

export interface ExecuteOptions {
  readonly art?: string;
  readonly author?: string;
  readonly clientId?: string;
  readonly seq?: number;
  readonly baseRevision?: number;
  readonly hangsOn?: number | null;
  readonly id?: string;
  readonly jetzt?: string;
}

export function makeWorkspace(
  options: {
    readonly kinds?: readonly Kind[];
    readonly dir?: string;
    readonly databaseKey?: Uint8Array | null;
    readonly migrationsDir?: string;
  } = {},
): TestWorkspace {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'amtsmappe-'));
  const kinds = registerKinds(options.kinds ?? [notiz]);
  const opened = openStore({
    dir,
    kinds,
    crypto: ledgerCrypto,
    create: !existsSync(join(dir, 'mappe.db')),
    databaseKey: options.databaseKey === undefined ? TEST_KEY : options.databaseKey,
    ...(options.migrationsDir === undefined ? {} : { migrationsDir: options.migrationsDir }),
  });
  if (!opened.ok) throw new Error(`openStore: ${opened.error.code} ${JSON.stringify(opened.error.params)}`);
  const store = opened.value;
  return {
    dir,
    store,
    kinds,
    execute: (vorgang, command, o = {}) =>
      store.transaction(() => settleOn(store, kinds, envelopeFor(store, vorgang, command, o), o.jetzt)),
    reopen: () => {
      store.close();
      return makeWorkspace({ ...options, dir });
    },
    remove: () => {
      store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export const TEST_NOW = '2026-11-22T08:00:00.000Z';

export function envelopeFor(
  store: WorkspaceStore,
  vorgang: string,
  command: Command,
  o: ExecuteOptions = {},
): CommandEnvelope {
  const clientId = o.clientId ?? 'geraet:kaya';
  const seq = o.seq ?? store.centre.seen(clientId, 0).lastSeq + 1;
  return {
    tenant: 'siegen',
    clientId,
    seq,
    id: o.id ?? `befehl-${clientId}-${seq}`,
    art: o.art ?? 'notiz',
    vorgang,
    command,
    v: 1,
    baseRevision: o.baseRevision ?? store.read.confirmed(vorgang)?.revision ?? 0,
    hangsOn: o.hangsOn ?? null,
    clientTime: o.jetzt ?? TEST_NOW,
    author: o.author ?? 'kaya',
  };
}

/** Answers what a rule asks for: `factKey` -> answer. */
export type Gather = (store: WorkspaceStore, queries: readonly FactQuery[]) => ReadonlyMap<string, unknown>;

/** Knows numbers of series and nothing else: enough for the toy kind. */
export const gatherNumbers: Gather = (store, queries) =>
  new Map(queries.flatMap((q) => (q.art === 'nummer' ? [[factKey(q), store.read.nummer(q.serie)]] : [])));

/** The engine on this store; must run inside a transaction. */
export function settleOn(
  store: WorkspaceStore,
  kinds: Kinds,
  envelope: CommandEnvelope,
  jetzt: string = TEST_NOW,
  gather: Gather = gatherNumbers,
): PushAnswer {
  return settleOnStore(store.centre, kinds, ledgerCrypto, envelope, {
    authorise: () => null,
    facts: (queries) => ({ jetzt, antworten: gather(store, queries) }),
  });
}

/** What was applied; anything else is a failed test. */
export function applied(answer: PushAnswer): { readonly revision: number; readonly feed: number } {
  if (answer.answer === 'result' && answer.result.outcome === 'applied') return answer.result;
  throw new Error(`not applied: ${JSON.stringify(answer)}`);
}
