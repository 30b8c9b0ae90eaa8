import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { tabellen as beschaffung } from '../../../src/domain/beschaffung/index.ts';
import {
  checkInhalt,
  stammdatendateiSchema,
  tabellen as allgemein,
} from '../../../src/domain/stammdaten/index.ts';
import { tabellen as umlauf } from '../../../src/domain/umlauf/index.ts';

const definitions = [...allgemein, ...umlauf, ...beschaffung];
const folder = new URL('../../../resources/stammdaten/', import.meta.url);

test.each(definitions.map((d) => [d.tabelle, d] as const))(
  'the sample of %s fits its schema, has a source and one numbered version after the other',
  (name, definition) => {
    expect(readdirSync(folder)).toContain(`${name}.json`);
    const datei = stammdatendateiSchema.parse(
      JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')),
    );
    expect(datei.tabelle).toBe(name);
    datei.fassungen.forEach((f, i) => {
      expect(f.nummer).toBe(i + 1);
      expect(f.quelle).not.toBe('');
      expect(checkInhalt(definition, f.inhalt)).toMatchObject({ ok: true });
    });
  },
);
