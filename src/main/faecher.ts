import * as bestattung from '../domain/bestattung/index.ts';
import * as beschaffung from '../domain/beschaffung/index.ts';
import * as organisation from '../domain/organisation/index.ts';
import * as sitzung from '../domain/sitzung/index.ts';
import * as stammdaten from '../domain/stammdaten/index.ts';
import * as umlauf from '../domain/umlauf/index.ts';
import type { ErrorTable } from '../domain/shared/rejection.ts';
import type { Massendaten, TabellenDefinition } from '../domain/stammdaten/index.ts';
import { errors as ledgerErrors } from '../ledger/errors.ts';
import { registerKinds, type Kinds } from '../ledger/index.ts';

/** Every table one may edit, of all Faecher. */
export const tabellen: readonly TabellenDefinition[] = [
  ...stammdaten.tabellen,
  ...umlauf.tabellen,
  ...beschaffung.tabellen,
  ...sitzung.tabellen,
  ...bestattung.tabellen,
];

/** All kinds of Vorgang of the house; a further Fach is a further line (docs/neues-fach.md). */
export const kinds: Kinds = registerKinds([
  ...organisation.kinds,
  stammdaten.stammdatenKind(tabellen),
  ...beschaffung.kinds,
  ...sitzung.kinds,
  ...bestattung.kinds,
]);

/** Rows that are no Vorgaenge, of all Faecher. */
export const massendaten: readonly Massendaten[] = [bestattung.graeberMassendaten];

/** German texts of every refusal the rules and the engine know. */
export const domainErrors: ErrorTable = {
  ...ledgerErrors,
  ...organisation.errors,
  ...stammdaten.errors,
  ...umlauf.errors,
  ...beschaffung.errors,
  ...sitzung.errors,
  ...bestattung.errors,
};
