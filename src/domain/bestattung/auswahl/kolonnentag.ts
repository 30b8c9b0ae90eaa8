import { tagOf, uhrzeitOf } from '../../shared/dates.ts';
import type { Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import { noetigeSchritte, werteAus, type TorStand } from '../auftrag/auswertung.ts';
import { abgabeAn, istQuittiert, type Abgabe } from '../auftrag/kolonnen.ts';
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
  /** „storniert“, „verlegt“ or gone to another crew: not to be done; null: valid */
  readonly zurueckgezogen: 'storniert' | 'verlegt' | 'abgegeben' | null;
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
  if (!istQuittiert(a)) return { art: 'quittieren', text: `Fassung ${a.fassung} zur Kenntnis nehmen` };
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
    .filter(({ state }) => !state.abgeschlossen)
    .flatMap(({ vorgang, state }) => {
      if (state.inhalt.einsatz.kolonne !== kolonne) {
        const abgabe = abgabeAn(state, kolonne);
        return abgabe === null ? [] : abgegebene(vorgang, state, abgabe, tag);
      }
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

/** What another crew does now stays on the list where it stood until this crew has acknowledged that. */
function abgegebene(vorgang: VorgangId, a: AuftragState, x: Abgabe, tag: Tag): readonly Tagesposten[] {
  const stand = { zurueckgezogen: 'abgegeben', quittiert: false, gestoppt: false } as const;
  const naechstes = {
    art: 'quittieren',
    text: `Abgabe an ${a.inhalt.einsatz.kolonneName} quittieren`,
  } as const;
  const am = (um: Zeitpunkt, was: Tagesposten['was']): readonly Tagesposten[] =>
    tagOf(um) === tag ? [{ ...toPosten(vorgang, a, was, um), ...stand, naechstes }] : [];
  return [...am(x.aushubBeginn, 'Aushub'), ...am(x.beginn, 'Bestattung')];
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
    quittiert: istQuittiert(a),
    gestoppt: e.stopps.length > 0,
    zurueckgezogen: a.zurueckgezogen?.anlass ?? null,
    schritteErledigt: noetig.filter((s) => e.erledigt.has(s)).length,
    schritteGesamt: noetig.length,
    naechstes: naechsterSchritt(a),
  };
}
