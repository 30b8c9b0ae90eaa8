import { readFileSync } from 'node:fs';
import { lineSchema, NACHWEIS_FORMAT, type LineOf, type VorgangLine } from '../../contract/evidence-file.ts';
import { NotAnExport } from './read-export.ts';

export interface VorgangFile {
  readonly kopf: LineOf<'kopf'>;
  readonly keyNotes: readonly string[];
  readonly checkpoints: readonly LineOf<'pruefpunkt'>[];
  readonly records: readonly LineOf<'eintrag'>[];
  readonly proofs: readonly LineOf<'beweis'>[];
  /** number of records said at the end; null: the file was cut */
  readonly ende: number | null;
}

/** Is this the evidence of one Vorgang, and not of a whole log? */
export const isVorgangFile = (file: string): boolean =>
  readFileSync(file, 'utf8').slice(0, 200).includes(`"${NACHWEIS_FORMAT}"`);

/** Reads it whole: one Vorgang is small. Throws NotAnExport where a line is not one of its own. */
export function readVorgangFile(file: string): VorgangFile {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((raw) => raw !== '')
    .map((raw, i): VorgangLine => {
      const parsed = lineSchema.safeParse(parseJson(raw));
      if (!parsed.success || (i === 0) !== (parsed.data.zeile === 'kopf'))
        throw new NotAnExport(`line ${i + 1}`);
      return parsed.data;
    });
  const [kopf, ...rest] = lines;
  if (kopf?.zeile !== 'kopf') throw new NotAnExport('line 1');
  const all = <Z extends VorgangLine['zeile']>(zeile: Z): readonly LineOf<Z>[] =>
    rest.filter((l): l is LineOf<Z> => l.zeile === zeile);
  return {
    kopf,
    keyNotes: all('schluessel').map((l) => l.note),
    checkpoints: all('pruefpunkt'),
    records: all('eintrag'),
    proofs: all('beweis'),
    ende: all('ende').at(-1)?.eintraege ?? null,
  };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
