import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DomainEvent, Kind } from '../../src/domain/shared/vorgang.ts';
import {
  ADOPTED,
  ADOPTER,
  adoptionId,
  adoptionRecord,
  advance,
  EMPTY_HEAD,
  isAdopted,
  openRecord,
  translate,
  upcastEvent,
  verifyChain,
  type PlainEvent,
  type VorgangUebernommen,
} from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';
import { notiz, type Notiz, type NotizEvent } from '../support/toy.ts';

const KEY = new Uint8Array(32).fill(7);
const adopt = (
  events: readonly PlainEvent[],
  words: Partial<VorgangUebernommen> = {},
): VorgangUebernommen => ({
  type: ADOPTED,
  v: 1,
  herkunft: { name: 'Alt', vorsatz: 'SI2', kopf: 'k'.repeat(64), revision: events.length, hash: 'h' },
  ereignisse: events.map(({ event, meta }) => ({ event, ...meta, hash: 'h' })),
  uebersetzung: {},
  nummern: {},
  namen: {},
  ...words,
});
const plain = (event: DomainEvent, revision: number, akteur = 'kaya'): PlainEvent => ({
  event,
  meta: { zeit: `2026-01-0${(revision % 9) + 1}T08:00:00.000Z`, akteur, revision },
});
const replay = (kind: Kind, event: DomainEvent, revision: number) => {
  const lifted = upcastEvent(kind, event);
  return lifted && advance(kind, null, 'n1', [plain(lifted, revision, ADOPTER)]);
};

const anyEvent: fc.Arbitrary<NotizEvent> = fc.oneof(
  fc.record({
    type: fc.constant('TextErgaenzt' as const),
    v: fc.constant(2 as const),
    text: fc.string(),
    am: fc.string(),
  }),
  fc.record({ type: fc.constant('NotizUmbenannt' as const), titel: fc.string() }),
  fc.record({ type: fc.constant('NummerVergeben' as const), nummer: fc.string() }),
  fc.record({ type: fc.constant('DokumentAngehaengt' as const), sha256: fc.string() }),
  fc.constant({ type: 'NotizGeschlossen' as const }),
);

describe('a Vorgang that comes from a sealed chain', () => {
  test('stands as it stood there, one revision on, whatever happened to it', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), fc.string(), (more, titel) => {
        const events = [{ type: 'NotizAngelegt' as const, titel }, ...more].map((e, i) =>
          plain(e, i + 1, i % 2 ? 'kaya' : 'holm'),
        );
        const there = advance(notiz, null, 'n1', events)!;
        expect(replay(notiz, adopt(events), events.length + 1)).toEqual({
          ...there,
          revision: there.revision + 1,
        });
      }),
    );
  });

  test('is made anew from its event when states have another shape: old events are lifted like any other', () => {
    const old = [
      plain({ type: 'NotizAngelegt', titel: 'Alt' } as DomainEvent, 1),
      plain({ type: 'TextErgaenzt', text: 'ohne Zeit' } as DomainEvent, 2),
    ];
    const newer: Kind = {
      ...notiz,
      stateVersion: 2,
      evolve: (s, e, m) => ({ ...notiz.evolve(s, e, m), neu: m.revision }),
    };
    expect(replay(newer, adopt(old), 3)).toMatchObject({
      revision: 3,
      stateVersion: 2,
      state: { texte: ['ohne Zeit'], neu: 2 },
      zuletzt: { akteur: 'kaya', zeit: old[1]!.meta.zeit },
    });
  });

  test('goes on here; lifting it twice changes nothing', () => {
    const event = adopt(
      [plain({ type: 'NotizAngelegt', titel: 'A', fuer: 'p-alt' } as DomainEvent, 1, 'p-alt')],
      {
        uebersetzung: { 'p-alt': 'p-neu' },
      },
    );
    const once = upcastEvent(notiz, event)!;
    expect(upcastEvent(notiz, once)).toEqual(once);
    const stand = advance(notiz, null, 'n1', [
      plain(once, 2),
      plain({ type: 'NotizUmbenannt', titel: 'B' } as DomainEvent, 3, 'p-neu'),
    ]);
    expect(stand).toMatchObject({
      revision: 3,
      state: { titel: 'B', fuer: 'p-neu' } satisfies Partial<Notiz>,
    });
  });

  test.each<[string, DomainEvent]>([
    ['an event within it that nobody knows', adopt([plain({ type: 'Unbekannt' }, 1)])],
    ['no event at all', adopt([])],
    ['another of its kind within it', adopt([plain(adopt([plain({ type: 'NotizGeschlossen' }, 1)]), 1)])],
    ['no origin', { type: ADOPTED, v: 1 } as DomainEvent],
    [
      'a shape of a newer program',
      { ...adopt([plain({ type: 'NotizGeschlossen' }, 1)]), v: 2 } as DomainEvent,
    ],
  ])('is not understood with %s', (_name, event) => {
    expect(upcastEvent(notiz, event)).toBeNull();
  });

  test('enters the chain of the city as a record whose header names the sealed chain', () => {
    const event = adopt([plain({ type: 'NotizAngelegt', titel: 'A' } as DomainEvent, 1)]);
    const record = adoptionRecord(
      ledgerCrypto,
      'siegen',
      EMPTY_HEAD,
      KEY,
      { vorgang: 'n1', art: 'notiz' },
      event,
      '2026-11-22T08:00:00.000Z',
    );
    expect(record).toMatchObject({
      type: ADOPTED,
      revision: 2,
      akteur: ADOPTER,
      commandId: adoptionId(event.herkunft.kopf),
    });
    expect(verifyChain(ledgerCrypto, [record]).fault).toBeNull();
    const opened = openRecord(ledgerCrypto, KEY, record)!;
    expect(isAdopted(opened.event)).toBe(true);
    expect(opened.event).toEqual(event);
  });
});

describe('words of another house', () => {
  const words = {
    uebersetzung: { p1: 'q1', e1: 'f1' },
    nummern: { 'LZ-2026-0001': 'SI2-LZ-2026-0001', '7': 'SI2-7' },
  };
  test.each<[string, unknown, unknown]>([
    ['an id alone', 'p1', 'q1'],
    ['an id behind its scope', ['person:p1', 'rolle:amt@einheit:e1'], ['person:q1', 'rolle:amt@einheit:f1']],
    ['an id as the name of a member', { stimmen: { p1: 'ja' } }, { stimmen: { q1: 'ja' } }],
    ['no part of a word', 'p1 und p12', 'p1 und p12'],
    ['a number wherever it stands', { bezug: 'LZ-2026-0001' }, { bezug: 'SI2-LZ-2026-0001' }],
    [
      'a short number only where a number is meant',
      { nummer: '7', konto: '7' },
      { nummer: 'SI2-7', konto: '7' },
    ],
    ['nothing but text', [7, null, true, { a: undefined }], [7, null, true, { a: undefined }]],
  ])('%s', (_name, before, after) => {
    expect(translate(before, words)).toEqual(after);
  });

  test('names inherited from no object are no words', () => {
    expect(translate(['constructor', 'toString'], words)).toEqual(['constructor', 'toString']);
  });
});
