import { leseReihen, type CsvReihe } from '../../shared/csv.ts';
import { ROLLEN } from '../rollen.ts';
import type { Soll, SollEinheit, SollPerson, Zeilenfehler } from './soll.ts';

/** Columns of the two files, in the order of the templates; case and umlauts of the heading do not matter. */
export const PERSONEN_SPALTEN = [
  'kennung',
  'titel',
  'vorname',
  'nachname',
  'funktion',
  'einheit',
  'email',
  'rollen',
  'gueltig_bis',
] as const;
export const EINHEITEN_SPALTEN = ['kuerzel', 'name', 'uebergeordnet'] as const;

const ID = /^[\w.:@-]{1,200}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MAX_TEXT = 160;

/**
 * Reads persons and units from one or more CSV files; which of both a file holds, its heading says. Rows that are
 * faulty are named and left out, never guessed at.
 */
export function liesVerzeichnisdateien(texte: readonly string[]): Soll {
  const einheiten: SollEinheit[] = [];
  const personen: SollPerson[] = [];
  const fehler: Zeilenfehler[] = [];
  for (const text of texte) {
    const { reihen, offen } = leseReihen(text);
    // What follows is one cell: whoever stands in it would seem to have left.
    if (offen !== null)
      fehler.push({ zeile: offen, spalte: '', ursache: 'Anführungszeichen wird nicht geschlossen' });
    const [kopf, ...zeilen] = reihen;
    const spalten = (kopf?.felder ?? []).map(normal);
    if (spalten.includes('nachname')) {
      for (const zeile of zeilen) personen.push(...readPerson(zeile, spalten, fehler));
    } else if (spalten.includes('kuerzel')) {
      for (const zeile of zeilen) einheiten.push(...readEinheit(zeile, spalten, fehler));
    } else {
      const ursache = `Weder Personen (${PERSONEN_SPALTEN.join(', ')}) noch Einheiten (${EINHEITEN_SPALTEN.join(', ')})`;
      fehler.push({ zeile: 1, spalte: '', ursache });
    }
  }
  return { einheiten, personen, fehler };
}

const normal = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/[\s-]+/g, '_')
    .replace(/^e_mail$/, 'email');

function cellsOf({ felder }: CsvReihe, spalten: readonly string[]) {
  return (spalte: string): string => felder[spalten.indexOf(spalte)] ?? '';
}

function readPerson(
  zeile: CsvReihe,
  spalten: readonly string[],
  fehler: Zeilenfehler[],
): readonly SollPerson[] {
  const cell = cellsOf(zeile, spalten);
  const faults: Zeilenfehler[] = [];
  const kennung = cell('kennung');
  const whose = ID.test(kennung) ? { id: kennung } : {};
  const fault = (spalte: string, ursache: string) =>
    faults.push({ zeile: zeile.nummer, spalte, ursache, ...whose });
  if (zeile.felder.length !== spalten.length)
    fault('', `${zeile.felder.length} Felder statt ${spalten.length}`);
  for (const spalte of ['vorname', 'nachname', 'einheit']) if (cell(spalte) === '') fault(spalte, 'fehlt');
  for (const spalte of PERSONEN_SPALTEN)
    if (spalte !== 'rollen' && cell(spalte).length > MAX_TEXT)
      fault(spalte, `länger als ${MAX_TEXT} Zeichen`);
  if (kennung !== '' && !ID.test(kennung)) fault('kennung', 'enthält Leerzeichen oder Sonderzeichen');
  if (cell('email') !== '' && !EMAIL.test(cell('email'))) fault('email', 'ist keine E-Mail-Adresse');
  const bis = readTag(cell('gueltig_bis'));
  if (bis === undefined) fault('gueltig_bis', 'ist kein Tag (TT.MM.JJJJ)');
  const rollen = cell('rollen')
    .split(/[|,]/)
    .map((r) => r.trim())
    .filter(Boolean)
    .map((r) => {
      const [rolle = '', bereich] = r.split('@');
      if (!Object.hasOwn(ROLLEN, rolle)) fault('rollen', `Rolle „${rolle}“ gibt es nicht`);
      if (bereich !== undefined && !/^[a-z]+:.+$/.test(bereich))
        fault('rollen', `Bereich „${bereich}“ ist nicht lesbar`);
      return { rolle, bereich: bereich ?? null };
    });
  fehler.push(...faults);
  if (faults.length > 0) return [];
  return [
    {
      zeile: zeile.nummer,
      id: kennung === '' ? null : kennung,
      vorname: cell('vorname'),
      nachname: cell('nachname'),
      titel: cell('titel'),
      funktion: cell('funktion'),
      einheit: cell('einheit'),
      email: cell('email'),
      gueltigBis: bis ?? null,
      rollen,
    },
  ];
}

function readEinheit(
  zeile: CsvReihe,
  spalten: readonly string[],
  fehler: Zeilenfehler[],
): readonly SollEinheit[] {
  const cell = cellsOf(zeile, spalten);
  const missing = ['kuerzel', 'name'].filter((spalte) => cell(spalte) === '');
  for (const spalte of missing) fehler.push({ zeile: zeile.nummer, spalte, ursache: 'fehlt' });
  if (missing.length > 0) return [];
  const oben = cell('uebergeordnet');
  return [
    {
      zeile: zeile.nummer,
      kuerzel: cell('kuerzel'),
      name: cell('name'),
      uebergeordnet: oben === '' ? null : oben,
    },
  ];
}

/** `31.12.2026` or `2026-12-31`; null: empty, undefined: neither. */
function readTag(text: string): string | null | undefined {
  if (text === '') return null;
  const [, d = '', m = '', y = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const tag = y === '' ? text : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(tag)) return undefined;
  const date = new Date(`${tag}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(tag) ? tag : undefined;
}
