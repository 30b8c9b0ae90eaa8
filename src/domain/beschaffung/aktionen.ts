import type { Verzeichnis } from '../organisation/verzeichnis.ts';
import { aktionOf } from '../shared/aktion.ts';
import type { Rejection } from '../shared/rejection.ts';
import type { Facts, PersonId, Tag } from '../shared/vorgang.ts';
import { factKey } from '../shared/vorgang.ts';
import type { StammdatenTabelle } from '../stammdaten/tabelle.ts';
import type { Aktion } from '../umlauf/aktionen.ts';
import { probeFacts, umlaufAktionen } from '../umlauf/aktionen.ts';
import { checkBearbeiter, rejectAbgeschlossen, requireEditable } from './decide/entwurf.ts';
import type { Mangel } from './decide/entwurf.ts';
import { beginTeil, checkStart, closeLaufzettel, kontextWithChecks } from './decide/umlauf.ts';
import { PHASEN } from './schema.ts';
import type { Laufzettel } from './state.ts';
import { tabelleQuery } from './tabellen.ts';

const HASH = '0'.repeat(64);

/** Facts for the questions of a screen: the directory and the tables it has at hand. */
export function screenFacts(
  person: PersonId,
  v: Verzeichnis,
  tag: Tag,
  tabellen: readonly StammdatenTabelle[],
  vorgang = '',
): Facts {
  const facts = probeFacts(person, v, tag, vorgang);
  return {
    ...facts,
    antworten: new Map([
      ...facts.antworten,
      ...tabellen.map((t): [string, unknown] => [factKey(tabelleQuery(t.tabelle)), t]),
    ]),
  };
}

/**
 * Which commands this person may issue on the slip now, and why the others are refused. With the tables at
 * hand the reason for not starting is exact; without them only what the form itself shows.
 */
export function nextActions(
  s: Laufzettel,
  person: PersonId,
  v: Verzeichnis,
  tag: Tag,
  tabellen: readonly StammdatenTabelle[] = [],
): readonly Aktion[] {
  const facts = screenFacts(person, v, tag, tabellen);
  const aktion = (command: string, text: string, grund: Rejection | null): Aktion => ({
    ...aktionOf(command, text, grund),
    schritt: null,
  });
  const errorOf = (m: Mangel): Rejection | null => (m === null ? null : m.error);
  const bearbeiten = errorOf(requireEditable(s) ?? checkBearbeiter(s, facts, v));
  const aktionen = [
    aktion('changeLaufzettel', 'Bearbeiten', bearbeiten),
    aktion('attachDokument', 'Dokument hinzufügen …', bearbeiten),
    aktion('setVermerkPunkt', 'Vermerk ergänzen', bearbeiten),
    aktion('startUmlauf', 'Umlauf starten …', bearbeiten ?? errorOf(checkStart(s, facts, tag))),
    aktion('withdrawLaufzettel', 'Verwerfen …', bearbeiten),
  ];
  const weiter = PHASEN[PHASEN.indexOf(s.phase) + 1];
  if (weiter !== undefined) {
    const decided = beginTeil(s, { type: 'beginTeil', phase: weiter }, facts);
    aktionen.push(aktion('beginTeil', 'Weiteren Teil beginnen …', decided.ok ? null : decided.error));
  }
  const protokoll = { dokument: 'probe', sha256: HASH, dateiname: 'Umlaufprotokoll.pdf' };
  const closed = closeLaufzettel(s, { type: 'closeLaufzettel', protokoll }, facts);
  aktionen.push(aktion('closeLaufzettel', 'Zu den Akten …', closed.ok ? null : closed.error));
  if (s.umlauf === null) return aktionen;
  const fertig = s.status === 'abgeschlossen' ? rejectAbgeschlossen(s).error : null;
  return [
    ...aktionen,
    ...umlaufAktionen(s.umlauf, kontextWithChecks(s, facts), person, v, tag).map((a) =>
      fertig === null ? a : { ...a, erlaubt: false, grund: fertig },
    ),
  ];
}
