import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Kind } from '../../src/domain/shared/vorgang.ts';
import {
  registerKinds,
  runAsync,
  runSync,
  settlePush,
  verifyChain,
  type CommandEnvelope,
} from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { makeClient, memoryCentre, type MemoryCentre } from '../support/memory-centre.ts';
import { notiz } from '../support/toy.ts';

const kinds = registerKinds([notiz]);
let centre: MemoryCentre;
let kaya: ReturnType<typeof makeClient>;
let brand: ReturnType<typeof makeClient>;
beforeEach(() => {
  centre = memoryCentre(kinds, ledgerCrypto);
  kaya = makeClient('kaya');
  brand = makeClient('brand');
});

const create = (titel = 'Radlader') => ({ type: 'createNotiz', titel });
const text = (t: string) => ({ type: 'addText', text: t });
const slot = (ressource: string, von: number, bis: number) => ({
  ressource,
  von: `2026-11-23T${String(von).padStart(2, '0')}:00:00.000Z`,
  bis: `2026-11-23T${String(bis).padStart(2, '0')}:00:00.000Z`,
});
const stateOf = (vorgang: string) =>
  centre.state.stands.get(vorgang)?.state as { texte: string[]; titel: string };

describe('delivered at least once, effective once', () => {
  test('a repeated command gets the stored answer and changes nothing', () => {
    const envelope = kaya('n1', create());
    const first = centre.push(envelope);
    expect(first).toMatchObject({ answer: 'result', result: { outcome: 'applied', revision: 1, feed: 1 } });
    centre.push(kaya('n1', text('a'), { baseRevision: 1 }));
    expect(centre.push(envelope)).toEqual(first);
    expect(centre.state.head.feed).toBe(2);
  });

  test('a refused command is remembered as refused', () => {
    const envelope = kaya('n1', text('zu früh'));
    const first = centre.push(envelope);
    expect(first).toMatchObject({
      result: { outcome: 'rejected', rejection: { code: 'toy.gibt-es-nicht' } },
    });
    centre.push(brand('n1', create()));
    expect(centre.push(envelope)).toEqual(first);
    expect(stateOf('n1').texte).toEqual([]);
  });

  test('a number left out is a gap, a number used for something else a protocol error', () => {
    expect(centre.push(kaya('n1', create(), { seq: 2 }))).toEqual({ answer: 'gap', expected: 1 });
    centre.push(kaya('n1', create(), { seq: 1 }));
    expect(centre.push(kaya('n1', create('Bagger'), { seq: 1 }))).toEqual({
      answer: 'protocol_error',
      seq: 1,
    });
    expect(stateOf('n1').titel).toBe('Radlader');
  });

  test('whatever is lost, repeated or delayed: each command takes effect once, in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 80 }), (deliveries) => {
        const c = memoryCentre(kinds, ledgerCrypto);
        const client = makeClient('x');
        const sent = [
          client('n', create()),
          ...Array.from({ length: 9 }, (_, i) => client('n', text(`t${i}`))),
        ];
        let expected = 1;
        for (const n of deliveries) {
          const answer = c.push(sent[n]!);
          if (n + 1 > expected) expect(answer).toEqual({ answer: 'gap', expected });
          else
            expect(answer).toMatchObject({ answer: 'result', result: { outcome: 'applied', feed: n + 1 } });
          if (n + 1 === expected) expected++;
        }
        expect(c.state.records.map((r) => r.commandId)).toEqual(sent.slice(0, expected - 1).map((e) => e.id));
      }),
    );
  });
});

describe('refusals', () => {
  test('malformed, of another kind, of an unknown kind, not allowed', () => {
    for (const titel of ['a\0b', 'a\ud800'])
      expect(centre.push(kaya('n0', { type: 'createNotiz', titel }))).toMatchObject({
        result: { rejection: { code: 'ledger.befehl-ungueltig', params: { feld: 'titel' } } },
      });
    expect(centre.push(kaya('n1', { type: 'createNotiz' }))).toMatchObject({
      result: { rejection: { code: 'ledger.befehl-ungueltig', params: { feld: 'titel' } } },
    });
    expect(centre.push(kaya('n1', create(), { art: 'gibtsnicht' }))).toMatchObject({
      result: { outcome: 'needs_upgrade' },
    });
    centre.setRefusal({ code: 'toy.verboten', params: {} });
    expect(centre.push(kaya('n1', create()))).toMatchObject({
      result: { outcome: 'rejected', rejection: { code: 'toy.verboten' } },
    });
    expect(centre.state.records).toEqual([]);
  });

  test('an identity used by another kind', () => {
    // Its rules are not even asked: they would not know what to make of such a state.
    const needs = () => {
      throw new Error('asked about the state of another kind');
    };
    const other: Kind = { ...notiz, art: 'andere', needs };
    const c = memoryCentre(registerKinds([notiz, other]), ledgerCrypto);
    c.push(kaya('n1', create()));
    expect(c.push(kaya('n1', text('x'), { art: 'andere' }))).toMatchObject({
      result: { rejection: { code: 'ledger.vorgang-anderer-art' } },
    });
  });

  test('an erased Vorgang', () => {
    centre.destroyKey('n1');
    expect(centre.push(kaya('n1', create()))).toMatchObject({
      result: { rejection: { code: 'ledger.vorgang-geloescht' } },
    });
  });

  test('a clock set back by more than five minutes; less is let pass', () => {
    centre.push(kaya('n1', create()));
    centre.setClock('2026-11-22T07:54:59.000Z');
    expect(centre.push(kaya('n1', text('a')))).toMatchObject({
      result: { outcome: 'rejected', rejection: { code: 'ledger.uhr-zurueckgestellt' } },
    });
    centre.setClock('2026-11-22T07:55:00.000Z');
    expect(centre.push(kaya('n1', text('a'), { baseRevision: 1 }))).toMatchObject({
      result: { outcome: 'applied' },
    });
  });

  test('a command without events changes nothing and is applied', () => {
    centre.push(kaya('n1', create()));
    expect(centre.push(kaya('n1', { type: 'look' }))).toMatchObject({
      result: { outcome: 'applied', revision: 1, feed: 1 },
    });
    expect(centre.state.records).toHaveLength(1);
  });
});

describe('conflict, blocked', () => {
  beforeEach(() => {
    centre.push(kaya('n1', create()));
  });

  test('who overwrites must have seen the latest', () => {
    centre.push(brand('n1', { type: 'rename', titel: 'Bagger' }, { baseRevision: 1 }));
    expect(centre.push(kaya('n1', { type: 'rename', titel: 'Kran' }, { baseRevision: 1 }))).toMatchObject({
      result: {
        outcome: 'conflict',
        revision: 2,
        rejection: { code: 'ledger.stand-veraltet', params: { person: 'brand' } },
      },
    });
    expect(stateOf('n1').titel).toBe('Bagger');
  });

  test('adding to what others have added needs no latest revision', () => {
    centre.push(brand('n1', text('b'), { baseRevision: 1 }));
    centre.push(kaya('n1', text('k'), { baseRevision: 1 }));
    expect(stateOf('n1').texte).toEqual(['b', 'k']);
  });

  test('a refusal after somebody else has moved on is a conflict, otherwise plain', () => {
    centre.push(brand('n1', { type: 'close' }, { baseRevision: 1 }));
    expect(centre.push(kaya('n1', text('x'), { baseRevision: 1 }))).toMatchObject({
      result: { outcome: 'conflict' },
    });
    expect(centre.push(kaya('n1', text('x'), { baseRevision: 2 }))).toMatchObject({
      result: { outcome: 'rejected' },
    });
  });

  test('what hangs on a refused command is blocked', () => {
    centre.push(brand('n1', { type: 'close' }, { baseRevision: 1 }));
    const first = kaya('n1', text('x'), { baseRevision: 1 });
    centre.push(first);
    expect(centre.push(kaya('n1', text('y'), { baseRevision: 1, hangsOn: first.seq }))).toEqual({
      answer: 'result',
      seq: 3,
      result: { outcome: 'blocked', by: 2, revision: 2 },
    });
  });

  test('an own earlier command counts as seen', () => {
    const first = kaya('n1', text('x'), { baseRevision: 1 });
    centre.push(first);
    expect(
      centre.push(kaya('n1', { type: 'rename', titel: 'Kran' }, { baseRevision: 1, hangsOn: first.seq })),
    ).toMatchObject({ result: { outcome: 'applied', revision: 3 } });
  });

  test('what came between the own commands does not count as seen', () => {
    // Both were made offline on revision 1; in between somebody else renamed.
    const first = kaya('n1', text('x'), { baseRevision: 1 });
    const second = kaya('n1', { type: 'rename', titel: 'Kran' }, { baseRevision: 1, hangsOn: first.seq });
    centre.push(brand('n1', { type: 'rename', titel: 'Bagger' }, { baseRevision: 1 }));
    expect(centre.push(first)).toMatchObject({ result: { outcome: 'applied' } });
    expect(centre.push(second)).toMatchObject({
      result: { outcome: 'conflict', rejection: { code: 'ledger.stand-veraltet' } },
    });
    expect(stateOf('n1').titel).toBe('Bagger');
  });

  test('unless the author had it in front of them', () => {
    const first = kaya('n1', text('x'), { baseRevision: 1 });
    centre.push(brand('n1', { type: 'rename', titel: 'Bagger' }, { baseRevision: 1 }));
    // The second was made after the feed had brought revision 2, with the first still waiting on top.
    const second = kaya('n1', { type: 'rename', titel: 'Kran' }, { baseRevision: 2, hangsOn: first.seq });
    centre.push(first);
    expect(centre.push(second)).toMatchObject({ result: { outcome: 'applied' } });
  });

  test('a report is judged at the time it happened, a wish at arrival', () => {
    const reported: string[] = [];
    const spy = registerKinds([
      { ...notiz, decide: (s, c, f) => (reported.push(f.geschehenAm), notiz.decide(s, c, f)) } as Kind,
    ]);
    const c = memoryCentre(spy, ledgerCrypto);
    const early = '2026-11-21T15:00:00.000Z';
    c.push(brand('n', create(), { clientTime: early }));
    c.push(brand('n', { type: 'report', text: 'fertig' }, { clientTime: early }));
    c.push(brand('n', { type: 'report', text: 'morgen' }, { clientTime: '2026-11-23T00:00:00.000Z' }));
    expect(reported).toEqual(['2026-11-22T08:00:00.000Z', early, '2026-11-22T08:00:00.000Z']);
  });
});

describe('claims and reactions', () => {
  beforeEach(() => {
    centre.push(kaya('n1', create('A')));
    centre.push(kaya('n2', create('B')));
  });

  test('a resource is never held twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.nat(20), fc.integer({ min: 1, max: 3 })), {
          maxLength: 40,
        }),
        (bookings) => {
          const c = memoryCentre(kinds, ledgerCrypto);
          const client = makeClient('x');
          for (let i = 0; i < 4; i++) c.push(client(`n${i}`, create()));
          for (const [n, r, von, dauer] of bookings) {
            c.push(client(`n${n}`, { type: 'book', belegt: [slot(`r${r}`, von, von + dauer)] }));
          }
          const held = [...c.state.claims].flatMap(([vorgang, cs]) => cs.map((x) => ({ ...x, vorgang })));
          for (const a of held)
            for (const b of held)
              if (a.vorgang !== b.vorgang && a.ressource === b.ressource)
                expect(a.bis <= b.von || b.bis <= a.von).toBe(true);
          for (const [vorgang, stand] of c.state.stands)
            expect(c.state.claims.get(vorgang) ?? []).toEqual((stand.state as { belegt: unknown }).belegt);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a taken resource is a conflict that names it, and nothing is kept', () => {
    centre.push(kaya('n1', { type: 'book', belegt: [slot('halle', 9, 10)] }, { baseRevision: 1 }));
    const before = centre.state;
    expect(
      centre.push(kaya('n2', { type: 'book', belegt: [slot('kolonne', 9, 10), slot('halle', 9, 10)] })),
    ).toMatchObject({ result: { outcome: 'conflict', rejection: { params: { ressource: 'halle' } } } });
    expect(centre.state).toEqual(before);
  });

  test('a reaction happens with its cause, in one piece', () => {
    expect(centre.push(kaya('n1', { type: 'closeOther', vorgang: 'n2' }))).toMatchObject({
      result: { outcome: 'applied', revision: 2 },
    });
    expect(centre.state.stands.get('n2')).toMatchObject({ revision: 2, state: { geschlossen: true } });
    expect(centre.state.records.slice(-2).map((r) => [r.vorgang, r.akteur])).toEqual([
      ['n1', 'kaya'],
      ['n2', 'kaya'],
    ]);
  });

  test('when the reaction is refused, its cause is refused', () => {
    centre.push(kaya('n2', { type: 'close' }, { baseRevision: 1 }));
    const before = centre.state;
    expect(centre.push(kaya('n1', { type: 'closeOther', vorgang: 'n2' }, { baseRevision: 1 }))).toMatchObject(
      {
        result: { outcome: 'rejected', rejection: { code: 'toy.geschlossen' } },
      },
    );
    expect(centre.state).toEqual(before);
  });

  test('reactions without end are a bug, not an answer', () => {
    const endless: Kind = {
      ...notiz,
      react: (_e, _s, vorgang) => [{ art: 'notiz', vorgang, command: text('noch einmal') as never }],
    };
    const c = memoryCentre(registerKinds([endless]), ledgerCrypto);
    expect(() => c.push(kaya('n', create(), { seq: 1 }))).toThrow('too deeply');
  });

  test('each number of a series is used once, by accepted commands only', () => {
    for (const n of ['n1', 'n2']) centre.push(kaya(n, { type: 'assignNummer' }));
    centre.push(kaya('fehlt', { type: 'assignNummer' }));
    const nummern = [...centre.state.stands.values()].map((s) => (s.state as { nummer: string }).nummer);
    expect(nummern).toEqual(['NZ-2026-1', 'NZ-2026-2']);
    expect(centre.state.series.get('NZ-2026')).toBe(3);
  });
});

describe('runners', () => {
  const command = fc.oneof(
    fc.record({ type: fc.constant('createNotiz'), titel: fc.string({ minLength: 1 }) }),
    fc.record({ type: fc.constant('addText'), text: fc.string() }),
    fc.record({ type: fc.constant('rename'), titel: fc.string() }),
    fc.constant({ type: 'assignNummer' }),
    fc.constant({ type: 'close' }),
    fc.record({ type: fc.constant('closeOther'), vorgang: fc.constantFrom('n0', 'n1', 'n2') }),
  );
  const script = fc.array(fc.tuple(fc.nat(2), fc.nat(1), command, fc.nat(4)), { maxLength: 30 });

  const envelopes = (steps: readonly [number, number, object, number][]): readonly CommandEnvelope[] => {
    const clients = [makeClient('a'), makeClient('b')];
    return steps.map(([n, who, c, baseRevision]) => clients[who]!(`n${n}`, c, { baseRevision }));
  };

  test('synchronous and asynchronous come to the same', async () => {
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        const one = memoryCentre(kinds, ledgerCrypto);
        const two = memoryCentre(kinds, ledgerCrypto);
        for (const e of envelopes(steps)) {
          const a = runSync(settlePush(kinds, ledgerCrypto, e), one.answer);
          const b = await runAsync(settlePush(kinds, ledgerCrypto, e), async (ask) => two.answer(ask));
          expect(b).toEqual(a);
        }
        expect(two.asked).toEqual(one.asked);
        expect(two.state.stands).toEqual(one.state.stands);
        expect(two.state.head).toEqual(one.state.head);
      }),
      { numRuns: 60 },
    );
  });

  test('after any history the chain is whole and the states are what its events say', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const c = memoryCentre(kinds, ledgerCrypto);
        for (const e of envelopes(steps)) c.push(e);
        expect(verifyChain(ledgerCrypto, c.state.records)).toEqual({ head: c.state.head, fault: null });
        for (const [vorgang, stand] of c.state.stands) {
          const revisions = c.state.records.filter((r) => r.vorgang === vorgang).map((r) => r.revision);
          expect(revisions).toEqual(revisions.map((_, i) => i + 1));
          expect(stand.revision).toBe(revisions.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
