import { findPerson, hasRolle, type Verzeichnis } from '../../organisation/verzeichnis.ts';
import type { PersonId, Tag } from '../../shared/vorgang.ts';
import { ROLLE_VERWALTUNG } from '../begriffe.ts';
import { istBeendet, type BestattungState } from '../bestattung/state.ts';
import type { BestattungCommand } from '../bestattung/schema.ts';
import { werteAus } from '../auftrag/auswertung.ts';
import { abgabeAn, kolonneVon, kolonnenVon } from '../auftrag/kolonnen.ts';
import type { AuftragCommand } from '../auftrag/schema.ts';
import type { AuftragState } from '../auftrag/state.ts';
import { naechsterSchritt } from './kolonnentag.ts';
import { nichtInformiert } from './quittung.ts';

/** A button of the case: what it does, and whether it is the one to press. */
export interface Aktion<T extends string> {
  readonly command: T;
  readonly text: string;
  /** at most one an screen */
  readonly haupt: boolean;
  /** asks for a reason */
  readonly mitGrund: boolean;
}

type BestattungAktion = Aktion<BestattungCommand['type']>;
type AuftragAktion = Aktion<AuftragCommand['type']>;

const darf = (v: Verzeichnis, person: PersonId, rolle: string, tag: Tag): boolean => {
  const p = findPerson(v, person);
  return p !== null && hasRolle(p, rolle, tag);
};

/** Is there a crew that has neither acknowledged how it stands now nor been told by phone? */
function brauchtAnruf(s: BestattungState): boolean {
  if (s.fassung === 0 || s.status === 'durchgefuehrt' || s.status === 'abgeschlossen') return false;
  const angerufen = s.anrufe.some((a) => a.fassung === s.fassung && (a.kolonne ?? null) === null);
  return (s.auftrag.quittung?.fassung !== s.fassung && !angerufen) || nichtInformiert(s).length > 0;
}

/** What this person may do with a burial now; the main action first. Empty for who has no part in it. */
export function nextActions(
  state: BestattungState,
  person: PersonId,
  verzeichnis: Verzeichnis,
  tag: Tag,
): readonly BestattungAktion[] {
  if (!darf(verzeichnis, person, ROLLE_VERWALTUNG, tag)) return [];
  const aktion = (
    command: BestattungAktion['command'],
    text: string,
    mitGrund = false,
  ): BestattungAktion => ({
    command,
    text,
    haupt: false,
    mitGrund,
  });
  const immer = [
    aktion('updateAngaben', 'Angaben ändern ...'),
    aktion('assignGrab', state.grab === null ? 'Grab zuordnen ...' : 'Grab ändern ...'),
    aktion('recordUnterlage', 'Unterlage erfassen ...'),
    aktion('recordGenehmigung', 'Genehmigung erfassen ...'),
  ];
  const anruf = aktion('recordAnruf', 'Anruf bei der Kolonne eintragen ...');
  const anrufOffen = brauchtAnruf(state);
  // A case has ended, but somebody out there may still count on the date.
  if (istBeendet(state.status)) return anrufOffen ? [{ ...anruf, haupt: true }] : [];
  const verschieben = aktion('moveTermin', 'Verschieben ...', true);
  const stornieren = aktion('cancelBestattung', 'Stornieren ...', true);
  const mitHaupt = (...liste: readonly BestattungAktion[]): readonly BestattungAktion[] =>
    liste.map((a, i) => (i === 0 ? { ...a, haupt: true } : a));

  switch (state.status) {
    case 'entwurf':
    case 'verlegt':
      return mitHaupt(
        aktion('holdTermin', 'Termin vormerken ...'),
        aktion('requestTermin', 'Anfragen'),
        ...(anrufOffen ? [anruf] : []),
        ...immer,
        stornieren,
      ).filter((a) => state.status === 'entwurf' || a.command !== 'requestTermin');
    case 'angefragt':
      return mitHaupt(
        aktion('holdTermin', 'Termin vormerken ...'),
        aktion('rejectAnfrage', 'Ablehnen ...', true),
        ...immer,
        stornieren,
      );
    case 'vorgemerkt': {
      const freigeben = aktion('releaseTermin', 'Freigeben ...');
      const grab = immer[1] as BestattungAktion;
      const rest = [
        verschieben,
        aktion('rejectAnfrage', 'Ablehnen ...', true),
        ...immer.filter((a) => a !== grab),
        stornieren,
      ];
      // Without a grave the release is refused: finding one is the thing to do.
      return state.grab === null ? mitHaupt(grab, freigeben, ...rest) : mitHaupt(freigeben, grab, ...rest);
    }
    case 'durchgefuehrt':
      return mitHaupt(aktion('closeBestattung', 'Bericht prüfen und abschließen ...'), ...immer.slice(2));
    case 'freigegeben':
    case 'vorbereitet':
    case 'geprueft': {
      const rest = [verschieben, stornieren, ...immer];
      return anrufOffen ? mitHaupt(anruf, ...rest) : rest;
    }
    default:
      return [];
  }
}

/** What this person may do with a work order now. */
export function nextAuftragActions(
  state: AuftragState,
  person: PersonId,
  verzeichnis: Verzeichnis,
  tag: Tag,
): readonly AuftragAktion[] {
  const liste: AuftragAktion[] = [];
  const add = (command: AuftragAktion['command'], text: string, haupt: boolean, mitGrund = false): void => {
    liste.push({ command, text, haupt, mitGrund });
  };
  const a = werteAus(state);
  if (darf(verzeichnis, person, ROLLE_VERWALTUNG, tag)) {
    if (a.stopps.length > 0) add('liftStopp', 'Weiterarbeit freigeben ...', true, true);
    if (a.klaerung.length > 0) add('settleKlaerung', 'Widerspruch klären ...', a.stopps.length === 0, true);
  }
  const kolonne = kolonneVon(verzeichnis, person, tag, kolonnenVon(state));
  if (kolonne !== null && kolonne !== state.inhalt.einsatz.kolonne) {
    if (abgabeAn(state, kolonne))
      add('acknowledgeAuftrag', `Abgabe an ${state.inhalt.einsatz.kolonneName} quittieren`, true);
  } else if (kolonne !== null) {
    const naechstes = naechsterSchritt(state);
    if (naechstes?.art === 'quittieren') add('acknowledgeAuftrag', naechstes.text, true);
    if (naechstes?.art === 'tor') add('reportGrabpruefung', naechstes.text, true);
    if (naechstes?.art === 'schritt') add('reportSchritt', naechstes.text, true);
    if (!state.abgeschlossen) {
      add('reportAbweichung', 'Abweichung melden ...', false, true);
      add('reportNichtDurchgefuehrt', 'Nicht durchgeführt ...', false, true);
    }
  }
  return liste;
}
