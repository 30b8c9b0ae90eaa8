import { describe, expect, test } from '@jest/globals';
import { describeRoute, umlaufAktionen } from '../../../src/domain/umlauf/index.ts';
import { isArbeitstag, addArbeitstage } from '../../../src/domain/shared/feiertage.ts';
import { laufzettelKind, umlaufKontext } from '../../../src/domain/beschaffung/index.ts';
import type { SignaturFakt } from '../../../src/domain/shared/vorgang.ts';
import type { Probe } from '../../support/laufzettel.ts';
import { makeEntwurf, makeImUmlauf, putFile } from '../../support/laufzettel.ts';
import { byName, musterVerzeichnis } from '../../support/organisation.ts';

const TAG = '2026-07-16';
const gross = {
  leistungsart: 'dienstleistung' as const,
  vergabeart: 'beschraenkt',
  schaetzung: {
    betragCent: 12_000_000,
    basis: 'netto' as const,
    ustProzent: 19,
    methode: 'Marktabfrage',
    tag: '2026-07-10',
  },
};
const MITTEL = { zusatz: { betragCent: 14_280_000, haushaltsjahr: 2026, konto: '1110.0821' } };
const schritt = (p: Probe, id: string) => p.state!.umlauf!.schritte.find((s) => s.id === id)!;
/** A route at which the audit office is next: funds, procurement office, law and data protection have signed. */
function bisRpa(): Probe {
  const p = makeImUmlauf(gross);
  p.ok('Thomsen', p.sign('Thomsen', 'mittel', MITTEL));
  p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
  p.ok('Kuhlmann', p.sign('Kuhlmann', 'recht'));
  p.ok('Osterkamp', p.sign('Osterkamp', 'datenschutz'));
  return p;
}

describe('order', () => {
  test('a step out of turn names what is missing and who holds it', () => {
    const p = makeImUmlauf();
    const error = p.do('Lohmann', p.sign('Lohmann', 'fachbereichsleitung'));
    expect(error?.code).toBe('umlauf.reihenfolge');
    expect(error?.params['fehlt']).toMatch(
      /Mittelbestätigung Kämmerei – bei .*Ralf Thomsen.*; Mitzeichnung Zentrale/,
    );
  });

  test('an incomplete parallel group names the open step', () => {
    const p = makeImUmlauf(gross);
    p.ok('Thomsen', p.sign('Thomsen', 'mittel', MITTEL));
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    p.ok('Kuhlmann', p.sign('Kuhlmann', 'recht'));
    const error = p.do('Heuser', p.sign('Heuser', 'rpa'));
    expect(error?.params['fehlt']).toBe('Mitzeichnung Datenschutz – bei Datenschutz (Bernd Osterkamp)');
  });

  test('the same decision twice names the existing one', () => {
    const p = makeImUmlauf();
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    const error = p.do('Naumann', p.sign('Naumann', 'mittel'));
    expect(error).toMatchObject({
      code: 'umlauf.schritt-erledigt',
      params: { name: 'Ralf Thomsen', entscheidung: 'Mittel bestätigt' },
    });
  });

  test('before the start, unknown steps, after the end', () => {
    const draft = makeEntwurf();
    expect(draft.code('Petersen', { type: 'returnUmlauf', ziel: 'initiator', grund: 'x' })).toBe(
      'umlauf.nicht-gestartet',
    );
    const p = makeImUmlauf();
    const sign = p.sign('Thomsen', 'mittel');
    expect(p.code('Thomsen', { ...sign, schritt: 'gibt-es-nicht' })).toBe('umlauf.schritt-unbekannt');
    p.ok('Petersen', { type: 'withdrawUmlauf', grund: 'Bedarf entfallen' });
    expect(p.code('Thomsen', sign)).toBe('umlauf.beendet');
    expect(p.state?.status).toBe('zurueckgezogen');
  });

  test('due dates count working days', () => {
    expect(isArbeitstag('2026-12-25')).toBe(false);
    expect(isArbeitstag('2026-06-04')).toBe(false);
    expect(addArbeitstage('2026-12-23', 2)).toBe('2026-12-28');
    expect(addArbeitstage('2026-07-18', 0)).toBe('2026-07-20');
  });
});

describe('who may decide', () => {
  test('not competent: names who is', () => {
    const p = makeImUmlauf();
    const error = p.do('Deppe', p.sign('Deppe', 'mittel'));
    expect(error?.code).toBe('umlauf.nicht-zustaendig');
    expect(error?.params['adressat']).toMatch(/Ralf Thomsen/);
  });

  test('a deputy signs with both names', () => {
    const p = makeImUmlauf();
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    p.ok('Kolbe', p.sign('Kolbe', 'fachbereichsleitung'));
    const route = describeRoute(p.state!.umlauf!, musterVerzeichnis, TAG);
    expect(route.zeilen.at(-1)?.entschiedenVon).toBe('Martina Kolbe i. V. Birgit Lohmann');
    expect(route).toMatchObject({ erledigt: 3, gesamt: 3, status: 'abgeschlossen' });
  });

  test('a deputy whose period is over: the dates', () => {
    const p = makeImUmlauf();
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    p.verzeichnis = {
      ...musterVerzeichnis,
      personen: musterVerzeichnis.personen.map((x) => ({
        ...x,
        vertretungen: x.vertretungen.map((d) => ({ ...d, gueltigBis: '2026-06-30' })),
      })),
    };
    const error = p.do('Kolbe', p.sign('Kolbe', 'fachbereichsleitung'));
    expect(error).toMatchObject({
      code: 'umlauf.vertretung-zeitraum',
      params: { zeitraum: '01.01.2026 bis 30.06.2026' },
    });
  });

  test('nobody from outside stands in for the audit office', () => {
    const p = bisRpa();
    const fremd = byName('Sievers').id;
    p.verzeichnis = {
      ...musterVerzeichnis,
      personen: musterVerzeichnis.personen.map((x) =>
        x.nachname === 'Dahlmann'
          ? {
              ...x,
              vertretungen: [{ durch: fremd, zusatz: 'i. V.' as const, gueltigVon: null, gueltigBis: null }],
            }
          : x,
      ),
    };
    expect(p.code('Sievers', p.sign('Sievers', 'rpa'))).toBe('umlauf.vertretung-rpa');
    expect(
      p.code('Petersen', {
        type: 'replaceAdressat',
        schritt: 'rpa',
        adressat: { person: fremd },
        grund: 'Urlaub',
      }),
    ).toBe('umlauf.vertretung-rpa');
  });

  test('one does not sign one’s own slip, neither oneself nor as deputy', () => {
    const p = makeEntwurf();
    p.ok('Petersen', p.start());
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    p.ok('Petersen', {
      type: 'replaceAdressat',
      schritt: 'vergabestelle',
      adressat: { person: byName('Petersen').id },
      grund: 'Test',
    });
    expect(p.code('Petersen', p.sign('Petersen', 'vergabestelle'))).toBe('umlauf.eigene-sache');
    p.verzeichnis = {
      ...musterVerzeichnis,
      personen: musterVerzeichnis.personen.map((x) =>
        x.nachname === 'Krüger'
          ? {
              ...x,
              vertretungen: [
                {
                  durch: byName('Petersen').id,
                  zusatz: 'i. V.' as const,
                  gueltigVon: null,
                  gueltigBis: null,
                },
              ],
            }
          : x,
      ),
    };
    p.ok('Petersen', {
      type: 'replaceAdressat',
      schritt: 'vergabestelle',
      adressat: { person: byName('Krüger').id },
      grund: 'Test',
    });
    expect(p.code('Petersen', p.sign('Petersen', 'vergabestelle'))).toBe('umlauf.vertretung-initiator');
  });

  test('the same person does not sign twice: names the other signature', () => {
    const p = makeImUmlauf();
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    p.ok('Petersen', {
      type: 'replaceAdressat',
      schritt: 'vergabestelle',
      adressat: { person: byName('Thomsen').id },
      grund: 'Test',
    });
    const error = p.do('Thomsen', p.sign('Thomsen', 'vergabestelle'));
    expect(error).toMatchObject({
      code: 'umlauf.doppelte-zeichnung',
      params: { andere: 'Mittelbestätigung Kämmerei' },
    });
  });
});

describe('conflict of interest (§ 6 VgV)', () => {
  test('open: asked for; declared: excluded, with replacements named; replaced: goes on', () => {
    const p = makeImUmlauf();
    expect(p.code('Thomsen', p.sign('Thomsen', 'mittel', { keinInteressenkonflikt: false }))).toBe(
      'umlauf.erklaerung-offen',
    );
    expect(p.code('Thomsen', { type: 'declareInteressenkonflikt', ergebnis: 'konflikt', text: '' })).toBe(
      'umlauf.begruendung-fehlt',
    );
    p.ok('Thomsen', { type: 'declareInteressenkonflikt', ergebnis: 'konflikt', text: 'Schwager ist Bieter' });
    const error = p.do('Thomsen', p.sign('Thomsen', 'mittel'));
    expect(error?.code).toBe('umlauf.interessenkonflikt');
    expect(error?.params['ersatz']).toMatch(/Silke Naumann/);
    expect(error?.params['ersatz']).not.toMatch(/Thomsen/);
    p.ok('Naumann', p.sign('Naumann', 'mittel'));
    p.ok('Krüger', { type: 'declareInteressenkonflikt', ergebnis: 'keine', text: '' });
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle', { keinInteressenkonflikt: false }));
  });

  test('whoever has signed cannot declare it away', () => {
    const p = makeImUmlauf();
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    expect(p.code('Thomsen', { type: 'declareInteressenkonflikt', ergebnis: 'konflikt', text: 'doch' })).toBe(
      'umlauf.erklaerung-nach-zeichnung',
    );
  });

  test('whoever is addressed by name and declares one may name the replacement', () => {
    const p = makeImUmlauf();
    p.ok('Petersen', {
      type: 'replaceAdressat',
      schritt: 'mittel',
      adressat: { person: byName('Thomsen').id },
      grund: 'kennt den Fall',
    });
    p.ok('Thomsen', { type: 'declareInteressenkonflikt', ergebnis: 'konflikt', text: 'befangen' });
    expect(laufzettelKind.project(p.state!, 'x').aufgaben[0]?.text).toMatch(/Ersatz benennen/);
    const fremd = { type: 'replaceAdressat', schritt: 'vergabestelle', grund: 'x' } as const;
    expect(p.code('Thomsen', { ...fremd, adressat: { person: byName('Naumann').id } })).toBe(
      'umlauf.nicht-steuerungsberechtigt',
    );
    p.ok('Thomsen', {
      type: 'replaceAdressat',
      schritt: 'mittel',
      adressat: { person: byName('Naumann').id },
      grund: 'befangen',
    });
    expect(schritt(p, 'mittel').frueherAn).toHaveLength(2);
    p.ok('Naumann', p.sign('Naumann', 'mittel'));
  });
});

describe('decisions', () => {
  test('the words follow the step; a refusal needs a reason and halts the route', () => {
    const p = bisRpa();
    expect(p.code('Heuser', p.sign('Heuser', 'rpa', { entscheidung: 'mitgezeichnet' }))).toBe(
      'umlauf.entscheidung-unbekannt',
    );
    expect(p.code('Heuser', p.sign('Heuser', 'rpa', { entscheidung: 'bedenken' }))).toBe(
      'umlauf.begruendung-fehlt',
    );
    p.ok('Heuser', p.sign('Heuser', 'rpa', { entscheidung: 'bedenken', bemerkung: 'Schätzung zu niedrig' }));
    expect(p.state?.status).toBe('angehalten');
    const error = p.do('Lohmann', p.sign('Lohmann', 'fachbereichsleitung'));
    expect(error).toMatchObject({
      code: 'umlauf.angehalten',
      params: { name: 'Nadine Heuser', entscheidung: 'Bedenken' },
    });
    expect(laufzettelKind.project(p.state!, 'x').aufgaben).toMatchObject([
      { id: 'angehalten', fuer: { person: byName('Petersen').id } },
    ]);
    p.ok('Petersen', { type: 'returnUmlauf', ziel: 'rpa', grund: 'Schätzung erläutert' });
    p.ok('Heuser', p.sign('Heuser', 'rpa'));
    expect(schritt(p, 'rpa').zeichnungen.map((z) => [z.entscheidungText, z.ersetzt !== null])).toEqual([
      ['Bedenken', true],
      ['keine Bedenken', false],
    ]);
  });
});

describe('documents and signatures', () => {
  test('another version than the one in force: file, both hashes', () => {
    const p = makeImUmlauf();
    const alt = p.sign('Krüger', 'vergabestelle');
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    const jetzt = p.state!.dokumente[0]!.versionen.at(-1)!;
    const error = p.do('Krüger', alt);
    expect(error?.code).toBe('umlauf.dokument-geaendert');
    expect(error?.params['datei']).toBe('Vergabevermerk.pdf');
    expect(error?.params['gezeigt']).toContain(alt.dokumente[0]!.sha256);
    expect(error?.params['aktuell']).toContain(jetzt.sha256);
  });

  test('a document that was not shown, and one that is gone', () => {
    const p = makeEntwurf();
    p.ok('Petersen', {
      type: 'attachDokument',
      dokument: 'angebot',
      sha256: putFile(p, 'angebot'),
      dateiname: 'Angebot.pdf',
      art: 'angebot',
    });
    p.ok('Petersen', p.start());
    const c = p.sign('Thomsen', 'mittel');
    expect(p.code('Thomsen', { ...c, dokumente: c.dokumente.slice(0, 1) })).toBe('umlauf.dokument-geaendert');
    const mehr = [...c.dokumente, { dokument: 'weg', version: 1, sha256: 'a'.repeat(64) }];
    expect(p.code('Thomsen', { ...c, dokumente: mehr })).toBe('umlauf.dokument-geaendert');
  });

  const broken: readonly (readonly [string, Partial<SignaturFakt>, string])[] = [
    ['other person', { person: byName('Naumann').id }, 'umlauf.signatur-andere-person'],
    ['nobody’s certificate', { person: null }, 'umlauf.zertifikat-nicht-eingetragen'],
    ['struck off since', { zertifikat: 'f'.repeat(64) }, 'umlauf.zertifikat-nicht-eingetragen'],
    ['expired', { gueltigBis: '2026-06-30T00:00:00.000Z' }, 'umlauf.zertifikat-abgelaufen'],
    ['not yet valid', { gueltigVon: '2026-08-01T00:00:00.000Z' }, 'umlauf.zertifikat-noch-nicht-gueltig'],
    ['revoked', { subIndication: 'REVOKED_NO_POE' }, 'umlauf.zertifikat-gesperrt'],
    ['failed', { indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE' }, 'umlauf.signatur-ungueltig'],
    ['not intact', { unversehrt: false }, 'umlauf.signatur-ungueltig'],
    ['changed afterwards', { aenderungen: 'forbidden' }, 'umlauf.signatur-ungueltig'],
    ['not comparable', { aenderungen: 'unknown' }, 'umlauf.signatur-ungueltig'],
    [
      'other doubt',
      { indication: 'INDETERMINATE', subIndication: 'CHAIN_CONSTRAINTS_FAILURE' },
      'umlauf.signatur-unbestimmt',
    ],
  ];
  test.each(broken)('%s', (_, sig, code) => {
    const p = makeImUmlauf();
    expect(p.code('Thomsen', p.sign('Thomsen', 'mittel', {}, sig))).toBe(code);
    expect(p.state?.umlauf?.schritte[0]?.status).toBe('aktuell');
  });

  test('the level of the house: practice and unknown issuers only where the table allows them', () => {
    const p = makeImUmlauf();
    const arten = [
      {
        dokumentart: 'vergabevermerk',
        mindestens: 'fortgeschritten' as 'fortgeschritten' | 'qualifiziert',
        unbestimmtErlaubt: [] as string[],
        norm: 'Hausregel',
      },
    ];
    const tabelle = {
      tabelle: 'signaturniveau',
      fassungen: [{ nummer: 1, gueltigAb: '2020-01-01', quelle: 'x', geprueft: true, inhalt: { arten } }],
    };
    p.tabellen.set('signaturniveau', tabelle);
    const sign = (sig: Partial<SignaturFakt>) => p.code('Thomsen', p.sign('Thomsen', 'mittel', {}, sig));
    const doubt = (subIndication: string) => sign({ indication: 'INDETERMINATE', subIndication } as never);
    expect(doubt('NO_CERTIFICATE_CHAIN_FOUND')).toBe('umlauf.zertifikat-unbekannter-aussteller');
    expect(doubt('TRY_LATER')).toBe('umlauf.zertifikat-status-unbekannt');
    expect(sign({ indication: 'TOTAL_PASSED', subIndication: null })).toBe('umlauf.signatur-niveau');
    // A house that lets unknown authorities pass does not thereby let anybody call his own certificate qualified.
    const unknown = { indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' } as const;
    arten[0]!.unbestimmtErlaubt = ['NO_CERTIFICATE_CHAIN_FOUND'];
    arten[0]!.mindestens = 'qualifiziert';
    expect(sign({ ...unknown, niveau: 'qualifiziert' })).toBe('umlauf.signatur-niveau');
    arten[0]!.mindestens = 'fortgeschritten';
    expect(sign({ ...unknown, niveau: 'qualifiziert' })).toBeNull();
    expect(p.state?.umlauf?.schritte.find((s) => s.id === 'mittel')?.zeichnungen[0]?.nachweis).toMatchObject({
      niveau: 'fortgeschritten',
    });
  });

  test('status unknown offline is accepted as provisional and marked', () => {
    const p = makeImUmlauf();
    p.tabellen.delete('signaturniveau');
    p.vorlaeufig = true;
    p.ok(
      'Thomsen',
      p.sign('Thomsen', 'mittel', {}, { niveau: 'fortgeschritten', subIndication: 'TRY_LATER' }),
    );
    expect(schritt(p, 'mittel').zeichnungen[0]?.nachweis?.vorlaeufig).toBe(true);
  });

  test('not on the shown version, two signatures at once, an older one broken, no file', () => {
    const p = makeImUmlauf();
    const sign = p.sign('Thomsen', 'mittel');
    const sha256 = sign.signatur.art === 'pdf' ? sign.signatur.sha256 : '';
    const fakt = p.dokumente.get(sha256)!;
    p.dokumente.set(sha256, { ...fakt, vorgaenger: 'b'.repeat(64) });
    expect(p.code('Thomsen', sign)).toBe('umlauf.signatur-andere-fassung');
    const [one] = fakt.signaturen;
    p.dokumente.set(sha256, { ...fakt, signaturen: [one!, { ...one!, feld: 'Zwei' }] });
    expect(p.code('Thomsen', sign)).toBe('umlauf.signatur-anzahl');
    p.dokumente.set(sha256, { ...fakt, signaturen: [] });
    expect(p.code('Thomsen', sign)).toBe('umlauf.signatur-anzahl');
    p.dokumente.delete(sha256);
    expect(p.code('Thomsen', sign)).toBe('umlauf.signatur-datei-fehlt');
    p.dokumente.set(sha256, fakt);
    p.ok('Thomsen', sign);
    const next = p.sign('Krüger', 'vergabestelle');
    const nextSha = next.signatur.art === 'pdf' ? next.signatur.sha256 : '';
    const nextFakt = p.dokumente.get(nextSha)!;
    p.dokumente.set(nextSha, {
      ...nextFakt,
      signaturen: nextFakt.signaturen.map((s, i) => (i === 0 ? { ...s, unversehrt: false } : s)),
    });
    expect(p.code('Krüger', next)).toBe('umlauf.signatur-aeltere-verletzt');
  });

  test('the kind of signature belongs to the step', () => {
    const p = makeImUmlauf();
    const sign = p.sign('Thomsen', 'mittel');
    expect(p.code('Thomsen', { ...sign, signatur: { art: 'ohne' } })).toBe('umlauf.signatur-fehlt');
  });

  test('a detached record must say what the command says', () => {
    const p = makeImUmlauf(gross);
    p.ok('Thomsen', p.sign('Thomsen', 'mittel', MITTEL));
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    const sign = p.sign('Kuhlmann', 'recht');
    const sha256 = sign.signatur.art === 'detached' ? sign.signatur.sha256 : '';
    const fakt = p.dokumente.get(sha256)!;
    const record = fakt.aufzeichnung!;
    for (const anders of [
      { schritt: 'datenschutz' },
      { person: byName('Auerbach').id },
      { bemerkung: 'etwas anderes' },
      { dokumente: [] },
      { dokumente: [{ ...record.dokumente[0]!, sha256: 'c'.repeat(64) }] },
    ]) {
      p.dokumente.set(sha256, { ...fakt, aufzeichnung: { ...record, ...anders } });
      expect(p.code('Kuhlmann', sign)).toBe('umlauf.aufzeichnung-abweichend');
    }
    const { aufzeichnung: _, ...ohne } = fakt;
    p.dokumente.set(sha256, ohne);
    expect(p.code('Kuhlmann', sign)).toBe('umlauf.aufzeichnung-abweichend');
    p.dokumente.set(sha256, fakt);
    p.ok('Kuhlmann', sign);
  });
});

describe('returning', () => {
  test('to a chosen step: later signatures are superseded, kept with their hash, and signed again', () => {
    const p = bisRpa();
    expect(p.code('Heuser', { type: 'returnUmlauf', ziel: 'rpa', grund: 'x' })).toBe('umlauf.ziel-ungueltig');
    expect(p.code('Heuser', { type: 'returnUmlauf', ziel: 'vergabestelle', grund: '' })).toBe(
      'umlauf.begruendung-fehlt',
    );
    expect(p.code('Deppe', { type: 'returnUmlauf', ziel: 'vergabestelle', grund: 'x' })).toBe(
      'umlauf.nicht-steuerungsberechtigt',
    );
    p.ok('Heuser', { type: 'returnUmlauf', ziel: 'vergabestelle', grund: 'Verfahren unklar' });
    expect(schritt(p, 'mittel').status).toBe('erledigt');
    expect(schritt(p, 'vergabestelle').status).toBe('aktuell');
    expect(schritt(p, 'recht').status).toBe('zukuenftig');
    const alt = schritt(p, 'recht').zeichnungen[0]!;
    expect(alt.ersetzt?.grund).toBe('Verfahren unklar');
    expect(alt.nachweis?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const row = describeRoute(p.state!.umlauf!, musterVerzeichnis, TAG).zeilen.find((z) => z.id === 'recht')!;
    expect(row.fruehere[0]).toMatchObject({ von: 'Verena Kuhlmann', sha256: alt.nachweis?.sha256 });
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    p.ok('Kuhlmann', p.sign('Kuhlmann', 'recht'));
  });

  test('to the initiator: the slip can be edited and starts a new round; the old one stays', () => {
    const p = makeImUmlauf();
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    p.ok('Krüger', { type: 'returnUmlauf', ziel: 'initiator', grund: 'Bedarf begründen' });
    expect(p.state?.status).toBe('zurueckgegeben');
    expect(p.code('Krüger', p.sign('Krüger', 'vergabestelle'))).toBe('umlauf.nicht-gestartet');
    expect(laufzettelKind.project(p.state!, 'x').aufgaben[0]?.text).toMatch(/Bedarf begründen/);
    p.ok('Petersen', { type: 'changeLaufzettel', angaben: { bedarf: 'Ausführlich' } });
    const jetzt = p.state!.dokumente[0]!.versionen.at(-1)!;
    p.ok('Petersen', {
      type: 'replaceDokument',
      dokument: 'vermerk-1',
      version: jetzt.version + 1,
      sha256: putFile(p, 'vermerk-neu'),
      previous: jetzt.sha256,
      dateiname: 'Vergabevermerk.pdf',
      grund: 'neu erzeugt',
    });
    p.ok('Petersen', p.start());
    expect(p.state?.fruehereUmlaeufe[0]?.umlauf.schritte[0]?.zeichnungen[0]?.ersetzt).not.toBeNull();
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
  });
});

describe('beside the route', () => {
  test('a question and its answer leave the step where it is', () => {
    const p = makeImUmlauf();
    const ask = (id: string, text = 'Warum sechs?') =>
      ({
        type: 'askRueckfrage',
        id,
        schritt: 'mittel',
        an: { person: byName('Petersen').id },
        text,
      }) as const;
    expect(p.code('Thomsen', ask('r1', ''))).toBe('umlauf.begruendung-fehlt');
    expect(p.code('Thomsen', { ...ask('r1'), an: {} })).toBe('umlauf.adressat-leer');
    expect(p.code('Deppe', ask('r1'))).toBe('umlauf.nicht-zustaendig');
    expect(p.code('Lohmann', { ...ask('r1'), schritt: 'fachbereichsleitung' })).toBe(
      'umlauf.schritt-nicht-aktuell',
    );
    p.ok('Thomsen', ask('r1'));
    expect(p.code('Thomsen', ask('r1'))).toBe('umlauf.rueckfrage-besteht');
    expect(laufzettelKind.project(p.state!, 'x').aufgaben.some((a) => a.art === 'rueckfrage')).toBe(true);
    expect(p.code('Deppe', { type: 'answerRueckfrage', id: 'r1', text: 'So.' })).toBe(
      'umlauf.nicht-zustaendig',
    );
    p.ok('Petersen', { type: 'answerRueckfrage', id: 'r1', text: 'Ein Gerät je Gebäude.' });
    expect(p.code('Petersen', { type: 'answerRueckfrage', id: 'r1', text: 'Noch was' })).toBe(
      'umlauf.rueckfrage-unbekannt',
    );
    expect(schritt(p, 'mittel').status).toBe('aktuell');
  });

  test('a reminder, by whoever guides the route', () => {
    const p = makeImUmlauf();
    const remind = { type: 'remindSchritt', schritt: 'mittel', text: 'Bitte bis Freitag' } as const;
    expect(p.code('Deppe', remind)).toBe('umlauf.nicht-steuerungsberechtigt');
    expect(p.code('Petersen', { ...remind, schritt: 'vergabestelle' })).toBe('umlauf.schritt-nicht-aktuell');
    p.ok('Krüger', remind);
    expect(describeRoute(p.state!.umlauf!, null, TAG).zeilen[0]?.erinnertAm).toBe(p.jetzt);
  });

  test('a further step, before it is too late and once only', () => {
    const p = makeImUmlauf();
    const add = (id: string, bei: string, lage: 'danach' | 'parallel' = 'danach') =>
      ({
        type: 'addSchritt',
        id,
        art: 'Mitzeichnung',
        bezeichnung: 'Mitzeichnung IT',
        adressat: { person: byName('Brandt').id },
        bei,
        lage,
        fristTage: 2,
        grund: 'IT betroffen',
      }) as const;
    expect(p.code('Deppe', add('it', 'vergabestelle'))).toBe('umlauf.nicht-steuerungsberechtigt');
    p.ok('Petersen', add('it', 'vergabestelle'));
    expect(p.state?.umlauf?.schritte.map((s) => [s.nummer, s.id])).toEqual([
      [1, 'mittel'],
      [2, 'vergabestelle'],
      [3, 'it'],
      [4, 'fachbereichsleitung'],
    ]);
    expect(p.code('Petersen', add('it', 'vergabestelle'))).toBe('umlauf.schritt-besteht');
    expect(p.code('Petersen', { ...add('x', 'vergabestelle'), adressat: { person: 'niemand' } })).toBe(
      'umlauf.adressat-leer',
    );
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    expect(p.code('Petersen', add('spaet', 'mittel'))).toBe('umlauf.schritt-zu-spaet');
    p.ok('Krüger', add('it2', 'vergabestelle', 'parallel'));
    expect(schritt(p, 'it2')).toMatchObject({
      status: 'aktuell',
      zeichnung: 'detached',
      faellig: '2026-07-20',
    });
    p.ok('Petersen', { type: 'skipSchritt', schritt: 'it2', grund: 'schon bei it' });
    expect(p.code('Brandt', p.sign('Brandt', 'it2'))).toBe('umlauf.schritt-uebersprungen');
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    p.ok('Brandt', p.sign('Brandt', 'it'));
    p.ok('Lohmann', p.sign('Lohmann', 'fachbereichsleitung'));
    expect(p.state?.status).toBe('gezeichnet');
  });

  test('mandatory steps stay, signed ones too, and skipping needs a reason', () => {
    const p = makeImUmlauf();
    expect(p.code('Petersen', { type: 'skipSchritt', schritt: 'mittel', grund: '' })).toBe(
      'umlauf.begruendung-fehlt',
    );
    expect(p.code('Petersen', { type: 'skipSchritt', schritt: 'mittel', grund: 'eilig' })).toBe(
      'umlauf.schritt-bleibt',
    );
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    expect(p.code('Petersen', { type: 'skipSchritt', schritt: 'mittel', grund: 'weg' })).toBe(
      'umlauf.gezeichnet-bleibt',
    );
  });

  test('a quorum lets the rest of the group go, but never a mandatory step', () => {
    const p = makeEntwurf(gross);
    const table = structuredClone(p.tabellen.get('beschaffung.laufwege')) as {
      fassungen: {
        inhalt: {
          gruppen: { gruppe: number; quorum: number | null }[];
          regeln: { schritt: { gruppe: number; pflicht: boolean } }[];
        };
      }[];
    };
    const inhalt = table.fassungen[0]!.inhalt;
    inhalt.gruppen.find((g) => g.gruppe === 25)!.quorum = 1;
    for (const r of inhalt.regeln) if (r.schritt.gruppe === 25) r.schritt.pflicht = false;
    p.tabellen.set('beschaffung.laufwege', table);
    p.ok('Petersen', p.start());
    p.ok('Thomsen', p.sign('Thomsen', 'mittel', MITTEL));
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    p.ok('Kuhlmann', p.sign('Kuhlmann', 'recht'));
    expect(schritt(p, 'datenschutz')).toMatchObject({
      status: 'uebersprungen',
      uebersprungen: { grund: 'Quorum erreicht', durch: null },
    });
    expect(schritt(p, 'rpa').status).toBe('aktuell');
  });
});

describe('what the screens show', () => {
  test('who may do what now, and why not', () => {
    const p = makeImUmlauf();
    const u = p.state!.umlauf!;
    const kontext = umlaufKontext(p.state!);
    const of = (name: string) => umlaufAktionen(u, kontext, byName(name).id, musterVerzeichnis, TAG);
    const sign = (name: string, id: string) =>
      of(name).find((a) => a.command === 'signSchritt' && a.schritt === id);
    expect(sign('Thomsen', 'mittel')?.erlaubt).toBe(true);
    expect(sign('Petersen', 'mittel')?.grund?.code).toBe('umlauf.nicht-zustaendig');
    expect(sign('Krüger', 'vergabestelle')?.grund?.code).toBe('umlauf.reihenfolge');
    expect(of('Petersen').find((a) => a.command === 'withdrawUmlauf')?.erlaubt).toBe(true);
    expect(
      of('Deppe')
        .filter((a) => a.erlaubt)
        .map((a) => a.command),
    ).toEqual(['declareInteressenkonflikt']);
  });

  test('an overdue step says so', () => {
    const p = makeImUmlauf();
    const row = describeRoute(p.state!.umlauf!, musterVerzeichnis, '2026-08-01').zeilen[0]!;
    expect(row).toMatchObject({ ueberfaellig: true, status: { text: 'Überfällig' } });
    expect(row.warum[0]?.regel).toBe('LW-10');
  });
});

describe('routes that cannot be built', () => {
  test('no table, no rule, nobody in office', () => {
    const p = makeEntwurf();
    const shown = p.start();
    const voll = p.tabellen.get('beschaffung.laufwege') as { fassungen: { inhalt: { regeln: object[] } }[] };
    p.tabellen.set('beschaffung.laufwege', { tabelle: 'beschaffung.laufwege', fassungen: [] });
    expect(p.code('Petersen', shown)).toBe('umlauf.keine-regeln');
    const leer = structuredClone(voll);
    leer.fassungen[0]!.inhalt.regeln = [];
    p.tabellen.set('beschaffung.laufwege', leer);
    expect(p.code('Petersen', shown)).toBe('umlauf.kein-laufweg');
    p.tabellen.set('beschaffung.laufwege', voll);
    p.verzeichnis = {
      ...musterVerzeichnis,
      personen: musterVerzeichnis.personen.map((x) => ({
        ...x,
        rollen: x.rollen.filter((r) => r.rolle !== 'mittelbestaetigung'),
      })),
    };
    expect(p.code('Petersen', shown)).toBe('umlauf.niemand-zustaendig');
  });
});
