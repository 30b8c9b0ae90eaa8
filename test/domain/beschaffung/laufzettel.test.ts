import { describe, expect, test } from '@jest/globals';
import { laufzettelKind } from '../../../src/domain/beschaffung/index.ts';
import { einheitByKuerzel } from '../../support/organisation.ts';
import {
  AED,
  attachVermerk,
  makeEntwurf,
  makeImUmlauf,
  makeProbe,
  putFile,
} from '../../support/laufzettel.ts';

describe('a slip goes through the house', () => {
  test('three people sign, it is closed with a protocol and a date of retention', () => {
    const p = makeImUmlauf();
    expect(p.state?.nummer).toBe('LZ-2026-0417');
    expect(p.state?.umlauf?.schritte.map((s) => [s.id, s.status])).toEqual([
      ['mittel', 'aktuell'],
      ['vergabestelle', 'zukuenftig'],
      ['fachbereichsleitung', 'zukuenftig'],
    ]);
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    p.ok('Lohmann', p.sign('Lohmann', 'fachbereichsleitung'));
    expect(p.state?.status).toBe('gezeichnet');
    const vermerk = p.state!.dokumente[0]!;
    expect(vermerk.versionen.map((v) => v.schritt)).toEqual([
      null,
      'mittel',
      'vergabestelle',
      'fachbereichsleitung',
    ]);
    p.ok('Petersen', {
      type: 'closeLaufzettel',
      protokoll: { dokument: 'protokoll', sha256: putFile(p, 'protokoll'), dateiname: 'Umlaufprotokoll.pdf' },
    });
    expect(p.state?.abschluss?.aufbewahrenBis).toBe('2036-12-31');
    expect(laufzettelKind.retention?.(p.state!)?.bis).toBe('2036-12-31');
    expect(laufzettelKind.documents(p.state!)).toHaveLength(5);
    expect(laufzettelKind.project(p.state!, 'x').abgeschlossen).toBe(true);
  });

  test('parallel steps sign a detached record each, in any order', () => {
    const p = makeImUmlauf({
      leistungsart: 'dienstleistung',
      vergabeart: 'beschraenkt',
      schaetzung: {
        betragCent: 12_000_000,
        basis: 'netto',
        ustProzent: 19,
        methode: 'Marktabfrage',
        tag: '2026-07-10',
      },
    });
    p.ok(
      'Thomsen',
      p.sign('Thomsen', 'mittel', {
        zusatz: { betragCent: 14_280_000, haushaltsjahr: 2026, konto: '1110.0821' },
      }),
    );
    p.ok('Vollmer', p.sign('Vollmer', 'vergabestelle'));
    const parallel = p.state!.umlauf!.schritte.filter((s) => s.gruppe === 25);
    expect(parallel.map((s) => [s.status, s.zeichnung])).toEqual([
      ['aktuell', 'detached'],
      ['aktuell', 'detached'],
    ]);
    p.ok('Osterkamp', p.sign('Osterkamp', 'datenschutz'));
    expect(p.code('Heuser', p.sign('Heuser', 'rpa'))).toBe('umlauf.reihenfolge');
    p.ok('Kuhlmann', p.sign('Kuhlmann', 'recht'));
    p.ok('Heuser', p.sign('Heuser', 'rpa'));
    p.ok('Lohmann', p.sign('Lohmann', 'fachbereichsleitung'));
    p.ok('Wehmeyer', p.sign('Wehmeyer', 'beigeordneter'));
    p.ok('Holm', p.sign('Holm', 'buergermeister'));
    // The acknowledgement blocks nobody and can still be given until the slip is filed.
    expect(p.state?.umlauf?.schritte.at(-1)?.status).toBe('aktuell');
    expect(p.state?.status).toBe('gezeichnet');
    expect(laufzettelKind.project(p.state!, 'x').aufgaben.map((a) => a.art)).toEqual([
      'bearbeiten',
      'kenntnis',
    ]);
    expect(p.code('Holm', p.sign('Holm', 'buergermeister'))).toBe('umlauf.beendet');
    p.ok('Behrendt', p.sign('Behrendt', 'ratsbuero'));
    expect(p.state?.status).toBe('gezeichnet');
  });

  test('every step says why it is there and by which rule', () => {
    const p = makeImUmlauf({
      vergabeart: 'angebotsvergleich',
      schaetzung: {
        betragCent: 3_000_000,
        basis: 'netto',
        ustProzent: 19,
        methode: 'Marktabfrage',
        tag: '2026-07-10',
      },
    });
    const rpa = p.state!.umlauf!.schritte.find((s) => s.id === 'rpa')!;
    expect(rpa.regeln[0]).toMatchObject({ regel: 'LW-30', geprueft: false });
    expect(rpa.regeln[0]?.warum).toMatch(/Auftragswert netto 30\.000,00\s€ über 10\.000,00\s€/);
    expect(p.state!.umlauf!.laufweg).toMatchObject({ tabelle: 'beschaffung.laufwege', fassung: 1 });
  });

  test('a later part is a further part: what was signed stays', () => {
    const p = makeImUmlauf();
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    p.ok('Lohmann', p.sign('Lohmann', 'fachbereichsleitung'));
    expect(p.code('Petersen', { type: 'beginTeil', phase: 'zuschlag' })).toBe('beschaffung.teil-reihenfolge');
    p.ok('Petersen', { type: 'beginTeil', phase: 'vorschlag' });
    expect(p.state?.fruehereUmlaeufe).toHaveLength(1);
    expect(p.code('Petersen', p.start())).toBe('beschaffung.vermerk-unvollstaendig');
    for (const nummer of [2, 3]) {
      p.ok('Petersen', { type: 'setVermerkPunkt', nummer, zutreffend: true, text: 'siehe Wertung' });
    }
    p.ok('Petersen', { type: 'setVermerkPunkt', nummer: 4, zutreffend: false, text: '' });
    p.ok('Petersen', {
      type: 'changeLaufzettel',
      angaben: { ergebnis: { bieter: 'MedTech Nord GmbH', nettoCent: 950_000 } },
    });
    expect(p.code('Petersen', p.start())).toBe('beschaffung.vermerk-fehlt');
    attachVermerk(p, 'Petersen', 'vermerk-2');
    const replace = {
      type: 'replaceDokument',
      dokument: 'vermerk-1',
      version: 5,
      sha256: putFile(p, 'anders'),
      previous: p.state!.dokumente[0]!.versionen.at(-1)!.sha256,
      dateiname: 'x.pdf',
      grund: '',
    } as const;
    expect(p.code('Petersen', replace)).toBe('beschaffung.dokument-gezeichnet');
    p.ok('Petersen', p.start());
    p.ok('Krüger', p.sign('Krüger', 'vergabestelle'));
    p.ok('Lohmann', p.sign('Lohmann', 'fachbereichsleitung'));
    expect(p.state?.status).toBe('gezeichnet');
  });

  test('without the centre there is no number yet, and the series is not used up', () => {
    const p = makeProbe();
    p.vorlaeufig = true;
    p.tabellen.delete('nummernkreise');
    p.ok('Petersen', {
      type: 'createLaufzettel',
      angaben: { titel: 'AED' },
      herkunft: { art: 'formular' },
      jahr: 2026,
    });
    expect(p.state?.nummer).toBeNull();
  });
});

describe('who sees what', () => {
  const scopesOf = (p: ReturnType<typeof makeEntwurf>) => laufzettelKind.project(p.state!, 'x').lesbar;
  test('a draft is not for the audit office, a slip on its way is; later steps see it when it is their turn', () => {
    const draft = makeEntwurf();
    expect(scopesOf(draft)).not.toContain('rolle:rechnungspruefung');
    const p = makeImUmlauf();
    expect(scopesOf(p)).toContain('rolle:rechnungspruefung');
    expect(scopesOf(p)).toContain('rolle:mittelbestaetigung');
    expect(scopesOf(p).some((s) => s.startsWith('rolle:fachbereichsleitung'))).toBe(false);
    expect(laufzettelKind.project(p.state!, 'x').aufgaben).toMatchObject([
      { id: 'schritt:mittel', fuer: { rolle: 'mittelbestaetigung' }, faellig: '2026-07-21' },
    ]);
  });
});

describe('bad input in the form', () => {
  const schaetzung = (over: object) => ({
    schaetzung: {
      betragCent: 960_000,
      basis: 'netto' as const,
      ustProzent: 19,
      methode: 'Marktabfrage',
      tag: '2026-07-10',
      ...over,
    },
  });
  const start = (angaben: Parameters<typeof makeEntwurf>[0]) => {
    const p = makeEntwurf(angaben);
    return p.code('Petersen', p.start());
  };

  test('who buys is the city above the unit, not the first unit with nothing above it', () => {
    const p = makeProbe();
    const rat = { ...einheitByKuerzel('Stadt'), id: '01980000-0000-7000-8001-0000000000ff', name: 'Rat' };
    p.verzeichnis = { ...p.verzeichnis, einheiten: [rat, ...p.verzeichnis.einheiten] };
    p.ok('Petersen', { type: 'createLaufzettel', angaben: AED, herkunft: { art: 'formular' }, jahr: 2026 });
    expect(p.state?.angaben.auftraggeber).toBe(einheitByKuerzel('Stadt').name);
  });

  test('estimate: missing, zero, without method or day, from tomorrow, stale', () => {
    expect(start({ schaetzung: null })).toBe('beschaffung.schaetzung-fehlt');
    expect(start(schaetzung({ betragCent: 0 }))).toBe('beschaffung.schaetzung-fehlt');
    expect(start(schaetzung({ methode: '' }))).toBe('beschaffung.pflichtangabe');
    expect(start(schaetzung({ tag: null }))).toBe('beschaffung.pflichtangabe');
    expect(start(schaetzung({ tag: '2026-07-17' }))).toBe('beschaffung.schaetzung-zukunft');
    expect(start(schaetzung({ tag: '2025-07-10' }))).toBe('beschaffung.schaetzung-veraltet');
  });

  test('estimate: negative or gross is refused at once and names the field', () => {
    const p = makeEntwurf();
    const change = (angaben: object) => p.do('Petersen', { type: 'changeLaufzettel', angaben });
    expect(change(schaetzung({ betragCent: -1 }))).toMatchObject({
      code: 'beschaffung.betrag-negativ',
      field: 'schaetzung.betragCent',
    });
    expect(change(schaetzung({ basis: 'brutto' }))).toMatchObject({
      code: 'beschaffung.schaetzung-brutto',
      field: 'schaetzung.basis',
    });
    expect(change({ lose: [{ id: 'l1', bezeichnung: 'x', nettoCent: -5 }] })?.field).toBe('lose.0.nettoCent');
  });

  test('lots that do not add up name the difference', () => {
    const lose = [
      { id: '1', bezeichnung: 'Geräte', nettoCent: 800_000 },
      { id: '2', bezeichnung: 'Wartung', nettoCent: 100_000 },
    ];
    const p = makeEntwurf({ lose });
    const error = p.do('Petersen', p.start());
    expect(error?.code).toBe('beschaffung.lose-summe');
    expect(error?.params['unterschied']).toMatch(/^600,00/);
    expect(start({ lose, optionen: [{ bezeichnung: 'Koffer', nettoCent: 60_000 }] })).toBeNull();
    // an undivided order as well: 9.600 € include their options
    const koffer = (nettoCent: number) => start({ optionen: [{ bezeichnung: 'Koffer', nettoCent }] });
    expect([koffer(959_999), koffer(960_000)]).toEqual([null, 'beschaffung.optionen-summe']);
  });

  test('procedure not allowed at this value names rule and date', () => {
    const p = makeEntwurf(schaetzung({ betragCent: 1_600_000 }));
    const error = p.do('Petersen', p.start());
    expect(error?.code).toBe('beschaffung.vergabeart-unzulaessig');
    expect(error?.params).toMatchObject({ ab: '01.01.2026', fassung: 1 });
    expect(error?.params['erlaubt']).toMatch(/Angebotsvergleich/);
    expect(start({ vergabeart: 'gibt-es-nicht' })).toBe('beschaffung.vergabeart-unbekannt');
  });

  test('splitting: similar orders above the limit need a reason, which stays in the record', () => {
    const p = makeEntwurf();
    p.aehnliche.push({
      vorgang: 'anderer',
      nummer: 'LZ-2026-0401',
      titel: 'AED-Zubehör',
      felder: { wertNetto: 900_000 },
    });
    const error = p.do('Petersen', p.start());
    expect(error?.code).toBe('beschaffung.stueckelung');
    expect(error?.params['aehnliche']).toMatch(/LZ-2026-0401 AED-Zubehör/);
    p.ok('Petersen', p.start('Petersen', 'Anderer Bedarf, erst im Juni bekannt geworden'));
    expect(p.state?.hinweise[0]?.begruendung).toMatch(/Anderer Bedarf/);
  });

  test('splitting: an order that its author may not read counts, and is not named', () => {
    const p = makeEntwurf();
    const felder = { wertNetto: 900_000 };
    p.aehnliche.push({ vorgang: 'geheim', nummer: null, titel: '', felder, verdeckt: true });
    expect(p.do('Petersen', p.start())).toMatchObject({
      code: 'beschaffung.stueckelung',
      params: {
        aehnliche: 'ein Auftrag einer anderen Stelle',
        summe: expect.stringMatching(/^18\.600,00/) as unknown as string,
      },
    });
  });

  test('Vermerk: missing item, missing PDF, PDF older than what it prints', () => {
    expect(start({ auftraggeber: ' ' as string, vergabeart: 'verhandlung' })).toBe(
      'beschaffung.vermerk-unvollstaendig',
    );
    const p = makeEntwurf();
    p.ok('Petersen', { type: 'changeLaufzettel', angaben: { bedarf: 'Neuer Text' } });
    expect(p.code('Petersen', p.start())).toBe('beschaffung.vermerk-veraltet');
    p.ok('Petersen', { type: 'removeDokument', dokument: 'vermerk-1', grund: '' });
    expect(p.code('Petersen', p.start())).toBe('beschaffung.vermerk-fehlt');
  });

  test('missing fields are named one after the other', () => {
    for (const feld of ['bedarf', 'haushaltsstelle'] as const) {
      expect(start({ [feld]: '' })).toBe('beschaffung.pflichtangabe');
    }
    for (const feld of ['leistungsart', 'vergabeart', 'haushaltsjahr'] as const) {
      expect(start({ [feld]: null })).toBe('beschaffung.pflichtangabe');
    }
  });

  test('stale route: the version or the steps shown are no longer those in force', () => {
    const p = makeEntwurf();
    const shown = p.start();
    const table = p.tabellen.get('beschaffung.laufwege') as { fassungen: object[] };
    p.tabellen.set('beschaffung.laufwege', {
      ...table,
      fassungen: [...table.fassungen, { ...table.fassungen[0], nummer: 2, gueltigAb: '2026-07-01' }],
    });
    expect(p.code('Petersen', shown)).toBe('umlauf.laufweg-veraltet');
  });

  test('strangers may not start a slip for a unit, nor edit one', () => {
    const p = makeEntwurf();
    expect(p.code('Deppe', { type: 'changeLaufzettel', angaben: { titel: 'X' } })).toBe(
      'beschaffung.keine-bedarfsstelle',
    );
    expect(p.code('Krüger', { type: 'changeLaufzettel', angaben: { titel: 'X' } })).toBeNull();
  });
});

describe('documents', () => {
  const file = (p: ReturnType<typeof makeEntwurf>, dokument: string) =>
    ({
      type: 'attachDokument',
      dokument,
      sha256: putFile(p, dokument),
      dateiname: `${dokument}.pdf`,
      art: 'angebot',
    }) as const;

  test('twice, unknown file, older version, protocol by hand', () => {
    const p = makeEntwurf();
    p.ok('Petersen', file(p, 'angebot'));
    expect(p.code('Petersen', file(p, 'angebot'))).toBe('beschaffung.dokument-besteht');
    expect(p.code('Petersen', { ...file(p, 'b'), sha256: 'f'.repeat(64) })).toBe('beschaffung.datei-fehlt');
    expect(p.code('Petersen', { ...file(p, 'c'), art: 'umlaufprotokoll' })).toBe(
      'beschaffung.protokoll-nur-abschluss',
    );
    const replace = (previous: string, version: number) =>
      ({
        type: 'replaceDokument',
        dokument: 'angebot',
        version,
        sha256: putFile(p, `neu-${version}`),
        previous,
        dateiname: 'angebot.pdf',
        grund: 'Nachgereicht',
      }) as const;
    expect(p.code('Petersen', replace('e'.repeat(64), 2))).toBe('beschaffung.fassung-veraltet');
    p.ok('Petersen', replace(putFile(p, 'angebot'), 2));
    expect(p.state?.dokumente[1]?.versionen).toHaveLength(2);
    expect(p.code('Petersen', { type: 'removeDokument', dokument: 'nie', grund: '' })).toBe(
      'beschaffung.dokument-unbekannt',
    );
  });

  test('nothing changes on the way; after a signature the message names file, hashes and signatures', () => {
    const p = makeImUmlauf();
    expect(p.code('Petersen', file(p, 'spaet'))).toBe('beschaffung.im-umlauf');
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    const jetzt = p.state!.dokumente[0]!.versionen.at(-1)!;
    const error = p.do('Petersen', {
      type: 'replaceDokument',
      dokument: 'vermerk-1',
      version: jetzt.version + 1,
      sha256: putFile(p, 'anders'),
      previous: jetzt.sha256,
      dateiname: 'x.pdf',
      grund: '',
    });
    expect(error?.code).toBe('beschaffung.dokument-gezeichnet');
    expect(error?.params).toMatchObject({ datei: 'Vergabevermerk.pdf', alt: jetzt.sha256 });
    expect(error?.params['betroffen']).toMatch(/Ralf Thomsen/);
  });
});

describe('budget and authority', () => {
  const zusatz = (over: object) => ({
    zusatz: { betragCent: 1_142_400, haushaltsjahr: 2026, konto: '1110.0821', ...over },
  });
  test('confirmation: missing, too low with the difference, wrong year, wrong account, exact', () => {
    const p = makeImUmlauf();
    const sign = (over: object) => p.do('Thomsen', p.sign('Thomsen', 'mittel', over));
    expect(sign({ zusatz: {} })?.code).toBe('beschaffung.pflichtangabe');
    const low = sign(zusatz({ betragCent: 1_000_000 }));
    expect(low?.code).toBe('beschaffung.mittel-zu-niedrig');
    expect(low?.params['unterschied']).toMatch(/^1\.424,00/);
    expect(sign(zusatz({ haushaltsjahr: 2027 }))?.code).toBe('beschaffung.mittel-jahr');
    expect(sign(zusatz({ konto: '9999' }))?.code).toBe('beschaffung.mittel-konto');
    expect(sign(zusatz({}))).toBeNull();
  });

  test('a final signature above the limit names the limit and the next authority', () => {
    const p = makeImUmlauf({
      vergabeart: 'angebotsvergleich',
      schaetzung: {
        betragCent: 3_000_000,
        basis: 'netto',
        ustProzent: 19,
        methode: 'Marktabfrage',
        tag: '2026-07-10',
      },
    });
    for (const [wer, schritt] of [
      ['Thomsen', 'mittel'],
      ['Krüger', 'vergabestelle'],
      ['Sörensen', 'rpa'],
      ['Lohmann', 'fachbereichsleitung'],
    ] as const) {
      p.ok(wer, p.sign(wer, schritt));
    }
    p.ok('Petersen', {
      type: 'replaceAdressat',
      schritt: 'beigeordneter',
      adressat: { rolle: 'fachbereichsleitung' },
      grund: 'Urlaub',
    });
    const error = p.do('Timmermann', p.sign('Timmermann', 'beigeordneter'));
    expect(error?.code).toBe('beschaffung.befugnis-ueberschritten');
    expect(error?.params['naechste']).toBe('Beigeordnete/Beigeordneter');
  });
});

describe('rules that are missing', () => {
  test('the centre decides nothing without its tables, the laptop goes on provisionally', () => {
    const p = makeEntwurf();
    const start = p.start();
    p.tabellen.delete('beschaffung.wertgrenzen');
    expect(p.code('Petersen', start)).toBe('beschaffung.regeln-fehlen');
    p.vorlaeufig = true;
    p.ok('Petersen', start);
    p.vorlaeufig = false;
    p.ok('Thomsen', p.sign('Thomsen', 'mittel'));
    expect(p.code('Krüger', p.sign('Krüger', 'vergabestelle'))).toBe('beschaffung.regeln-fehlen');
  });

  test('twice the same slip, and none at all', () => {
    const p = makeEntwurf();
    const create = {
      type: 'createLaufzettel',
      angaben: { titel: 'X' },
      herkunft: { art: 'formular' },
      jahr: 2026,
    } as const;
    expect(p.code('Petersen', create)).toBe('beschaffung.gibt-es-schon');
    expect(makeProbe().code('Petersen', { type: 'withdrawLaufzettel', grund: 'x' })).toBe(
      'beschaffung.gibt-es-nicht',
    );
    expect(makeProbe().code('Petersen', { ...create, angaben: { titel: '' } })).toBe(
      'beschaffung.pflichtangabe',
    );
  });

  test('a slip is not handed to a unit one has no part in', () => {
    const p = makeEntwurf();
    const fd40 = einheitByKuerzel('FD 40').id;
    expect(p.code('Petersen', { type: 'changeLaufzettel', angaben: { bedarfsstelle: fd40 } })).toBe(
      'beschaffung.keine-bedarfsstelle',
    );
    p.ok('Vollmer', { type: 'changeLaufzettel', angaben: { bedarfsstelle: fd40 } });
    expect(p.state?.bedarfsstelleKuerzel).toBe('FD 40');
  });
});

describe('closed cases', () => {
  test('refuse everything and name the end', () => {
    const p = makeEntwurf();
    p.ok('Petersen', { type: 'withdrawLaufzettel', grund: 'Bedarf entfallen' });
    expect(p.code('Petersen', { type: 'changeLaufzettel', angaben: { titel: 'X' } })).toBe(
      'beschaffung.abgeschlossen',
    );
    expect(laufzettelKind.project(p.state!, 'x').merkmale).toEqual([]);
    const q = makeImUmlauf();
    expect(
      q.code('Petersen', {
        type: 'closeLaufzettel',
        protokoll: { dokument: 'x', sha256: putFile(q, 'x'), dateiname: 'x.pdf' },
      }),
    ).toBe('beschaffung.nicht-fertig');
    expect(q.code('Petersen', q.start())).toBe('umlauf.laeuft-schon');
  });
});
