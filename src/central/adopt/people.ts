import { formatPerson, type Verzeichnis } from '../../domain/organisation/index.ts';
import type { SeatChain } from './seat.ts';

/** Somebody or something of the seat that its Vorgaenge name, and who or what that is in the city. */
export interface Counterpart {
  /** `person`, `einheit`, a kind of master data, or `tabelle` */
  readonly art: string;
  readonly kennung: string;
  readonly name: string;
  /** e-mail address or short name */
  readonly angabe: string;
  /** id in the city; '' where none or several fit */
  readonly vorschlag: string;
  readonly hinweis: string;
  /** by which word Vorgaenge name it; absent: `kennung` */
  readonly wort?: string;
}

/** Nobody in the city: the id and the name of then stay where they stand. */
export const OHNE = 'ohne';

/**
 * Who of the seat occurs in its Vorgaenge, with a counterpart where exactly one of the city has the same e-mail
 * address (short name) or, failing that, the same name. Nothing else is guessed.
 */
export function findCounterparts(
  chain: Pick<SeatChain, 'personen' | 'einheiten'>,
  city: Verzeichnis,
  named: ReadonlySet<string>,
): readonly Counterpart[] {
  const people = chain.personen.map((p) => {
    const name = formatPerson(p);
    const same = [
      [
        'gleiche E-Mail-Adresse',
        city.personen.filter((c) => fold(c.email) !== '' && fold(c.email) === fold(p.email)),
      ],
      ['gleicher Name', city.personen.filter((c) => fold(formatPerson(c)) === fold(name))],
    ] as const;
    const rows = same.map(
      ([grund, found]) =>
        [grund, found.map((c) => ({ id: c.id, text: `${formatPerson(c)}, ${c.funktion}` }))] as const,
    );
    return { art: 'person', kennung: p.id, name, angabe: p.email, ...suggest(rows) };
  });
  const units = chain.einheiten.map((e) => {
    const same = [
      ['gleiches Kürzel', city.einheiten.filter((c) => fold(c.kuerzel) === fold(e.kuerzel))],
      ['gleicher Name', city.einheiten.filter((c) => fold(c.name) === fold(e.name))],
    ] as const;
    const rows = same.map(
      ([grund, found]) => [grund, found.map((c) => ({ id: c.id, text: c.name }))] as const,
    );
    return { art: 'einheit', kennung: e.id, name: e.name, angabe: e.kuerzel, ...suggest(rows) };
  });
  return [...people, ...units].filter((row) => named.has(row.kennung));
}

interface Found {
  readonly id: string;
  readonly text: string;
}

function suggest(rules: readonly (readonly [string, readonly Found[]])[]) {
  for (const [grund, found] of rules) {
    const [only, ...more] = found;
    if (only === undefined) continue;
    if (more.length === 0) return { vorschlag: only.id, hinweis: `${grund}: ${only.text}` };
    return {
      vorschlag: '',
      hinweis: `${grund}, mehrere: ${found.map((f) => `${f.id} (${f.text})`).join(', ')}`,
    };
  }
  return { vorschlag: '', hinweis: `nicht gefunden: Kennung in der Stadt eintragen oder „${OHNE}“` };
}

export const fold = (text: string): string => text.trim().toLocaleLowerCase('de').replace(/\s+/g, ' ');

/** What the operator has decided: counterparts, and Vorgaenge that stay out. */
export interface Decisions {
  /** kind of counterpart and id of the seat -> id of the city, or a word that says what else */
  readonly gegenueber: ReadonlyMap<string, string>;
  readonly auslassen: ReadonlySet<string>;
}
export const decisionKey = (row: Pick<Counterpart, 'art' | 'kennung'>): string => `${row.art} ${row.kennung}`;

export interface Resolved {
  /** there -> here */
  readonly uebersetzung: Readonly<Record<string, string>>;
  /** names of those who have nobody here */
  readonly namen: Readonly<Record<string, string>>;
  /** what is wrong with the decisions, in German */
  readonly fehler: readonly string[];
}

/** The decisions as words to translate with. Without a file the suggestions count: for a plan only. */
export function resolve(
  rows: readonly Counterpart[],
  city: Verzeichnis,
  decisions: Decisions | null,
): Resolved {
  const here = new Map([
    ['person', new Set(city.personen.map((p) => p.id))],
    ['einheit', new Set(city.einheiten.map((e) => e.id))],
  ]);
  const uebersetzung: Record<string, string> = {};
  const namen: Record<string, string> = {};
  const fehler: string[] = [];
  for (const row of rows) {
    const wahl = decisions === null ? row.vorschlag : (decisions.gegenueber.get(decisionKey(row)) ?? '');
    if (wahl !== '' && wahl !== OHNE) {
      if (here.get(row.art)?.has(wahl)) uebersetzung[row.kennung] = wahl;
      else fehler.push(`„${row.name}“: „${wahl}“ gibt es im Verzeichnis der Stadt nicht.`);
      continue;
    }
    namen[row.kennung] = row.name;
    if (decisions !== null && wahl === '') fehler.push(`„${row.name}“ (${row.kennung}): nicht entschieden.`);
  }
  return { uebersetzung, namen, fehler };
}
