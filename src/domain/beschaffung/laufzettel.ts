import { VERZEICHNIS } from '../organisation/berechtigung.ts';
import type { Rejection } from '../shared/rejection.ts';
import { reject } from '../shared/rejection.ts';
import type { Result } from '../shared/result.ts';
import { assertNever } from '../shared/result.ts';
import type { FactQuery, Facts, Kind } from '../shared/vorgang.ts';
import { needsNummer } from '../stammdaten/nummernkreise.ts';
import { aufwertungQueries } from '../umlauf/aufwertung.ts';
import { needsUmlauf } from '../umlauf/decide.ts';
import { isUmlaufCommand, umlaufMeldungen } from '../umlauf/schema.ts';
import {
  attachDokument,
  needsDokument,
  removeDokument,
  replaceDokument,
  upgradeDokument,
} from './decide/dokumente.ts';
import {
  SERIE,
  changeLaufzettel,
  createLaufzettel,
  setVermerkPunkt,
  withdrawLaufzettel,
} from './decide/entwurf.ts';
import { beginTeil, closeLaufzettel, decideUmlaufCommand, startUmlauf } from './decide/umlauf.ts';
import { evolveLaufzettel } from './evolve.ts';
import { projectLaufzettel } from './projektion.ts';
import type { LaufzettelCommand, LaufzettelEvent } from './schema.ts';
import { commandSchema, eventSchema } from './schema.ts';
import type { Laufzettel } from './state.ts';
import { umlaufKontext } from './state.ts';
import { stueckelungQueries } from './stueckelung.ts';
import { AUFBEWAHRUNG } from '../stammdaten/aufbewahrung.ts';
import { LAUFWEGE, VERGABEARTEN, WERTGRENZEN, tabelleQuery } from './tabellen.ts';

/** Kind `laufzettel`: the circulation slip of a procurement, from the need to the files. */
export const laufzettelKind: Kind<Laufzettel, LaufzettelCommand, LaufzettelEvent> = {
  art: 'laufzettel',
  bezeichnung: 'Laufzettel',
  stateVersion: 1,
  commandSchema: commandSchema as Kind<Laufzettel, LaufzettelCommand, LaufzettelEvent>['commandSchema'],
  eventSchema,
  needs,
  decide,
  evolve: evolveLaufzettel,
  project: projectLaufzettel,
  series: (event) => (event.type === 'LaufzettelAngelegt' && event.nummer !== null ? event.serie : null),
  documents: documentsOf,
  retention: (s) =>
    s.abschluss?.aufbewahrenBis ? { bis: s.abschluss.aufbewahrenBis, grund: s.abschluss.norm } : null,
  meldungen: umlaufMeldungen,
  nurAufAktuellemStand: new Set(['changeLaufzettel', 'replaceDokument', 'setVermerkPunkt']),
};

function needs(s: Laufzettel | null, c: LaufzettelCommand): readonly FactQuery[] {
  if (isUmlaufCommand(c)) {
    if (s === null) return [VERZEICHNIS];
    return [...needsUmlauf(c, umlaufKontext(s)), tabelleQuery(WERTGRENZEN)];
  }
  switch (c.type) {
    case 'createLaufzettel':
      return [VERZEICHNIS, ...needsNummer(SERIE, c.jahr)];
    case 'attachDokument':
    case 'replaceDokument':
      return [VERZEICHNIS, ...needsDokument(c.sha256)];
    case 'startUmlauf':
      return [
        VERZEICHNIS,
        ...[WERTGRENZEN, VERGABEARTEN, LAUFWEGE].map(tabelleQuery),
        ...(s ? stueckelungQueries(s.angaben) : []),
      ];
    case 'closeLaufzettel':
      return [VERZEICHNIS, tabelleQuery(AUFBEWAHRUNG), ...needsDokument(c.protokoll.sha256)];
    case 'upgradeDokument':
      return [VERZEICHNIS, ...aufwertungQueries(c)];
    case 'changeLaufzettel':
    case 'removeDokument':
    case 'setVermerkPunkt':
    case 'beginTeil':
    case 'withdrawLaufzettel':
      return [VERZEICHNIS];
    default:
      return assertNever(c);
  }
}

function decide(
  s: Laufzettel | null,
  c: LaufzettelCommand,
  facts: Facts,
): Result<readonly LaufzettelEvent[], Rejection> {
  if (c.type === 'createLaufzettel') {
    return s
      ? reject('beschaffung.gibt-es-schon', { nummer: s.nummer ?? 'ohne Nummer' })
      : createLaufzettel(c, facts);
  }
  if (s === null) return reject('beschaffung.gibt-es-nicht');
  if (isUmlaufCommand(c)) return decideUmlaufCommand(s, c, facts);
  switch (c.type) {
    case 'changeLaufzettel':
      return changeLaufzettel(s, c, facts);
    case 'attachDokument':
      return attachDokument(s, c, facts);
    case 'replaceDokument':
      return replaceDokument(s, c, facts);
    case 'removeDokument':
      return removeDokument(s, c, facts);
    case 'upgradeDokument':
      return upgradeDokument(s, c, facts);
    case 'setVermerkPunkt':
      return setVermerkPunkt(s, c, facts);
    case 'startUmlauf':
      return startUmlauf(s, c, facts);
    case 'beginTeil':
      return beginTeil(s, c, facts);
    case 'closeLaufzettel':
      return closeLaufzettel(s, c, facts);
    case 'withdrawLaufzettel':
      return withdrawLaufzettel(s, c, facts);
    default:
      return assertNever(c);
  }
}

/** Every version of every document, and every detached record: all of it travels with the slip. */
function documentsOf(s: Laufzettel): readonly string[] {
  const umlaeufe = [...s.fruehereUmlaeufe.map((f) => f.umlauf), ...(s.umlauf ? [s.umlauf] : [])];
  const saetze = umlaeufe.flatMap((u) =>
    u.schritte.flatMap((one) => one.zeichnungen.flatMap((z) => (z.nachweis ? [z.nachweis.sha256] : []))),
  );
  const xml = s.herkunft.art === 'eforms' && s.herkunft.sha256 ? [s.herkunft.sha256] : [];
  return [...new Set([...s.dokumente.flatMap((d) => d.versionen.map((v) => v.sha256)), ...saetze, ...xml])];
}
