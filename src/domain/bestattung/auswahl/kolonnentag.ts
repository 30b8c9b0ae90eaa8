import { tagOf, uhrzeitOf } from '../../shared/dates.ts';
import type { Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import { noetigeSchritte, quittungsstand, werteAus, type TorStand } from '../auftrag/auswertung.ts';
import { schrittText, torText, type Schritt, type Tor } from '../auftrag/schema.ts';
import type { AuftragState } from '../auftrag/state.ts';
import { bestattungsartText } from '../begriffe.ts';

/** One line of the crew's day: what to do next, and whether anything stops it. */
export interface Tagesposten {
  readonly vorgang: VorgangId;
  readonly um: Zeitpunkt;
  readonly uhrzeit: string;
  readonly was: 'Aushub' | 'Bestattung';
  readonly titel: string;
  readonly ort: string;
  readonly fassung: number;
  readonly quittiert: boolean;
  readonly gestoppt: boolean;
  /** „storniert“ or „verlegt“: not to be done; null: valid */
  readonly zurueckgezogen: 'storniert' | 'verlegt' | null;
  readonly schritteErledigt: number;
  readonly schritteGesamt: number;
  readonly naechstes: NaechsterSchritt | null;
}

export type NaechsterSchritt =
  | { readonly art: 'quittieren'; readonly text: string }
  | { readonly art: 'tor'; readonly tor: Tor; readonly text: string }
  | { readonly art: 'schritt'; readonly schritt: Schritt; readonly text: string };

/** Which gates must be passed before which step, in their order. The first gate is the office's own. */
export const TORE_VOR: Readonly<Partial<Record<Schritt, readonly Tor[]>>> = {
  denkmal_abgeraeumt: ['markierung'],
  ausgehoben: ['markierung', 'vor_aushub'],
  beigesetzt: ['vor_beisetzung'],
};

/** What the crew does next with an order: acknowledge, pass a gate, do a step. null: nothing left, or stopped. */
export function naechsterSchritt(a: AuftragState): NaechsterSchritt | null {
  const e = werteAus(a);
  const quittiert = a.quittungen.some((q) => q.fassung === a.fassung);
  if (!quittiert) return { art: 'quittieren', text: `Fassung ${a.fassung} zur Kenntnis nehmen` };
  if (a.zurueckgezogen || a.abgeschlossen || e.stopps.length > 0) return null;
  for (const schritt of noetigeSchritte(a)) {
    if (e.erledigt.has(schritt)) continue;
    const offen = TORE_VOR[schritt]?.find((tor) => !bestanden(e.tore, tor)) ?? null;
    return offen
      ? { art: 'tor', tor: offen, text: torText[offen] }
      : { art: 'schritt', schritt, text: schrittText[schritt] };
  }
  return null;
}

const bestanden = (tore: readonly TorStand[], tor: Tor): boolean =>
  tore.some((t) => t.tor === tor && t.bestanden);

/** The day of one crew in the order of the clock; digging and burial are two posts if they lie on two days. */
export function kolonnentag(
  auftraege: readonly { readonly vorgang: VorgangId; readonly state: AuftragState }[],
  kolonne: string,
  tag: Tag,
): readonly Tagesposten[] {
  return auftraege
    .filter(({ state }) => state.inhalt.einsatz.kolonne === kolonne && !state.abgeschlossen)
    .flatMap(({ vorgang, state }) => {
      const { ablauf } = state.inhalt.einsatz;
      const posten: Tagesposten[] = [];
      if (tagOf(ablauf.aushubBeginn) === tag)
        posten.push(toPosten(vorgang, state, 'Aushub', ablauf.aushubBeginn));
      if (tagOf(state.inhalt.beginn) === tag)
        posten.push(toPosten(vorgang, state, 'Bestattung', state.inhalt.beginn));
      return posten;
    })
    .sort((a, b) => (a.um < b.um ? -1 : 1));
}

function toPosten(vorgang: VorgangId, a: AuftragState, was: Tagesposten['was'], um: Zeitpunkt): Tagesposten {
  const e = werteAus(a);
  const noetig = noetigeSchritte(a);
  const { inhalt } = a;
  return {
    vorgang,
    um,
    uhrzeit: uhrzeitOf(um),
    was,
    titel: `${bestattungsartText[inhalt.bestattungsart]} ${inhalt.name}`,
    ort: `${inhalt.einsatz.friedhofName}, Grab ${inhalt.einsatz.grab?.schluessel ?? 'offen'}`,
    fassung: a.fassung,
    quittiert: quittungsstand(a.fassung, a.quittungen.at(-1)?.fassung ?? null, null) === 'quittiert',
    gestoppt: e.stopps.length > 0,
    zurueckgezogen: a.zurueckgezogen?.anlass ?? null,
    schritteErledigt: noetig.filter((s) => e.erledigt.has(s)).length,
    schritteGesamt: noetig.length,
    naechstes: naechsterSchritt(a),
  };
}
