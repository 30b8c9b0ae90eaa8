import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { tabellen } from '../../../src/main/faecher.ts';
import { istBenannt } from '../../../src/renderer/einstellungen/tabelle/beschriftung.ts';
import {
  kurzform,
  leererWert,
  readFeld,
  type Feld,
} from '../../../src/renderer/einstellungen/tabelle/form.ts';

/* Every table of every Fach gets its form from its schema. */

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
const RESOURCES = join(import.meta.dirname, '../../../resources/stammdaten');
/** Mass data come from a file, not from a form. */
const NOT_A_FORM = new Set(['friedhof.graeber']);

/** Kinds of fields that occur in a form, at any depth. */
function arten(feld: Feld): readonly string[] {
  switch (feld.art) {
    case 'satz':
      return [feld.art, ...feld.felder.flatMap((f) => arten(f.feld))];
    case 'liste':
      return [feld.art, ...arten(feld.zeile)];
    case 'je':
      return [feld.art, ...arten(feld.wert)];
    case 'vielleicht':
      return [feld.art, ...arten(feld.feld)];
    default:
      return [feld.art];
  }
}

function namen(feld: Feld): readonly string[] {
  switch (feld.art) {
    case 'satz':
      return feld.felder.flatMap((f) => [f.name, ...namen(f.feld)]);
    case 'liste':
      return namen(feld.zeile);
    case 'je':
      return namen(feld.wert);
    case 'vielleicht':
      return namen(feld.feld);
    default:
      return [];
  }
}

describe.each(tabellen.filter((t) => !NOT_A_FORM.has(t.tabelle)))('$tabelle', ({ tabelle, schema }) => {
  const feld = readFeld(schemaOf(schema));

  test('is a form of records and lists', () => {
    expect(['satz', 'liste']).toContain(feld.art);
    // what no form can hold is the exception inside a table, never the table
    expect(arten(feld).filter((a) => a === 'frei').length).toBeLessThanOrEqual(1);
  });

  test('every field has a German name', () => {
    expect(namen(feld).filter((name) => !istBenannt(name))).toEqual([]);
  });

  test('the form knows every key of the sample', () => {
    const { fassungen } = JSON.parse(readFileSync(join(RESOURCES, `${tabelle}.json`), 'utf8')) as {
      readonly fassungen: readonly { readonly inhalt: unknown }[];
    };
    for (const { inhalt } of fassungen) expect(unknownKeys(feld, inhalt, '')).toEqual([]);
  });
});

/** Keys of a value that its form does not show: they would be kept, but nobody could change them. */
function unknownKeys(feld: Feld, wert: unknown, pfad: string): readonly string[] {
  if (wert === null || wert === undefined || feld.art === 'frei') return [];
  switch (feld.art) {
    case 'vielleicht':
      return unknownKeys(feld.feld, wert, pfad);
    case 'liste':
      return (wert as readonly unknown[]).flatMap((w, i) => unknownKeys(feld.zeile, w, `${pfad}.${i}`));
    case 'je':
      return Object.keys(wert)
        .filter((k) => !feld.schluessel.includes(k))
        .map((k) => `${pfad}.${k}`);
    case 'satz':
      return Object.entries(wert).flatMap(([k, w]) => {
        const found = feld.felder.find((f) => f.name === k);
        return found ? unknownKeys(found.feld, w, `${pfad}.${k}`) : [`${pfad}.${k}`];
      });
    default:
      return [];
  }
}

describe('kinds of fields', () => {
  const feldOf = (schema: z.ZodType, name?: string) => readFeld(schemaOf(schema), name);

  test('amounts by their name, days and hours by their pattern', () => {
    expect(feldOf(z.int(), 'bisNettoCent')).toEqual({ art: 'geld' });
    expect(feldOf(z.int().meta({ einheit: 'cent' }), 'lieferung')).toEqual({ art: 'geld' });
    expect(feldOf(z.int(), 'tage')).toEqual({ art: 'zahl', ganz: true });
    expect(feldOf(z.string().regex(/^\d{4}-\d{2}-\d{2}$/))).toEqual({ art: 'tag' });
    expect(feldOf(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))).toEqual({ art: 'uhrzeit' });
  });

  test('what may be missing says so; one word or nothing is a choice', () => {
    expect(feldOf(z.int().nullable(), 'cent')).toEqual({ art: 'vielleicht', feld: { art: 'geld' } });
    expect(feldOf(z.literal('einheit').nullable())).toEqual({
      art: 'vielleicht',
      feld: { art: 'wahl', werte: ['einheit'] },
    });
  });

  test('a new row forces nothing but what the schema forces', () => {
    const zeile = feldOf(
      z.object({
        name: z.string(),
        ab: z.int().nullable(),
        aktiv: z.boolean(),
        fuer: z.array(z.enum(['a', 'b'])),
      }),
    );
    expect(leererWert(zeile)).toEqual({ name: '', ab: null, aktiv: false, fuer: [] });
  });

  test('a record is called by its first texts', () => {
    expect(kurzform({ id: 'h1', name: 'Trauerhalle Süd', plaetze: 40 }, 1)).toBe('h1 · Trauerhalle Süd');
    expect(kurzform({ plaetze: 40 }, 3)).toBe('Zeile 3');
  });
});
