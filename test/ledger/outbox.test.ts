import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decideLocally,
  rebase,
  registerKinds,
  type CommandEnvelope,
  type CommandResult,
  type LocalView,
  type Stand,
} from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { makeClient, memoryCentre } from '../support/memory-centre.ts';
import { notiz } from '../support/toy.ts';

const kinds = registerKinds([notiz]);
const NOTHING = { current: new Map(), traces: new Map() };
const create = (titel = 'Radlader') => ({ type: 'createNotiz', titel });
const text = (t: string) => ({ type: 'addText', text: t });

function view(
  confirmed: ReadonlyMap<string, Stand> = new Map(),
  results: Readonly<Record<number, CommandResult>> = {},
): LocalView {
  return {
    confirmed: (v) => confirmed.get(v) ?? null,
    resultOf: (seq) => results[seq] ?? null,
    // a laptop does not know the next number
    gather: () => ({ jetzt: '2026-11-22T08:00:00.000Z', antworten: new Map() }),
  };
}

/** A centre that knows n1, and the states it has confirmed. */
function confirmedCentre(...commands: object[]) {
  const centre = memoryCentre(kinds, ledgerCrypto);
  const brand = makeClient('brand');
  for (const c of [create(), ...commands]) centre.push(brand('n1', c, { baseRevision: 99 }));
  return centre;
}

describe('on the laptop', () => {
  test('each waiting command sees the effects of those before it', () => {
    const kaya = makeClient('kaya');
    const outbox = [kaya('n1', create()), kaya('n1', text('a')), kaya('n1', text('b'))];
    const { current, doubtful } = rebase(kinds, view(), outbox);
    expect(doubtful).toEqual([]);
    expect(current.get('n1')).toMatchObject({ revision: 3, state: { texte: ['a', 'b'] } });
  });

  test('the whole outbox is decided again on what the centre confirmed', () => {
    const kaya = makeClient('kaya');
    const outbox = [kaya('n1', text('meins'), { baseRevision: 1 })];
    const before = rebase(kinds, view(confirmedCentre().state.stands), outbox);
    const after = rebase(kinds, view(confirmedCentre(text('deins')).state.stands), outbox);
    expect(before.current.get('n1')).toMatchObject({ revision: 2, state: { texte: ['meins'] } });
    expect(after.current.get('n1')).toMatchObject({ revision: 3, state: { texte: ['deins', 'meins'] } });
  });

  test('a command that no longer holds is doubtful with its reason, and the others go on', () => {
    const kaya = makeClient('kaya');
    const outbox = [kaya('n1', text('zu spät'), { baseRevision: 1 }), kaya('n2', create('Anderes'))];
    const { current, doubtful } = rebase(
      kinds,
      view(confirmedCentre({ type: 'close' }).state.stands),
      outbox,
    );
    expect(doubtful).toEqual([{ seq: 1, rejection: { code: 'toy.geschlossen', params: {} } }]);
    expect([...current.keys()]).toEqual(['n2']);
  });

  test('what is not known here passes provisionally', () => {
    const kaya = makeClient('kaya');
    const decided = decideLocally(
      kinds,
      view(confirmedCentre().state.stands),
      NOTHING,
      kaya('n1', { type: 'assignNummer' }),
    );
    expect(decided.ok && decided.value.events).toEqual([]);
  });

  test('a kind of a newer program is not decided', () => {
    const kaya = makeClient('kaya');
    expect(decideLocally(kinds, view(), NOTHING, kaya('n1', create(), { art: 'neu' }))).toMatchObject({
      error: { code: 'ledger.bitte-aktualisieren' },
    });
  });

  test('an overwriting command does not run over what its author has not seen', () => {
    const kaya = makeClient('kaya');
    const rename = { type: 'rename', titel: 'Kran' };
    const stands = confirmedCentre(text('deins')).state.stands;
    const plain = rebase(kinds, view(stands), [kaya('n1', rename, { baseRevision: 1 })]);
    expect(plain.doubtful).toMatchObject([{ rejection: { code: 'ledger.stand-veraltet' } }]);
    // nor by way of an own command waiting before it
    const outbox = [
      kaya('n1', text('meins'), { baseRevision: 1 }),
      kaya('n1', rename, { baseRevision: 1, hangsOn: 2 }),
    ];
    expect(rebase(kinds, view(stands), outbox).doubtful).toMatchObject([
      { seq: 3, rejection: { code: 'ledger.stand-veraltet' } },
    ]);
    const seen = [
      kaya('n1', text('meins'), { baseRevision: 1 }),
      kaya('n1', rename, { baseRevision: 2, hangsOn: 4 }),
    ];
    expect(rebase(kinds, view(stands), seen).doubtful).toEqual([]);
  });
});

describe('laptop and centre', () => {
  const command = fc.oneof(
    fc.record({ type: fc.constant('addText'), text: fc.string() }),
    fc.record({ type: fc.constant('rename'), titel: fc.string({ minLength: 1 }) }),
    fc.constant({ type: 'close' }),
  );

  test('agree on every command when nobody else wrote', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const kaya = makeClient('kaya');
        const outbox: CommandEnvelope[] = [];
        for (const c of [create(), ...commands]) {
          outbox.push(kaya('n1', c, { hangsOn: null, baseRevision: 99 }));
        }
        const local = rebase(kinds, view(), outbox);
        const centre = memoryCentre(kinds, ledgerCrypto);
        const refused = outbox.filter((e) => {
          const a = centre.push(e);
          return a.answer !== 'result' || a.result.outcome !== 'applied';
        });
        expect(local.doubtful.map((d) => d.seq)).toEqual(refused.map((e) => e.seq));
        expect(local.current.get('n1')?.state).toEqual(centre.state.stands.get('n1')?.state);
      }),
    );
  });

  test('agree on what is stale, whoever wrote in between', () => {
    fc.assert(
      fc.property(
        fc.array(command, { maxLength: 6 }),
        fc.array(command, { maxLength: 3 }),
        (mine, theirs) => {
          const centre = confirmedCentre();
          const kaya = makeClient('kaya');
          let hangsOn: number | null = null;
          const outbox = mine.map((c) => {
            const e = kaya('n1', c, { baseRevision: 1, hangsOn });
            hangsOn = e.seq;
            return e;
          });
          const brand = makeClient('carl');
          for (const c of theirs) centre.push(brand('n1', c, { baseRevision: 99 }));
          const local = rebase(kinds, view(centre.state.stands), outbox);
          const answers = outbox.map((e) => centre.push(e));
          const firstRefused = answers.findIndex(
            (a) => a.answer !== 'result' || a.result.outcome !== 'applied',
          );
          // Up to the first refusal both see the same; behind it the centre blocks what hangs on it.
          expect(local.doubtful[0]?.seq ?? 0).toBe(firstRefused + 1);
        },
      ),
    );
  });
});
