import type { InhaltSchema } from '../../../contract/stammdaten.ts';

/** How one value of a table is entered; read from its JSON Schema, so that a new table needs no screen. */
export type Feld =
  | { readonly art: 'text'; readonly max: number; readonly lang: boolean }
  | { readonly art: 'tag' | 'uhrzeit' | 'janein' | 'geld' }
  | { readonly art: 'zahl'; readonly ganz: boolean }
  | { readonly art: 'wahl' | 'mehrfach'; readonly werte: readonly string[] }
  | { readonly art: 'texte' }
  | { readonly art: 'satz'; readonly felder: readonly BenanntesFeld[] }
  | { readonly art: 'liste'; readonly zeile: Feld; readonly fest: boolean }
  | { readonly art: 'je'; readonly schluessel: readonly string[]; readonly wert: Feld }
  | { readonly art: 'vielleicht'; readonly feld: Feld }
  | { readonly art: 'fest'; readonly wert: unknown }
  /** too free for a form: entered as text */
  | { readonly art: 'frei' };

export interface BenanntesFeld {
  readonly name: string;
  readonly feld: Feld;
  readonly pflicht: boolean;
}

type Schema = InhaltSchema;
const TAG = '^\\d{4}-\\d{2}-\\d{2}$';
const LONG_TEXT = 200;

/** Reads the schema of a value; `name` is its key, by which amounts are told from other numbers. */
export function readFeld(schema: Schema, name = ''): Feld {
  if ('const' in schema) return { art: 'fest', wert: schema['const'] };
  const typen = [schema['type']].flat();
  if (typen.includes('null')) {
    const rest = typen.filter((t) => t !== 'null');
    if (rest.length === 1) return { art: 'vielleicht', feld: readFeld({ ...schema, type: rest[0] }, name) };
  }
  if (Array.isArray(schema['anyOf'])) return readWahlweise(schema['anyOf'] as readonly Schema[], name);
  switch (schema['type']) {
    case 'string':
      return readText(schema);
    case 'integer':
    case 'number':
      return schema['einheit'] === 'cent' || /cent$/i.test(name)
        ? { art: 'geld' }
        : { art: 'zahl', ganz: schema['type'] === 'integer' };
    case 'boolean':
      return { art: 'janein' };
    case 'array':
      return readListe(schema, name);
    case 'object':
      return readSatz(schema);
    default:
      return { art: 'frei' };
  }
}

function readWahlweise(wege: readonly Schema[], name: string): Feld {
  const rest = wege.filter((w) => w['type'] !== 'null');
  const [einziger] = rest;
  if (rest.length !== 1 || !einziger) return { art: 'frei' };
  const feld = readFeld(einziger, name);
  // „einheit“ or nothing is a choice like any other
  const moeglich: Feld =
    feld.art === 'fest' && typeof feld.wert === 'string' ? { art: 'wahl', werte: [feld.wert] } : feld;
  return rest.length === wege.length ? moeglich : { art: 'vielleicht', feld: moeglich };
}

function readText(schema: Schema): Feld {
  const pattern = schema['pattern'];
  if (Array.isArray(schema['enum'])) return { art: 'wahl', werte: schema['enum'] as readonly string[] };
  if (pattern === TAG) return { art: 'tag' };
  if (typeof pattern === 'string' && pattern.includes('[0-5]\\d')) return { art: 'uhrzeit' };
  const max = Number(schema['maxLength'] ?? 1000);
  return { art: 'text', max, lang: max > LONG_TEXT && max < 1000 };
}

function readListe(schema: Schema, name: string): Feld {
  const zeile = readFeld((schema['items'] ?? {}) as Schema, name);
  if (zeile.art === 'wahl') return { art: 'mehrfach', werte: zeile.werte };
  if (zeile.art === 'text') return { art: 'texte' };
  if (zeile.art === 'frei') return { art: 'frei' };
  const { minItems, maxItems } = schema;
  return { art: 'liste', zeile, fest: minItems !== undefined && minItems === maxItems };
}

function readSatz(schema: Schema): Feld {
  const weitere = schema['additionalProperties'];
  if (schema['properties'] === undefined && typeof weitere === 'object' && weitere !== null) {
    const namen = (schema['propertyNames'] as Schema | undefined)?.['enum'];
    if (!Array.isArray(namen)) return { art: 'frei' };
    return { art: 'je', schluessel: namen as readonly string[], wert: readFeld(weitere as Schema) };
  }
  const pflicht = new Set((schema['required'] ?? []) as readonly string[]);
  const felder = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(
    ([name, feld]): BenanntesFeld => ({ name, feld: readFeld(feld, name), pflicht: pflicht.has(name) }),
  );
  return felder.length === 0 ? { art: 'frei' } : { art: 'satz', felder };
}

/** What a new row starts with: nothing chosen for the clerk that the schema does not force. */
export function leererWert(feld: Feld): unknown {
  switch (feld.art) {
    case 'text':
    case 'tag':
    case 'uhrzeit':
      return '';
    case 'janein':
      return false;
    case 'geld':
    case 'zahl':
    case 'vielleicht':
    case 'frei':
      return null;
    case 'wahl':
      return feld.werte[0] ?? '';
    case 'mehrfach':
    case 'texte':
    case 'liste':
      return [];
    case 'je':
      return {};
    case 'fest':
      return feld.wert;
    case 'satz':
      return Object.fromEntries(
        feld.felder.filter((f) => f.pflicht).map((f) => [f.name, leererWert(f.feld)]),
      );
  }
}

/** A record of a list in one line: its first texts, or its place. */
export function kurzform(wert: unknown, nummer: number): string {
  if (typeof wert !== 'object' || wert === null) return `Zeile ${nummer}`;
  const texte = Object.values(wert).filter((w): w is string => typeof w === 'string' && w !== '');
  return texte.slice(0, 2).join(' · ').slice(0, 120) || `Zeile ${nummer}`;
}
