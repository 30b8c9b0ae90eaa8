import { Temporal } from 'temporal-polyfill';
import { formatTag } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import type { Tag } from '../../shared/vorgang.ts';
import { bestattungsarten, bestattungsartText, grabarten, grabartText } from '../begriffe.ts';
import type { Belegung, Grab, Nutzungsrecht } from '../grab.ts';
import type { Friedhof } from '../tabellen/orte.ts';
import {
  CSV_ENDE,
  CSV_MARKE,
  findeTrennzeichen,
  leseCsv,
  schreibeCsvZeile,
  type CsvZeile,
  type Trennzeichen,
} from '../../shared/csv.ts';

/** Version of the column mapping; a file of another version is refused, not guessed at. */
export const GRAEBER_CSV_VERSION = 1;
export const GRAEBER_SPALTEN = [
  'grab',
  'friedhof',
  'grabart',
  'laenge_cm',
  'breite_cm',
  'tiefe_cm',
  'plaetze_sarg',
  'plaetze_urne',
  'recht_endet',
  'recht_inhaber',
  'recht_erworben',
  'belegungen',
  'gesperrt',
  'denkmal',
  'ost',
  'nord',
] as const;
type Spalte = (typeof GRAEBER_SPALTEN)[number];

export interface Einfuhrfehler {
  /** line in the file, 1 = header */
  readonly zeile: number;
  readonly spalte: string;
  readonly ursache: string;
}

/** What the preview shows. Only a file without a single error may be taken over: nothing by halves. */
export interface Einfuhrvorschau {
  readonly zeilen: number;
  readonly gueltig: readonly Grab[];
  readonly fehler: readonly Einfuhrfehler[];
  readonly uebernehmbar: boolean;
  readonly trennzeichen: Trennzeichen;
  /** how many of the valid rows are new to the known keys */
  readonly neu: number;
}

/**
 * Checks a CSV file of graves without changing anything.
 * In: text of the file, the cemeteries, keys already known. Out: valid rows and every error with line, column, cause.
 */
export function pruefeGraeberCsv(
  text: string,
  friedhoefe: readonly Friedhof[],
  vorhanden: ReadonlySet<string> = new Set(),
): Einfuhrvorschau {
  const trenner = findeTrennzeichen(text);
  const vorschau = (anzahl: number, gueltig: readonly Grab[], liste: readonly Einfuhrfehler[]) =>
    baueVorschau(anzahl, gueltig, liste, vorhanden, trenner);
  const { zeilen, offen } = leseCsv(text, trenner);
  const [kopf, ...daten] = zeilen;
  const fehler: Einfuhrfehler[] = [];
  if (offen !== null)
    fehler.push({ zeile: offen, spalte: '', ursache: 'Anführungszeichen wird nicht geschlossen.' });
  const namen = kopf?.zellen.map((z) => z.trim().toLowerCase()) ?? [];
  for (const s of GRAEBER_SPALTEN)
    if (!namen.includes(s)) fehler.push({ zeile: 1, spalte: s, ursache: 'Spalte fehlt.' });
  for (const n of namen)
    if (!(GRAEBER_SPALTEN as readonly string[]).includes(n))
      fehler.push({
        zeile: 1,
        spalte: n,
        ursache: `Unbekannte Spalte (Zuordnung Version ${GRAEBER_CSV_VERSION}).`,
      });
  if (fehler.length > 0) return vorschau(daten.length, [], fehler);

  const gueltig: Grab[] = [];
  const erste = new Map<string, number>();
  for (const zeile of daten) {
    const vorher = fehler.length;
    const grab = leseZeile(zeile, namen, friedhoefe, fehler);
    if (grab === null || fehler.length > vorher) continue;
    const frueher = erste.get(grab.schluessel);
    if (frueher === undefined) {
      erste.set(grab.schluessel, zeile.nr);
      gueltig.push(grab);
    } else fehler.push({ zeile: zeile.nr, spalte: 'grab', ursache: `Grab steht schon in Zeile ${frueher}.` });
  }
  return vorschau(daten.length, gueltig, fehler);
}

/** Why a file is not taken over, with the first bad row as an example; null: it may be. */
export function einfuhrAblehnung(v: Einfuhrvorschau): Rejection | null {
  const erster = v.fehler[0];
  if (!erster) return null;
  const params = {
    n: v.fehler.length,
    zeile: erster.zeile,
    spalte: erster.spalte || '–',
    ursache: erster.ursache,
  };
  return { code: 'bestattung.einfuhr-fehlerhaft', params };
}

const baueVorschau = (
  zeilen: number,
  gueltig: readonly Grab[],
  fehler: readonly Einfuhrfehler[],
  vorhanden: ReadonlySet<string>,
  trennzeichen: Trennzeichen,
): Einfuhrvorschau => ({
  zeilen,
  gueltig,
  fehler,
  uebernehmbar: fehler.length === 0 && gueltig.length > 0,
  trennzeichen,
  neu: gueltig.filter((g) => !vorhanden.has(g.schluessel)).length,
});

function leseZeile(
  zeile: CsvZeile,
  namen: readonly string[],
  friedhoefe: readonly Friedhof[],
  fehler: Einfuhrfehler[],
): Grab | null {
  const melde = (spalte: Spalte | '', ursache: string): null => {
    fehler.push({ zeile: zeile.nr, spalte, ursache });
    return null;
  };
  if (zeile.zellen.length !== namen.length)
    return melde('', `${zeile.zellen.length} Felder statt ${namen.length}: Trennzeichen prüfen.`);
  const zelle = (s: Spalte): string => (zeile.zellen[namen.indexOf(s)] ?? '').trim();
  const zahl = (s: Spalte, min: number, max: number): number => {
    const n = Number(zelle(s).replace(',', '.'));
    if (zelle(s) === '' || !Number.isFinite(n) || n < min || n > max) {
      melde(s, `„${zelle(s)}“ ist keine Zahl von ${min} bis ${max}.`);
      return min;
    }
    return n;
  };
  const tag = (s: Spalte, wert: string): Tag | null => {
    if (wert === '') return null;
    return leseTag(wert) ?? melde(s, `„${wert}“ ist kein Datum (TT.MM.JJJJ).`);
  };

  const schluessel = zelle('grab');
  if (!/^\d{2}-[A-Z]\d?-\d{3,4}$/.test(schluessel))
    melde('grab', `„${schluessel}“ hat nicht die Form 17-B-204.`);
  const friedhof = friedhoefe.find((f) => f.id === zelle('friedhof'));
  if (!friedhof) melde('friedhof', `„${zelle('friedhof')}“ ist kein bekannter Friedhof.`);
  else if (!schluessel.startsWith(`${friedhof.nummer}-`))
    melde('grab', `Grab gehört nicht zu Friedhof ${friedhof.nummer} ${friedhof.name}.`);
  const grabart = grabarten.find((g) => grabartText[g] === zelle('grabart'));
  if (!grabart) melde('grabart', `„${zelle('grabart')}“ ist keine Grabart.`);
  const [, feld = '', nummer = '0'] = schluessel.split('-');
  const masse = {
    laengeCm: zahl('laenge_cm', 20, 400),
    breiteCm: zahl('breite_cm', 20, 400),
    tiefeCm: zahl('tiefe_cm', 20, 400),
  };
  const endetAm = tag('recht_endet', zelle('recht_endet'));
  const erworbenAm = tag('recht_erworben', zelle('recht_erworben'));
  let recht: Nutzungsrecht | null = null;
  if (endetAm !== null) {
    if (zelle('recht_inhaber') === '') melde('recht_inhaber', 'Nutzungsrecht ohne Inhaber.');
    if (erworbenAm === null && zelle('recht_erworben') === '')
      melde('recht_erworben', 'Datum des Erwerbs fehlt.');
    if (erworbenAm !== null && erworbenAm > endetAm) melde('recht_endet', 'Recht endet vor seinem Erwerb.');
    recht = { inhaber: zelle('recht_inhaber'), erworbenAm: erworbenAm ?? endetAm, endetAm };
  }
  const belegungen = leseBelegungen(zelle('belegungen'), (u) => melde('belegungen', u));
  if (!['ja', 'nein', ''].includes(zelle('denkmal'))) melde('denkmal', '„ja“ oder „nein“ erwartet.');
  const rest = {
    kapazitaetSarg: zahl('plaetze_sarg', 0, 20),
    kapazitaetUrne: zahl('plaetze_urne', 0, 40),
    lage: { ost: zahl('ost', 200_000, 900_000), nord: zahl('nord', 5_200_000, 6_200_000) },
  };
  if (!friedhof || !grabart) return null;
  return {
    schluessel,
    friedhof: friedhof.id,
    feld,
    nummer: Number(nummer),
    grabart,
    masse,
    ...rest,
    belegungen,
    recht,
    gesperrt: zelle('gesperrt') || null,
    denkmal: zelle('denkmal') === 'ja',
  };
}

/** `Name, Bestattungsart, Geburtsdatum, Tag der Beisetzung, Ende der Ruhefrist | ...` */
function leseBelegungen(text: string, melde: (ursache: string) => void): Belegung[] {
  if (text === '') return [];
  return text.split('|').flatMap((teil) => {
    const [name = '', art = '', geburt = '', beisetzung = '', ruhe = ''] = teil
      .split(',')
      .map((t) => t.trim());
    const bestattungsart = bestattungsarten.find((b) => bestattungsartText[b] === art);
    const beigesetztAm = leseTag(beisetzung);
    const ruhefristBis = leseTag(ruhe);
    const geburtsdatum = geburt === '' ? null : leseTag(geburt);
    if (!bestattungsart || !beigesetztAm || !ruhefristBis || (geburt !== '' && !geburtsdatum)) {
      melde(`„${teil.trim()}“: erwartet „Name, Bestattungsart, Geburtsdatum, Beisetzung, Ruhefrist bis“.`);
      return [];
    }
    return [{ name, bestattungsart, geburtsdatum, beigesetztAm, ruhefristBis }];
  });
}

/** `31.12.2026` -> `2026-12-31`; null when there is no such day. */
function leseTag(text: string): Tag | null {
  const m = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (!m) return null;
  try {
    const parts = { year: Number(m[3]), month: Number(m[2]), day: Number(m[1]) };
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Writes graves in the same mapping, with byte order mark so that a spreadsheet reads the umlauts. */
export function graeberAlsCsv(graeber: readonly Grab[]): string {
  const zeilen = graeber.map((g) =>
    schreibeCsvZeile([
      g.schluessel,
      g.friedhof,
      grabartText[g.grabart],
      String(g.masse.laengeCm),
      String(g.masse.breiteCm),
      String(g.masse.tiefeCm),
      String(g.kapazitaetSarg),
      String(g.kapazitaetUrne),
      g.recht ? formatTag(g.recht.endetAm) : '',
      g.recht?.inhaber ?? '',
      g.recht ? formatTag(g.recht.erworbenAm) : '',
      g.belegungen.map(schreibeBelegung).join(' | '),
      g.gesperrt ?? '',
      g.denkmal ? 'ja' : 'nein',
      String(g.lage.ost).replace('.', ','),
      String(g.lage.nord).replace('.', ','),
    ]),
  );
  return `${CSV_MARKE}${[GRAEBER_SPALTEN.join(';'), ...zeilen].join(CSV_ENDE)}${CSV_ENDE}`;
}

const schreibeBelegung = (b: Belegung): string =>
  [
    b.name,
    bestattungsartText[b.bestattungsart],
    b.geburtsdatum ? formatTag(b.geburtsdatum) : '',
    formatTag(b.beigesetztAm),
    formatTag(b.ruhefristBis),
  ].join(', ');
