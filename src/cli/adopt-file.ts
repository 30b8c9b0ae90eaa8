import type { Plan } from '../central/adopt/plan.ts';
import { BLEIBT, TABELLE } from '../central/adopt/tables.ts';
import { decisionKey, OHNE, type Decisions } from '../central/adopt/people.ts';
import { EIGEN } from '../central/adopt/master-data.ts';
import { CSV_ENDE, CSV_MARKE, leseReihen, schreibeCsvZeile } from '../domain/shared/csv.ts';
import { kinds } from '../main/faecher.ts';

const SPALTEN = [
  'art',
  'kennung',
  'name',
  'angabe',
  'vorgaenge',
  'aufgaben',
  'entscheidung',
  'hinweis',
] as const;
const VORGANG = 'vorgang';
const GEGENUEBER: readonly string[] = [
  'person',
  'einheit',
  ...[...kinds.values()].flatMap((k) => (k.stammdatum === true ? [k.art] : [])),
  TABELLE,
];
/** Written by hand: large and small letters do not matter. */
const WORTE: readonly string[] = [OHNE, EIGEN, BLEIBT];
const AUSLASSEN = 'auslassen';

/** The file that the operator completes: who and what of the seat is who and what in the city, and what stays out. */
export function formatDecisions({ gegenueber, vorgaenge }: Plan): string {
  const rows: (readonly string[])[] = [SPALTEN];
  for (const r of gegenueber)
    rows.push([
      r.art,
      r.kennung,
      r.name,
      r.angabe,
      String(r.vorgaenge),
      String(r.aufgaben),
      r.vorschlag,
      r.hinweis,
    ]);
  for (const { vorgang, nummer, titel, standing } of vorgaenge)
    if (standing.stand === 'bleibt-draussen')
      rows.push([
        VORGANG,
        vorgang,
        titel,
        nummer ?? '',
        '1',
        '',
        standing.grund === 'auslassen' ? AUSLASSEN : '',
        `${standing.text}. Vorher lösen oder „${AUSLASSEN}“ eintragen`,
      ]);
  return CSV_MARKE + rows.map((r) => schreibeCsvZeile(r) + CSV_ENDE).join('');
}

/** Reads it back, columns by their names. A text: what is wrong with the file. */
export function parseDecisions(text: string): Decisions | string {
  const { reihen, offen } = leseReihen(text);
  if (offen !== null) return `Zeile ${offen}: ein Anführungszeichen wird nicht geschlossen.`;
  const [kopf, ...rows] = reihen;
  const at = (name: (typeof SPALTEN)[number]): number => kopf?.felder.indexOf(name) ?? -1;
  const [art, kennung, entscheidung] = [at('art'), at('kennung'), at('entscheidung')];
  if (art < 0 || kennung < 0 || entscheidung < 0)
    return 'Die erste Zeile muss die Spalten „art“, „kennung“ und „entscheidung“ nennen.';
  const gegenueber = new Map<string, string>();
  const auslassen = new Set<string>();
  for (const { nummer, felder } of rows) {
    const [was = '', id = '', wahl = ''] = [felder[art], felder[kennung], felder[entscheidung]];
    if (GEGENUEBER.includes(was)) {
      const key = decisionKey({ art: was, kennung: id });
      if (gegenueber.has(key)) return `Zeile ${nummer}: „${id}“ steht zweimal in der Datei.`;
      gegenueber.set(key, WORTE.find((w) => w === wahl.toLocaleLowerCase('de')) ?? wahl);
    } else if (was === VORGANG) {
      if (wahl === AUSLASSEN) auslassen.add(id);
      else if (wahl !== '') return `Zeile ${nummer}: für einen Vorgang gilt nur „${AUSLASSEN}“ oder nichts.`;
    } else return `Zeile ${nummer}: „${was}“ ist keines von ${[...GEGENUEBER, VORGANG].join(', ')}.`;
  }
  return { gegenueber, auslassen };
}
