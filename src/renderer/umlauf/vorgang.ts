import type { VorgangView } from '../../contract/vorgang.ts';
import { adressaten } from '../../domain/organisation/vertretung.ts';
import { formatPerson, type Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import type { ErrorTable } from '../../domain/shared/rejection.ts';
import type { PersonId, Tag } from '../../domain/shared/vorgang.ts';
import {
  betroffeneSchritte,
  errors as umlaufErrors,
  findSchritt,
  describeAdressat,
  umlaufAktionen,
  type Aktion,
  type Entscheidung,
  type Schritt,
  type Umlauf,
  type UmlaufKontext,
} from '../../domain/umlauf/index.ts';

/** All that the route's panel and dialogs need of a Vorgang, whatever its Fach. */
export interface UmlaufVorgang {
  readonly view: VorgangView;
  readonly umlauf: Umlauf;
  readonly kontext: UmlaufKontext;
  readonly verzeichnis: Verzeichnis;
  readonly person: PersonId;
  readonly heute: Tag;
  /** what it is about, in one or two lines for the dialogs */
  readonly worum: readonly string[];
  readonly errors: readonly ErrorTable[];
  /** figures a decision must carry (e.g. confirmed funds), by kind of step */
  readonly zusatz?: (schritt: Schritt) => Zusatzfelder | null;
}

export interface Zusatzfelder {
  readonly legende: string;
  readonly felder: readonly {
    readonly name: string;
    readonly label: string;
    readonly art: 'euro' | 'zahl' | 'text';
    readonly vorgabe: string | number;
  }[];
}

export const fehlertexte = (v: UmlaufVorgang): readonly ErrorTable[] => [umlaufErrors, ...v.errors];

/** What this person may do on the route now. */
export const aktionenOf = (v: UmlaufVorgang): readonly Aktion[] =>
  umlaufAktionen(v.umlauf, v.kontext, v.person, v.verzeichnis, v.heute);

export const allowed = (aktionen: readonly Aktion[], command: string): readonly Aktion[] =>
  aktionen.filter((a) => a.command === command && a.erlaubt);

/** The step this person is asked to sign now, if any. */
export function myStep(v: UmlaufVorgang): Schritt | null {
  const [first] = allowed(aktionenOf(v), 'signSchritt');
  return first?.schritt ? findSchritt(v.umlauf, first.schritt) : null;
}

/** Steps one may send it back to: the finished ones, latest first. */
export const rueckgabeziele = (u: Umlauf): readonly Schritt[] =>
  u.schritte.filter((s) => s.status === 'erledigt').toReversed();

/** What a return supersedes, in words. */
export function folgeRueckgabe(u: Umlauf, ziel: string): string {
  const schritt = ziel === 'initiator' ? null : findSchritt(u, ziel);
  const ersetzt = betroffeneSchritte(u, schritt).filter((s) => s.status === 'erledigt');
  if (ersetzt.length === 0) return 'Keine Zeichnung ist davon betroffen.';
  const namen = ersetzt.map((s) => s.bezeichnung).join(', ');
  return `Diese Schritte sind danach neu zu entscheiden: ${namen}. Die bisherigen Zeichnungen bleiben sichtbar und gelten als überholt.`;
}

/** What happens when this decision is made, in the words of the route. */
export function folge(v: UmlaufVorgang, schritt: Schritt, entscheidung: Entscheidung): string {
  const hinweis = entscheidung.positiv && entscheidung.bemerkungPflicht;
  if (!entscheidung.positiv) {
    return schritt.haltBeiAblehnung
      ? 'Der Umlauf hält an. Danach kann zurückgegeben oder zurückgezogen werden.'
      : 'Ihre Ablehnung wird festgehalten, der Umlauf geht weiter.';
  }
  return hinweis ? 'Ihr Hinweis steht dauerhaft im Umlauf.' : naechste(v, schritt);
}

function naechste(v: UmlaufVorgang, schritt: Schritt): string {
  const { umlauf: u } = v;
  const neben = u.schritte.filter(
    (s) => s.gruppe === schritt.gruppe && s.id !== schritt.id && s.status === 'aktuell',
  );
  if (neben.length > 0) return `Daneben offen: ${neben.map((s) => s.bezeichnung).join(', ')}.`;
  const offen = u.schritte.filter((s) => s.gruppe > schritt.gruppe && s.status === 'zukuenftig');
  const gruppe = Math.min(...offen.map((s) => s.gruppe));
  const dann = offen.filter((s) => s.gruppe === gruppe);
  if (dann.length === 0) return 'Damit sind alle Schritte erledigt.';
  return `Weiter an: ${dann.map((s) => `${s.bezeichnung} (${namen(v, s)})`).join('; ')}.`;
}

/** Names of those addressed, or the office where nobody is known. */
function namen({ verzeichnis, heute }: UmlaufVorgang, s: Schritt): string {
  const leute = adressaten(verzeichnis, s.adressat, heute).map(formatPerson);
  if (leute.length === 0) return describeAdressat(verzeichnis, s.adressat, heute);
  return leute.length > 2 ? `${leute.slice(0, 2).join(', ')} …` : leute.join(', ');
}
