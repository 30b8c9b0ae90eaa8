import { Temporal } from 'temporal-polyfill';
import { formatTag } from '../../shared/dates.ts';
import type { Tag } from '../../shared/vorgang.ts';
import { schreibeCsvZeile, type CsvZeile } from '../../shared/csv.ts';
import { bestattungsarten, bestattungsartText, grabarten, grabartText } from '../begriffe.ts';
import type { Belegung, Grab, Nutzungsrecht } from '../grab.ts';
import type { Friedhof } from '../tabellen/orte.ts';

/** One grave as a line of a file: the same mapping read and written. */

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

/** The grave of a line; every error of it is added to `fehler`. */
export function leseZeile(
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

/** The line of a grave. */
export const schreibeZeile = (g: Grab): string =>
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
  ]);

const schreibeBelegung = (b: Belegung): string =>
  [
    b.name,
    bestattungsartText[b.bestattungsart],
    b.geburtsdatum ? formatTag(b.geburtsdatum) : '',
    formatTag(b.beigesetztAm),
    formatTag(b.ruhefristBis),
  ].join(', ');
