import { VERZEICHNIS } from '../../organisation/berechtigung.ts';
import { assertNever } from '../../shared/result.ts';
import type { FactQuery } from '../../shared/vorgang.ts';
import { needsNummer } from '../../stammdaten/nummernkreise.ts';
import { dokumentFragen } from '../dokument.ts';
import { personMerkmale } from '../merkmale.ts';
import { regelwerkFragen } from '../tabellen/index.ts';
import { umfeldFragen } from './umfeld.ts';
import type { Angaben, BestattungCommand } from './schema.ts';
import type { BestattungState } from './state.ts';

/** What each command asks of the world. */
export function needsBestattung(state: BestattungState | null, c: BestattungCommand): readonly FactQuery[] {
  switch (c.type) {
    case 'createBestattung':
      return [
        VERZEICHNIS,
        ...umfeldFragen(c.angaben, null, null),
        ...needsNummer('bestattung', c.jahr),
        ...doppelfallFragen(c.angaben),
      ];
    case 'updateAngaben':
      return [
        VERZEICHNIS,
        ...umfeldFragen(c.angaben, state?.plan ?? null, state?.grab ?? null),
        ...doppelfallFragen(c.angaben),
      ];
    case 'assignGrab':
      return state ? [VERZEICHNIS, ...umfeldFragen(state.angaben, state.plan, c.grab)] : [VERZEICHNIS];
    case 'holdTermin':
    case 'moveTermin':
      return state ? [VERZEICHNIS, ...umfeldFragen(state.angaben, c.plan, state.grab)] : [VERZEICHNIS];
    case 'recordGenehmigung':
      return state
        ? [VERZEICHNIS, ...umfeldFragen(state.angaben, state.plan, state.grab), ...dokumentFragen(c.dokument)]
        : [VERZEICHNIS];
    case 'releaseTermin':
    case 'closeBestattung':
      return state ? [VERZEICHNIS, ...umfeldFragen(state.angaben, state.plan, state.grab)] : [VERZEICHNIS];
    case 'applyAuftragsstand':
      return state ? [{ art: 'vorgang', id: state.auftragId }] : [];
    case 'expireVormerkung':
      return [];
    case 'recordUnterlage':
    case 'keepBlatt':
      return [VERZEICHNIS, ...dokumentFragen(c.dokument)];
    case 'rejectAnfrage':
    case 'cancelBestattung':
      return [VERZEICHNIS, ...regelwerkFragen];
    case 'requestTermin':
    case 'removeUnterlage':
    case 'recordAnruf':
      return [VERZEICHNIS];
    default:
      return assertNever(c);
  }
}

/** Other cases with the same name and day of death, or name and date of birth. */
export const doppelfallFragen = (a: Angaben): readonly FactQuery[] =>
  personMerkmale(a).map((merkmal) => ({ art: 'merkmal', kind: 'bestattung', merkmal }));
