import { formatZeitpunkt, minutesBetween, tagOf } from '../../shared/dates.ts';
import type { PersonId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { AuftragSicht } from '../bestattung/state.ts';
import { letzteQuittung, offeneAbgaben } from './kolonnen.ts';
import { schritte, tore, torText, type Meldung, type Schritt, type Tor } from './schema.ts';
import type { AuftragState } from './state.ts';

export interface TorStand {
  readonly tor: Tor;
  /** passed: right grave, right identifier, two people */
  readonly bestanden: boolean;
  readonly falsch: boolean;
  /** who confirmed the right grave */
  readonly personen: readonly PersonId[];
}

export interface Klaerung {
  /** stable: the same contradiction keeps its key in whatever order reports arrive */
  readonly schluessel: string;
  readonly text: string;
}

export interface Auswertung {
  readonly stand: AuftragSicht['stand'];
  readonly tore: readonly TorStand[];
  readonly erledigt: ReadonlySet<Schritt>;
  /** reports that stop the work until the office lifts them */
  readonly stopps: readonly Meldung[];
  readonly klaerung: readonly Klaerung[];
}

/** Steps this burial needs, in their order. */
export function noetigeSchritte(state: Pick<AuftragState, 'inhalt'>): readonly Schritt[] {
  const { bestattungsart, einsatz } = state.inhalt;
  const klein = bestattungsart === 'urne' || bestattungsart === 'sternenkind';
  return schritte.filter((s) => {
    if (s === 'denkmal_abgeraeumt') return einsatz.grab?.denkmal === true && !klein;
    return s === 'gesichert' ? !klein : true;
  });
}

/** Progress and contradictions, computed from the set of reports alone. */
export function werteAus(state: AuftragState): Auswertung {
  const erledigt = new Set(state.meldungen.filter((m) => m.type === 'SchrittGemeldet').map((m) => m.schritt));
  const torStaende = tore.map((tor) => torStand(state, tor));
  const stopps = state.meldungen.filter((m) => stoppt(m) && !state.aufgehoben.includes(m.id));
  const geprueft = torStaende.every((t) => t.bestanden);
  const stand =
    erledigt.has('beigesetzt') && erledigt.has('verfuellt')
      ? 'durchgefuehrt'
      : geprueft
        ? 'geprueft'
        : erledigt.has('ausgehoben')
          ? 'vorbereitet'
          : 'offen';
  const klaerung = findeWidersprueche(state, torStaende).filter(
    (k) => !state.geklaert.includes(k.schluessel),
  );
  return { stand, tore: torStaende, erledigt, stopps, klaerung };
}

const stoppt = (m: Meldung): boolean =>
  (m.type === 'GrabpruefungGemeldet' && !m.stimmt) || (m.type === 'AbweichungGemeldet' && m.arbeitGestoppt);

/** Two reports of one person each count like one report of two: the gate asks for two people, not for one laptop. */
function torStand(state: AuftragState, tor: Tor): TorStand {
  const meldungen = state.meldungen
    .filter((m) => m.type === 'GrabpruefungGemeldet')
    .filter((m) => m.tor === tor);
  const erwartet = state.inhalt.einsatz.grab?.schluessel;
  // A confirmation for another grave than the one ordered now does not count: the order was changed since.
  const richtig = meldungen.filter((m) => m.stimmt && m.erwartet.grab === erwartet);
  const personen = [
    ...new Set(richtig.flatMap((m) => [m.person, ...(m.zweitePerson ? [m.zweitePerson.person] : [])])),
  ];
  const falsch = meldungen.some((m) => !m.stimmt && !state.aufgehoben.includes(m.id));
  return { tor, bestanden: personen.length >= 2 && !falsch, falsch, personen: personen.sort() };
}

function findeWidersprueche(state: AuftragState, torStaende: readonly TorStand[]): readonly Klaerung[] {
  const gefunden: Klaerung[] = [];
  const add = (schluessel: string, text: string): void => {
    gefunden.push({ schluessel, text });
  };
  const beigesetzt = state.meldungen
    .filter((m) => m.type === 'SchrittGemeldet')
    .filter((m) => m.schritt === 'beigesetzt');
  const nicht = state.meldungen.filter((m) => m.type === 'NichtDurchfuehrungGemeldet');
  const erste = beigesetzt[0];
  if (erste && state.zurueckgezogen)
    add(
      `trotz-${state.zurueckgezogen.anlass}`,
      `Beisetzung gemeldet, obwohl der Auftrag ${state.zurueckgezogen.anlass} ist`,
    );
  if (erste && nicht.length > 0)
    add('durchgefuehrt-und-nicht', 'Sowohl „beigesetzt“ als auch „nicht durchgeführt“ gemeldet');
  // Nothing contradicts, but nobody may learn of it only at the close; with a new version the office has acted.
  const ausgefallen = nicht.findLast((m) => m.fassung === state.fassung);
  if (!erste && ausgefallen && !state.zurueckgezogen)
    add(`nicht-durchgefuehrt-${state.fassung}`, `Nicht durchgeführt gemeldet: ${ausgefallen.grund}`);
  if (erste) {
    for (const t of torStaende) {
      if (!t.bestanden)
        add(`ohne-tor-${t.tor}`, `Beisetzung gemeldet, aber Prüfung „${torText[t.tor]}“ nicht bestanden`);
    }
    if (tagOf(erste.geschehenAm) !== tagOf(state.inhalt.beginn))
      add(
        'anderer-tag',
        `Beisetzung am ${formatZeitpunkt(erste.geschehenAm)} gemeldet, geplant war ${formatZeitpunkt(state.inhalt.beginn)}`,
      );
  }
  if (erste && erste.fassung < state.fassung)
    add(
      'alte-fassung',
      `Beisetzung nach Fassung ${erste.fassung} gemeldet, gültig ist Fassung ${state.fassung}`,
    );
  const letzte = beigesetzt.at(-1);
  if (erste && letzte && minutesBetween(erste.geschehenAm, letzte.geschehenAm) > 60)
    add('zwei-zeiten', 'Zwei Meldungen der Beisetzung liegen mehr als eine Stunde auseinander');
  return gefunden;
}

/** What the office sees of the order. */
export function auftragSicht(state: AuftragState): {
  stand: AuftragSicht['stand'];
  quittung: AuftragSicht['quittung'];
  klaerung: string[];
  gestoppt: boolean;
  abgaben: { kolonne: string; name: string; telefon: string }[];
} {
  const a = werteAus(state);
  const q = letzteQuittung(state);
  return {
    stand: a.stand,
    quittung: q && { fassung: q.fassung, person: q.person, zeit: q.zeit },
    klaerung: a.klaerung.map((k) => k.text),
    gestoppt: a.stopps.length > 0,
    abgaben: offeneAbgaben(state).map(({ kolonne, name, telefon }) => ({ kolonne, name, telefon })),
  };
}

export type Quittungsstand = 'quittiert' | 'anrufen' | 'keine';

/** Has the crew acknowledged the present version? If not: call. `keine`: nothing was handed out yet. */
export const quittungsstand = (
  fassung: number,
  quittierteFassung: number | null,
  angerufenFassung: number | null,
): Quittungsstand =>
  fassung === 0
    ? 'keine'
    : quittierteFassung === fassung || angerufenFassung === fassung
      ? 'quittiert'
      : 'anrufen';

/** Does what was read on the spot name the ordered grave and person? Blanks, case and leading zeros do not count. */
export function stimmtUeberein(
  erwartet: { readonly grab: string; readonly merkmal: string },
  erfasst: { readonly grab: string; readonly merkmal: string },
): boolean {
  return norm(erwartet.grab) === norm(erfasst.grab) && norm(erwartet.merkmal) === norm(erfasst.merkmal);
}
const norm = (s: string): string =>
  s
    .toUpperCase()
    .split(/[\s./-]+/)
    .map((t) => t.replace(/^0+(?=\d)/, ''))
    .filter(Boolean)
    .join('-');

export const zuletztGemeldet = (state: AuftragState): Zeitpunkt | null =>
  state.meldungen.at(-1)?.geschehenAm ?? null;
