import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { errors } from '../../../src/domain/beschaffung/errors.ts';
import { instantFrom } from '../../../src/domain/beschaffung/bekanntmachung-felder.ts';
import { angabenSchema } from '../../../src/domain/beschaffung/schema.ts';
import { formatErrorText } from '../../../src/domain/shared/rejection.ts';
import { parseNotice, parseXml, readNotice } from '../../../src/main/app/eforms.ts';
import { makeProbe } from '../../support/laufzettel.ts';

const HEUTE = '2026-07-16';
const bytesOf = (name: string) => readFileSync(new URL(`../../fixtures/eforms/${name}.xml`, import.meta.url));
const read = (name: string) => parseNotice(bytesOf(name), { name: `${name}.xml`, sha256: null }, HEUTE);
const text = (xml: string) => new TextEncoder().encode(xml);

function good(name: string) {
  const r = read(name);
  if (!r.ok) throw new Error(JSON.stringify(r.error));
  angabenSchema.partial().parse(r.value.entwurf.angaben);
  return r.value;
}

function bad(name: string) {
  const r = read(name);
  if (r.ok) throw new Error('was accepted');
  expect(JSON.stringify(formatErrorText(errors[r.error.code]!, r.error.params))).not.toMatch(/\{\w+\}/);
  return r.error;
}

describe('contract notices become a draft', () => {
  test('the smallest complete one', () => {
    const { entwurf, hinweise, artText } = good('cn_24_minimal');
    expect(artText).toBe('Auftragsbekanntmachung');
    expect(entwurf.angaben).toMatchObject({
      titel: 'Provision of IT Services Related to OP IT Systems (EUR-Lex, N-Lex, Search Layer, and Others)',
      auftraggeber: 'Publications Office of the European Union, Luxembourg',
      leistungsart: 'dienstleistung',
      vergabeart: 'offen',
      cpv: ['72230000'],
      schaetzung: null,
      lose: [],
    });
    expect(entwurf.angaben.bedarf).not.toMatch(/\t|\n/);
    expect(entwurf.herkunft).toMatchObject({
      art: 'eforms',
      bekanntmachung: 'f42be27e-09cf-4f0e-a745-63ec689631e6',
      verfahren: '4805c409-5939-4be9-8abd-837f7a5fee23',
    });
    expect(hinweise.join('\n')).toMatch(/BT-27/);
    // 10:00 at +02:00 is 09:00 in Germany in winter
    expect(hinweise).toContain('Angebotsfrist: 04.02.2020, 09:00 Uhr (BT-131), LOT-0000');
  });

  test('24 languages: German is taken; the estimate without VAT comes along', () => {
    const { entwurf } = good('cn_24_multilingual');
    expect(entwurf.angaben.titel).toMatch(/^Bereitstellung von IT-Dienstleistungen/);
    expect(entwurf.angaben.auftraggeber).toMatch(/^Amt für Veröffentlichungen/);
    expect(entwurf.angaben.schaetzung).toMatchObject({ betragCent: 450_000_000, basis: 'netto', tag: null });
  });

  test('several lots, and a hundred of them', () => {
    expect(good('cn_24_FRA_comments').entwurf.angaben.lose?.map((l) => l.bezeichnung)).toEqual([
      'Agence centre',
      'Agence Hauts de Rouen',
    ]);
    const big = good('cn_24_maximal_100_lots');
    expect(big.entwurf.angaben.lose).toHaveLength(100);
    expect(big.entwurf.angaben.vergabeart).toBe('verhandlung');
    expect(big.hinweise.length).toBeLessThan(20);
  });

  test('a draft is accepted by the rules as it is', () => {
    const p = makeProbe();
    const { entwurf } = good('cn_24_multilingual');
    p.ok('Vollmer', { type: 'createLaufzettel', ...entwurf });
    expect(p.state?.herkunft.art).toBe('eforms');
    expect(p.state?.angaben.auftraggeber).toMatch(/Amt für Veröffentlichungen/);
  });

  test('the preview says the same', () => {
    const preview = readNotice(bytesOf('cn_24_minimal'), HEUTE);
    expect(preview.ok && preview.value.art).toBe('Auftragsbekanntmachung');
  });
});

describe('award notices bring their result', () => {
  test('one winner, one winner per lot, none', () => {
    expect(good('can_24_minimal').entwurf.angaben.ergebnis).toEqual({
      bieter: 'Espaces Verts Lemire',
      nettoCent: 9_541_400,
    });
    expect(good('can_24_FRA_comments').entwurf.angaben.ergebnis?.bieter).toBe(
      'Espaces Verts Lemire, ID Verde SASU',
    );
    const none = good('can_24_no_tenders');
    expect(none.entwurf.angaben.ergebnis).toBeNull();
    expect(none.hinweise.join()).toMatch(/kein Zuschlag/);
  });
});

describe('what cannot be imported says so and imports nothing', () => {
  test('INVALID notices: every missing field by name and number, also in later occurrences', () => {
    const empty = bad('INVALID_cn_24_empty');
    expect(empty.code).toBe('beschaffung.bekanntmachung-unvollstaendig');
    for (const bt of ['BT-701', 'BT-04', 'BT-21-Procedure', 'BT-262-Procedure', 'BT-105', 'BT-137']) {
      expect(empty.params['fehlt']).toContain(bt);
    }
    const multiple = bad('INVALID_cn_24_multiple');
    expect(multiple.params['fehlt']).toBe(
      'Organisation 3: Kennung (OPT-200); Organisation 3: Name (BT-500); LOT-0001: CPV-Code (BT-262-Lot); ' +
        'LOT-0002: Bezeichnung nur einmal je Sprache (BT-21-Lot, doppelt: ENG); LOT-0002: Beschreibung (BT-24-Lot)',
    );
    expect(bad('INVALID_can_24_stage-1').params['anzahl']).toBe(21);
  });

  test('change notices: which one, what, why', () => {
    expect(bad('change-cn_24_void')).toMatchObject({
      code: 'beschaffung.bekanntmachung-aenderung',
      params: { wirkung: 'hebt auf:', geaendert: 'f42be27e-09cf-4f0e-a745-63ec689631e6-01' },
    });
    expect(bad('change-cn_24_cumbria_suppliers').params['wirkung']).toBe('ändert');
  });

  test.each([
    ['no XML', 'kein XML'],
    ['cut off', '<ContractNotice><a>'],
    ['empty', ''],
    ['another document', '<Invoice/>'],
    ['entities', '<!DOCTYPE x [<!ENTITY a "aaaa">]><ContractNotice>&a;</ContractNotice>'],
  ])('%s', (_, xml) => {
    const r = parseNotice(text(xml), { name: 'x.xml', sha256: null }, HEUTE);
    expect(!r.ok && r.error.code).toBe('beschaffung.bekanntmachung-kein-eforms');
  });
});

test('prefixes are the file’s own affair: namespaces count', () => {
  const xml = `<n:ContractNotice xmlns:n="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2"
    xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><b:ID>1</b:ID></n:ContractNotice>`;
  const r = parseXml(text(xml), 'x.xml');
  expect(r.ok && [r.value.name, r.value.kinder[0]?.name]).toEqual(['ContractNotice', 'cbc:ID']);
});

test('day and time carry their own offset', () => {
  expect(instantFrom('2020-02-04+02:00', '10:00:00+02:00')).toBe('2020-02-04T08:00:00.000Z');
  expect(instantFrom('2020-02-04+01:00', null)).toBe('2020-02-04T22:59:59.000Z');
  expect(instantFrom('2020-02-04Z', '10:00:00')).toBe('2020-02-04T10:00:00.000Z');
  expect(instantFrom('04.02.2020', '10:00')).toBeNull();
  expect(instantFrom(null, '10:00:00Z')).toBeNull();
});
