import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { kinds } from '../../../src/domain/sitzung/index.ts';
import { fristFor, type Aufbewahrung } from '../../../src/domain/stammdaten/aufbewahrung.ts';
import { abstimmung, entwerfeVorlage, eroeffne, gibFrei, ladeEin, planeSitzung, top } from './ablauf.ts';
import { Buehne, PERSON } from './stadt.ts';

const muster = JSON.parse(
  readFileSync(new URL('../../../resources/stammdaten/aufbewahrung.json', import.meta.url), 'utf8'),
) as { readonly fassungen: readonly { readonly inhalt: Aufbewahrung }[] };

const retentionOf = (b: Buehne, art: string, id: string) =>
  kinds.find((k) => k.art === art)?.retention?.(b.state(id)) ?? null;

test('a Vorlage is kept from the end of the year in which it was decided; a session for good', () => {
  const b = new Buehne();
  gibFrei(b, 'v1');
  expect(retentionOf(b, 'vorlage', 'v1')).toBeNull();
  planeSitzung(b);
  b.ok('sitzung', 's1', top('t1', { topArt: 'vorlage', titel: 'Radweg', bezug: 'v1' }));
  ladeEin(b);
  eroeffne(b);
  b.ok('sitzung', 's1', abstimmung('t1', [25, 0, 0, 0]));
  b.ok('sitzung', 's1', { type: 'endSitzung', um: null });
  b.ok('sitzung', 's1', { type: 'closeSitzung' });
  expect(retentionOf(b, 'vorlage', 'v1')).toEqual({ bis: '2036-12-31', grund: 'Aktenplan (Muster)' });
  // set down once, with the act that closed it
  const gesetzt = b.events.filter((e) => e.event.type === 'AufbewahrungFestgesetzt');
  expect(gesetzt.map((e) => e.vorgang)).toEqual(['v1']);
  // no row in the table: no end of keeping
  expect(retentionOf(b, 'sitzung', 's1')).toBeNull();
  expect(retentionOf(b, 'sitzung_nichtoeffentlich', 's1-n')).toBeNull();
});

test('what was withdrawn is kept as long; what is open has no end yet', () => {
  const b = new Buehne();
  entwerfeVorlage(b, 'v1');
  entwerfeVorlage(b, 'v2');
  b.akteur = PERSON.planung;
  b.ok('vorlage', 'v1', { type: 'withdrawVorlage', grund: 'überholt' });
  expect(retentionOf(b, 'vorlage', 'v1')?.bis).toBe('2036-12-31');
  expect(retentionOf(b, 'vorlage', 'v2')).toBeNull();
});

test('minutes, sessions and bodies are kept for good, and the table says by which law', () => {
  const { regeln } = muster.fassungen[0]!.inhalt;
  for (const art of [
    'sitzung',
    'sitzung_nichtoeffentlich',
    'niederschrift',
    'dringlichkeitsentscheidung',
    'gremium',
  ])
    expect(regeln.find((r) => r.art === art)).toMatchObject({
      jahre: null,
      geprueft: false,
      norm: expect.stringContaining('dauernd'),
    });
  expect(fristFor({ regeln }, 'niederschrift')).toBeNull();
  expect(fristFor({ regeln }, 'gibt-es-nicht')).toBeNull();
  expect(fristFor({ regeln }, 'vorlage')?.jahre).toBe(10);
  for (const { art } of kinds) expect(regeln.map((r) => r.art)).toContain(art);
});

test('a non-public annex does not outlive its Vorlage', () => {
  const kind = kinds.find((k) => k.art === 'vorlage');
  const b = new Buehne();
  gibFrei(b, 'v1');
  b.akteur = PERSON.planung;
  b.ok('anlage_nichtoeffentlich', 'anlage', {
    type: 'createNichtoeffentlicheAnlage',
    vorlage: 'v1',
    einheit: 'e-fremd',
    anlage: { id: 'a', bezeichnung: 'Gutachten', sha256: b.pdf('gutachten'), seiten: 3 },
    grund: 'Geschäftsgeheimnis',
    begriffe: [],
  });
  expect(kind?.erasedWith?.(b.state('v1'))).toEqual(['anlage']);
  expect(retentionOf(b, 'anlage_nichtoeffentlich', 'anlage')).toBeNull();
});
