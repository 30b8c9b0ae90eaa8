import { createHash } from 'node:crypto';
import type { PushedCommand } from '../../src/contract/sync.ts';
import type { Kind } from '../../src/domain/shared/vorgang.ts';
import type { CentralContext } from '../../src/central/engine/context.ts';
import { openCentralDatabase, type CentralDatabase } from '../../src/central/db/open.ts';
import { pull } from '../../src/central/sync/pull.ts';
import type { Reader } from '../../src/central/sync/readable.ts';
import type { Caller } from '../../src/central/identity/caller.ts';
import { push } from '../../src/central/sync/push.ts';
import { registerKinds, verifyChain, type LedgerHeader } from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { notiz } from './toy.ts';

export const NOW = '2026-11-22T08:00:00.000Z';

/** A note that only its addressee (or everybody, when it names none) may read. */
export const geheimNotiz: Kind = {
  ...notiz,
  project: (s, id) => ({
    ...notiz.project(s, id),
    lesbar: s.fuer === null ? ['alle'] : [`person:${s.fuer}`],
  }),
};

export function testContext(options: { readonly now?: () => string; readonly kinds?: readonly Kind[] } = {}) {
  const ctx: CentralContext = {
    kinds: registerKinds(options.kinds ?? [geheimNotiz]),
    crypto: ledgerCrypto,
    clock: { now: options.now ?? (() => NOW) },
    randomKey: () => crypto.getRandomValues(new Uint8Array(32)),
    authorise: async () => null,
  };
  return ctx;
}

export async function openTestCentre(url: string, ctx: CentralContext = testContext()) {
  const database = await openCentralDatabase(url);
  return { ctx, database, ...toolsOf(ctx, database) };
}

export function toolsOf(ctx: CentralContext, database: CentralDatabase) {
  return {
    push: (caller: Caller, ...commands: PushedCommand[]) => push(ctx, database, caller, commands),
    pull: (reader: Reader, cursor: string) => pull(ctx, database, reader, cursor),
    /** every page to the end of the feed */
    pullAll: async (reader: Reader, from = '') => {
      const pages = [];
      let cursor = from;
      for (;;) {
        const page = await pull(ctx, database, reader, cursor);
        pages.push(page);
        cursor = page.cursor;
        if (!page.more) break;
      }
      return {
        cursor,
        snapshots: pages.flatMap((p) => p.snapshots),
        records: pages.flatMap((p) => p.records),
        evict: pages.flatMap((p) => p.evict),
      };
    },
    /** null: the chain of this tenant is whole */
    chainFault: async (tenant: string) => {
      const rows = await database.db
        .selectFrom('record')
        .selectAll()
        .where('tenant', '=', tenant)
        .orderBy('feed')
        .execute();
      const headers = rows.map(({ command_id, ...r }) => ({ ...r, commandId: command_id }) as LedgerHeader);
      return verifyChain(ctx.crypto, headers).fault;
    },
  };
}

export const callerOf = (person: string, device = 'd1', tenant = 'siegen'): Caller => ({
  tenant,
  person,
  device,
  clientId: `${device}:${person}`,
});

export const readerOf = (person: string, scopes: readonly string[], device = 'd1'): Reader => ({
  ...callerOf(person, device),
  scopes,
  epoch: createHash('sha256').update(scopes.join('\n')).digest('hex').slice(0, 16),
});

/** One pushed command as it stands on the wire. */
export const commandOf = (
  seq: number,
  vorgang: string,
  command: { type: string; [key: string]: unknown },
  o: Partial<PushedCommand> = {},
): PushedCommand => ({
  seq,
  id: `${vorgang}-${seq}-${command.type}`,
  art: 'notiz',
  vorgang,
  command,
  v: 1,
  baseRevision: 0,
  hangsOn: null,
  clientTime: NOW,
  ...o,
});
