import { reject, type Rejection } from '../shared/rejection.ts';
import { ok, type Result } from '../shared/result.ts';
import { getFact, type DokumentFakt, type FactQuery, type Facts, type Sha256 } from '../shared/vorgang.ts';

/** Files that may stand behind an entry: a scan as PDF or picture, a photo as picture only. */
const ERLAUBT = {
  scan: ['application/pdf', 'image/jpeg', 'image/png'],
  foto: ['image/jpeg', 'image/png'],
  blatt: ['application/pdf'],
} as const;
const TEXT = { scan: 'PDF, JPEG oder PNG', foto: 'JPEG oder PNG', blatt: 'PDF' } as const;

export const dokumentFragen = (sha256: Sha256 | null): readonly FactQuery[] =>
  sha256 === null ? [] : [{ art: 'dokument', sha256 }];

/**
 * A file that an entry names must be stored and of the right kind. In: its hash (null: none named) and what it is
 * for. Out: null or a refusal. A laptop that cannot know lets it pass provisionally, the centre never.
 */
export function pruefeDokument(
  facts: Facts,
  sha256: Sha256 | null,
  wofuer: keyof typeof ERLAUBT,
  was: string,
): Result<null, Rejection> {
  const [frage] = dokumentFragen(sha256);
  if (frage === undefined) return ok(null);
  const fact = getFact<DokumentFakt | null>(facts, frage);
  if (!fact.bekannt)
    return facts.vorlaeufig ? ok(null) : reject('bestattung.dokument-fehlt', { was }, 'dokument');
  if (fact.wert === null) return reject('bestattung.dokument-fehlt', { was }, 'dokument');
  return (ERLAUBT[wofuer] as readonly string[]).includes(fact.wert.mime)
    ? ok(null)
    : reject('bestattung.dokument-art', { was, erlaubt: TEXT[wofuer] }, 'dokument');
}
