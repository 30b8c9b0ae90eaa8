import { auftragKind } from './auftrag/kind.ts';
import { bestattungKind } from './bestattung/kind.ts';
import { grabakteKind } from './grabakte/grabakte.ts';

/** The kinds of Vorgang of the cemeteries: the office's case, the crew's order, the record of a grave. */
export const kinds = [bestattungKind, auftragKind, grabakteKind] as const;
export { errors } from './errors.ts';
export { tabellen } from './tabellen/index.ts';
