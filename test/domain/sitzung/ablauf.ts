import type { Vorlage } from '../../../src/domain/sitzung/vorlage/state.ts';
import { asBloecke } from '../../../src/domain/sitzung/text/bloecke.ts';
import { laufwegFor } from '../../../src/domain/sitzung/vorlage/decide.ts';
import { umlaufKontext } from '../../../src/domain/sitzung/vorlage/decide.ts';
import { vorlageKind } from '../../../src/domain/sitzung/vorlage/kind.ts';
import { adressaten } from '../../../src/domain/organisation/vertretung.ts';
import { entscheidungenFor } from '../../../src/domain/umlauf/index.ts';
import { einheitByKuerzel } from '../../support/organisation.ts';
import type { Buehne } from './stadt.ts';
import { PERSON, gremiumOf, verzeichnis } from './stadt.ts';

/** Steps of the cycle that many tests need. */

export const inhalt = (betreff: string, extra: object = {}) => ({
  betreff,
  beschlussvorschlag: asBloecke(`Der Rat beschließt: ${betreff} wird umgesetzt.`),
  sachverhalt: asBloecke('Die Verwaltung hat die Angelegenheit geprüft.\nDie Umsetzung ist möglich.'),
  finanzen: { art: 'keine' as const },
  anlagen: [],
  ...extra,
});

interface Vorlagenangaben {
  readonly betreff?: string;
  readonly oeffentlich?: boolean;
  readonly stationen?: readonly {
    readonly gremium: string;
    readonly rolle: 'vorberatung' | 'entscheidung' | 'kenntnisnahme';
    readonly massgeblich: boolean;
  }[];
  readonly inhalt?: object;
}

export function entwerfeVorlage(b: Buehne, id: string, a: Vorlagenangaben = {}): void {
  b.akteur = PERSON.planung;
  b.ok('vorlage', id, {
    type: 'createVorlage',
    jahr: 2026,
    einheit: einheitByKuerzel('FD 61').id,
    oeffentlich: a.oeffentlich ?? true,
    antrag: null,
    inhalt: inhalt(a.betreff ?? 'Radweg an der Hafenstraße', a.inhalt),
  });
  b.ok('vorlage', id, {
    type: 'setBeratungsfolge',
    stationen: (
      a.stationen ?? [{ gremium: gremiumOf('Rat').id, rolle: 'entscheidung' as const, massgeblich: true }]
    ).map((s, i) => ({ id: `${id}-b${i + 1}`, ...s })),
  });
}

export function starteMitzeichnung(b: Buehne, id: string): void {
  b.akteur = PERSON.planung;
  const facts = b.facts(vorlageKind, id, {
    type: 'startMitzeichnung',
    gezeigt: { fassung: 1, schritte: [] },
  } as never);
  const weg = laufwegFor(b.state<Vorlage>(id), facts);
  if (!weg.ok) throw new Error(weg.error.code);
  b.ok('vorlage', id, {
    type: 'startMitzeichnung',
    gezeigt: { fassung: weg.value.laufweg.fassung, schritte: weg.value.schritte.map((s) => s.id) },
  });
}

/** Signs the current step(s); `nur` limits to one station. */
export function zeichne(b: Buehne, id: string): boolean {
  const v = b.state<Vorlage>(id);
  const s = v.umlauf?.schritte.find((x) => x.status === 'aktuell');
  if (!s) return false;
  const wer = adressaten(verzeichnis, s.adressat, b.jetzt.slice(0, 10)).find((p) => p.id !== v.verfasser);
  b.akteur = wer?.id ?? '';
  b.ok('vorlage', id, {
    type: 'signSchritt',
    schritt: s.id,
    entscheidung: entscheidungenFor(s.art)[0]?.code,
    dokumente: umlaufKontext(v).dokumente.map(({ dokument, version, sha256 }) => ({
      dokument,
      version,
      sha256,
    })),
    signatur: { art: 'ohne' },
  });
  return true;
}

export function gibFrei(b: Buehne, id: string, a: Vorlagenangaben = {}): void {
  entwerfeVorlage(b, id, a);
  starteMitzeichnung(b, id);
  while (zeichne(b, id));
  b.akteur = PERSON.ratsbuero;
  b.ok('vorlage', id, { type: 'releaseVorlage' });
}

export const BEGINN = '2026-11-25T16:00:00.000Z';

export function planeSitzung(b: Buehne, id = 's1', kuerzel = 'Rat', extra: object = {}): void {
  b.akteur = PERSON.ratsbuero;
  b.ok('sitzung', id, {
    type: 'createSitzung',
    gremium: gremiumOf(kuerzel).id,
    nichtoeffentlicheSitzung: `${id}-n`,
    titel: '7. Sitzung',
    beginn: BEGINN,
    ort: 'Rathaus, Ratssaal',
    form: 'praesenz',
    wiederholungVon: null,
    standardTops: [{ id: `${id}-std`, titel: 'Eröffnung' }],
    ...extra,
  });
}

export const top = (id: string, extra: object = {}) => ({
  type: 'addTop',
  id,
  topArt: 'frei',
  titel: `Punkt ${id}`,
  bezug: null,
  beratung: null,
  vor: null,
  nachtragGrund: null,
  erweiterung: null,
  ...extra,
});

export const topN = (id: string, extra: object = {}) => ({
  type: 'addNichtoeffentlichenTop',
  id,
  topArt: 'frei',
  titel: `Verkauf des Grundstücks Flur 7 an die Muster Immobilien GmbH`,
  neutralerTitel: 'Grundstücksangelegenheit',
  bezug: null,
  beratung: null,
  begriffe: ['Muster Immobilien'],
  vor: null,
  nachtragGrund: null,
  erweiterung: null,
  ...extra,
});

export function ladeEin(b: Buehne, id = 's1', kuerzel = 'Rat', extra: object = {}): void {
  b.akteur = PERSON.ratsbuero;
  b.ok('sitzung', id, {
    type: 'sendEinladung',
    dokument: b.pdf(`einladung-${id}`),
    versand: gremiumOf(kuerzel).mitglieder.map((m) => ({ person: m.person, weg: 'portal' })),
    verkuerzungGrund: null,
    ...extra,
  });
}

/** Everybody with a seat comes at 15:55 UTC, the session opens at 16:00. */
export function eroeffne(b: Buehne, id = 's1', kuerzel = 'Rat', ohne: readonly string[] = []): void {
  b.akteur = PERSON.schriftfuehrung;
  b.jetzt = '2026-11-25T16:01:00.000Z';
  for (const m of gremiumOf(kuerzel).mitglieder.filter(
    (x) => x.funktion !== 'stellvertretung' && !ohne.includes(x.person),
  ))
    b.ok('sitzung', id, {
      type: 'recordAnwesenheit',
      person: m.person,
      richtung: 'kommt',
      vertritt: null,
      um: '2026-11-25T15:55:00.000Z',
    });
  b.ok('sitzung', id, {
    type: 'startSitzung',
    leitung: gremiumOf(kuerzel).mitglieder.find((m) => m.funktion === 'vorsitz')?.person,
    schriftfuehrung: PERSON.schriftfuehrung,
    um: '2026-11-25T16:00:00.000Z',
  });
  b.jetzt = '2026-11-25T17:00:00.000Z';
}

export const abstimmung = (
  topId: string,
  [ja, nein, enthaltung, nichtBeteiligt]: readonly [number, number, number, number],
  extra: object = {},
) => ({
  type: 'recordAbstimmung',
  top: topId,
  id: `abst-${topId}-${ja}-${nein}`,
  gegenstand: 'beschluss',
  worueber: '',
  form: 'offen',
  mehrheit: 'einfach',
  rechtsgrundlage: null,
  stimmen: { ja, nein, enthaltung, nichtBeteiligt },
  einzelstimmen: [],
  erlaeuterung: '',
  um: null,
  ...extra,
});
