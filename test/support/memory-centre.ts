import { factKey, type Claim } from '../../src/domain/shared/vorgang.ts';
import type { Rejection } from '../../src/domain/shared/rejection.ts';
import { assertNever } from '../../src/domain/shared/result.ts';
import {
  EMPTY_HEAD,
  runSync,
  settlePush,
  type Ask,
  type ChainHead,
  type CommandEnvelope,
  type CommandResult,
  type Kinds,
  type LedgerCrypto,
  type LedgerRecord,
  type PushAnswer,
  type Stand,
} from '../../src/ledger/index.ts';

interface State {
  readonly stands: ReadonlyMap<string, Stand>;
  readonly records: readonly LedgerRecord[];
  readonly head: ChainHead;
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
  readonly series: ReadonlyMap<string, number>;
}

/** A centre in memory: answers the engine's questions from plain values. A savepoint is a kept value. */
export function memoryCentre(kinds: Kinds, crypto: LedgerCrypto) {
  let state: State = {
    stands: new Map(),
    records: [],
    head: EMPTY_HEAD,
    claims: new Map(),
    series: new Map(),
  };
  let saved: State | null = null;
  let jetzt = '2026-11-22T08:00:00.000Z';
  const keys = new Map<string, Uint8Array | null>();
  const answers = new Map<string, { digest: string; result: CommandResult }>();
  const asked: Ask['ask'][] = [];
  let refuse: Rejection | null = null;

  function answer(ask: Ask): unknown {
    asked.push(ask.ask);
    switch (ask.ask) {
      case 'seen': {
        const seqs = [...answers.keys()].filter((k) => k.startsWith(`${ask.clientId}#`));
        const lastSeq = Math.max(0, ...seqs.map((k) => Number(k.split('#')[1])));
        return { lastSeq, stored: answers.get(`${ask.clientId}#${ask.seq}`) ?? null };
      }
      case 'result':
        return answers.get(`${ask.clientId}#${ask.seq}`)?.result ?? null;
      case 'authorise':
        return refuse;
      case 'stand':
        return state.stands.get(ask.vorgang) ?? null;
      case 'facts': {
        const known = ask.queries.flatMap((q) =>
          q.art === 'nummer' ? [[factKey(q), state.series.get(q.serie) ?? 1] as const] : [],
        );
        return { jetzt, antworten: new Map(known) };
      }
      case 'key': {
        if (!keys.has(ask.vorgang))
          keys.set(ask.vorgang, crypto.sha256(new TextEncoder().encode(ask.vorgang)));
        return keys.get(ask.vorgang);
      }
      case 'head':
        return state.head;
      case 'documents':
        return null;
      case 'claim': {
        for (const [vorgang, held] of state.claims) {
          if (vorgang === ask.vorgang) continue;
          const taken = held.find((h) =>
            ask.claims.some((c) => c.ressource === h.ressource && c.von < h.bis && h.von < c.bis),
          );
          if (taken) return { code: 'ledger.ressource-belegt', params: { ressource: taken.ressource } };
        }
        state = { ...state, claims: new Map([...state.claims, [ask.vorgang, ask.claims]]) };
        return null;
      }
      case 'savepoint':
        saved = state;
        return null;
      case 'rollback':
        if (saved) state = saved;
        return null;
      case 'release':
        return null;
      case 'write': {
        const { records, after, series, head } = ask.settlement;
        state = {
          ...state,
          stands: new Map([...state.stands, [after.vorgang, after]]),
          records: [...state.records, ...records],
          head,
          series: new Map([
            ...state.series,
            ...series.map((s) => [s, (state.series.get(s) ?? 1) + 1] as const),
          ]),
        };
        return null;
      }
      case 'answer':
        answers.set(`${ask.envelope.clientId}#${ask.envelope.seq}`, {
          digest: ask.digest,
          result: ask.result,
        });
        return null;
      default:
        return assertNever(ask);
    }
  }

  return {
    answer,
    push: (envelope: CommandEnvelope): PushAnswer => runSync(settlePush(kinds, crypto, envelope), answer),
    get state(): State {
      return state;
    },
    asked,
    key: (vorgang: string) => keys.get(vorgang) ?? null,
    resultOf: (clientId: string, seq: number) => answers.get(`${clientId}#${seq}`)?.result ?? null,
    setClock: (zeit: string) => {
      jetzt = zeit;
    },
    setRefusal: (rejection: Rejection | null) => {
      refuse = rejection;
    },
    destroyKey: (vorgang: string) => {
      keys.set(vorgang, null);
    },
  };
}

export type MemoryCentre = ReturnType<typeof memoryCentre>;

/** Makes envelopes of one client, numbered without a gap. */
export function makeClient(clientId: string, author = clientId) {
  let seq = 0;
  return (
    vorgang: string,
    command: object,
    o: Partial<Pick<CommandEnvelope, 'seq' | 'baseRevision' | 'hangsOn' | 'art' | 'clientTime' | 'id'>> = {},
  ): CommandEnvelope => {
    seq = o.seq ?? seq + 1;
    return {
      tenant: 'siegen',
      clientId,
      seq,
      id: o.id ?? `${clientId}-${seq}`,
      art: o.art ?? 'notiz',
      vorgang,
      command: command as CommandEnvelope['command'],
      v: 1,
      baseRevision: o.baseRevision ?? 0,
      hangsOn: o.hangsOn ?? null,
      clientTime: o.clientTime ?? '2026-11-22T08:00:00.000Z',
      author,
    };
  };
}
