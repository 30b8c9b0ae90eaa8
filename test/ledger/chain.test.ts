import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  advance,
  canonicalJson,
  EMPTY_HEAD,
  erasureRecord,
  openRecord,
  registerKinds,
  upcastEvent,
  verifyChain,
  type LedgerRecord,
} from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { makeClient, memoryCentre } from '../support/memory-centre.ts';
import { notiz } from '../support/toy.ts';

const kinds = registerKinds([notiz]);

function history() {
  const centre = memoryCentre(kinds, ledgerCrypto);
  const kaya = makeClient('kaya');
  centre.push(kaya('n1', { type: 'createNotiz', titel: 'Frau Quittenbaum' }));
  centre.push(kaya('n1', { type: 'addText', text: 'ruft zurück' }));
  centre.push(kaya('n2', { type: 'createNotiz', titel: 'Radlader' }));
  return { centre, records: centre.state.records };
}

const OTHER: { readonly [K in Exclude<keyof LedgerRecord, 'payload'>]: LedgerRecord[K] } = {
  tenant: 'olpe',
  feed: 99,
  vorgang: 'n9',
  art: 'andere',
  revision: 9,
  type: 'AnderesEreignis',
  v: 9,
  zeit: '2020-01-01T00:00:00.000Z',
  akteur: 'jemand',
  commandId: 'anderer',
  commitment: 'ab'.repeat(32),
  prev: 'cd'.repeat(32),
  hash: 'ef'.repeat(32),
};

describe('the chain', () => {
  test.each(Object.keys(OTHER) as (keyof typeof OTHER)[])('notices a changed %s, in any record', (field) => {
    const { records } = history();
    for (let at = 0; at < records.length; at++) {
      const forged = records.map((r, i) => (i === at ? { ...r, [field]: OTHER[field] } : r));
      expect(verifyChain(ledgerCrypto, forged).fault).not.toBeNull();
    }
  });

  test('notices a record left out, exchanged or put in twice', () => {
    const { records } = history();
    const [a, b, c] = records as [LedgerRecord, LedgerRecord, LedgerRecord];
    expect(verifyChain(ledgerCrypto, [a, c]).fault).toEqual({ fault: 'gap', feed: 3 });
    expect(verifyChain(ledgerCrypto, [b, a, c]).fault).not.toBeNull();
    expect(verifyChain(ledgerCrypto, [a, a, b, c]).fault).not.toBeNull();
    expect(verifyChain(ledgerCrypto, [a, b]).head.hash).toBe(b.hash);
    expect(verifyChain(ledgerCrypto, [c], verifyChain(ledgerCrypto, [a, b]).head).fault).toBeNull();
  });

  test('a whole chain written anew has another head', () => {
    const { records, centre } = history();
    const other = memoryCentre(kinds, ledgerCrypto);
    other.push(makeClient('kaya')('n1', { type: 'createNotiz', titel: 'Frau Quittenbaum' }));
    expect(records[0]!.hash).toBe(other.state.records[0]!.hash);
    expect(centre.state.head).not.toEqual(other.state.head);
  });

  test('a changed payload, a wrong key and a payload of another record do not open', () => {
    const { records, centre } = history();
    const [a, b] = records as [LedgerRecord, LedgerRecord];
    const key = centre.key('n1')!;
    expect(openRecord(ledgerCrypto, key, a)?.event).toEqual({
      type: 'NotizAngelegt',
      titel: 'Frau Quittenbaum',
    });
    expect(openRecord(ledgerCrypto, centre.key('n2')!, a)).toBeNull();
    expect(openRecord(ledgerCrypto, key, { ...a, payload: b.payload })).toBeNull();
    for (let i = 0; i < a.payload.length; i++) {
      const payload = Uint8Array.from(a.payload);
      payload[i]! ^= 1;
      expect(openRecord(ledgerCrypto, key, { ...a, payload })).toBeNull();
    }
  });

  test('another event sealed under the right key does not fit its commitment', () => {
    const { records, centre } = history();
    const [a] = records as [LedgerRecord];
    const context = new TextEncoder().encode(JSON.stringify([a.tenant, a.vorgang, a.revision, a.type]));
    const forged = new TextEncoder().encode('{"titel":"Herr Anders","type":"NotizAngelegt"}');
    const payload = ledgerCrypto.seal(centre.key('n1')!, forged, context);
    expect(openRecord(ledgerCrypto, centre.key('n1')!, { ...a, payload })).toBeNull();
  });

  test('erasure is a record of its own, and without payloads the chain still verifies', () => {
    const { records, centre } = history();
    const act = { zeit: '2026-11-22T09:00:00.000Z', akteur: 'kaya', commandId: 'l1' };
    const stand = centre.state.stands.get('n1')!;
    const erased = erasureRecord(ledgerCrypto, 'siegen', centre.state.head, stand, act);
    const emptied = records.map((r) => (r.vorgang === 'n1' ? { ...r, payload: new Uint8Array() } : r));
    expect(verifyChain(ledgerCrypto, [...emptied, erased]).fault).toBeNull();
    expect(
      emptied.map((r) => openRecord(ledgerCrypto, centre.key(r.vorgang)!, r)?.event.type ?? null),
    ).toEqual([null, null, 'NotizAngelegt']);
    expect(JSON.stringify([...emptied, erased])).not.toContain('Quittenbaum');
    expect(erased).toMatchObject({ type: 'VorgangGeloescht', revision: 3, feed: 4 });
  });

  test('an empty log is a whole log', () => {
    expect(verifyChain(ledgerCrypto, [])).toEqual({ head: EMPTY_HEAD, fault: null });
  });
});

describe('canonical JSON', () => {
  test('does not depend on the order of keys, and is JSON', () => {
    const value = fc.jsonValue({ noUnicodeString: false } as never);
    fc.assert(
      fc.property(value, (v) => {
        const reversed = reverseKeys(v);
        expect(canonicalJson(reversed)).toBe(canonicalJson(v));
        expect(JSON.parse(canonicalJson(v))).toEqual(JSON.parse(JSON.stringify(v)));
      }),
    );
  });

  test('leaves out what is undefined and refuses what is no JSON', () => {
    expect(canonicalJson({ b: 1, a: undefined, ä: [undefined] })).toBe('{"b":1,"ä":[null]}');
    expect(() => canonicalJson({ a: NaN })).toThrow('finite');
    for (const wrong of [1n, () => 1, undefined, new Date(0), new Map(), new Uint8Array(2)] as unknown[]) {
      expect(() => canonicalJson(wrong)).toThrow('JSON');
    }
  });
});

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reverseKeys(v)]),
  );
}

describe('versions of events', () => {
  const meta = { zeit: '2026-11-22T08:00:00.000Z', akteur: 'kaya', revision: 1 };
  test('an old one is lifted, one of a newer program is not guessed', () => {
    const old = { type: 'TextErgaenzt', text: 'alt' };
    expect(upcastEvent(notiz, old)).toEqual({ type: 'TextErgaenzt', v: 2, text: 'alt', am: '' });
    expect(upcastEvent(notiz, { type: 'TextErgaenzt', v: 3, text: 'neu' } as never)).toBeNull();
    expect(upcastEvent(notiz, { type: 'GibtEsNicht' })).toBeNull();
  });

  test('fields that are not known are kept', () => {
    const extended = { type: 'NotizAngelegt', titel: 'A', farbe: 'rot' };
    expect(upcastEvent(notiz, extended)).toEqual(extended);
  });

  test('events alone make the state', () => {
    const events = [{ type: 'NotizAngelegt', titel: 'A' }, { type: 'NotizGeschlossen' }];
    const stand = advance(
      notiz,
      null,
      'n',
      events.map((event, i) => ({ event, meta: { ...meta, revision: i + 1 } })),
    );
    expect(stand).toMatchObject({
      vorgang: 'n',
      art: 'notiz',
      revision: 2,
      state: { titel: 'A', geschlossen: true },
    });
    expect(advance(notiz, null, 'n', [])).toBeNull();
  });

  test('two kinds of one name are a bug', () => {
    expect(() => registerKinds([notiz, notiz])).toThrow('notiz');
  });
});
