import { adressaten } from '../../organisation/vertretung.ts';
import { formatZeitpunkt } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Adressat } from '../../shared/vorgang.ts';
import { advance, isOpen } from '../fortgang.ts';
import type { SchrittPlan, UmlaufCommand, UmlaufEvent } from '../schema.ts';
import type { Schritt, Umlauf } from '../state.ts';
import {
  aktuelleSchritte,
  erklaerungVon,
  evolveUmlauf,
  findSchritt,
  gueltigeZeichnung,
  gueltigeZeichnungen,
} from '../state.ts';
import { checkErsatz, findBefugnis } from './befugnis.ts';
import type { Lage, UmlaufDecision } from './kontext.ts';
import {
  checkOffen,
  darfSteuern,
  describeAdressat,
  nameOf,
  requireGrund,
  requireSteuerung,
} from './kontext.ts';

type C<T extends UmlaufCommand['type']> = Extract<UmlaufCommand, { readonly type: T }>;

/** Appends what follows by itself from these events. */
const withAdvance = (lage: Lage, events: readonly UmlaufEvent[]): UmlaufDecision => {
  const after = events.reduce((u, e) => evolveUmlauf(u, e), lage.u);
  return ok([...events, ...advance(after, lage.facts.jetzt)]);
};

/** Declaration on conflicts of interest (§ 6 VgV), any number of times; the last one counts. */
export function declareInteressenkonflikt(lage: Lage, c: C<'declareInteressenkonflikt'>): UmlaufDecision {
  const { u, facts, v } = lage;
  const mangel = checkOffen(u);
  if (mangel) return mangel;
  if (c.ergebnis === 'konflikt') {
    const grund = requireGrund(c.text, 'Interessenkonflikt erklären');
    if (grund) return grund;
    const schon = gueltigeZeichnungen(u).find((g) => g.zeichnung.person === facts.akteur);
    if (schon) {
      return reject('umlauf.erklaerung-nach-zeichnung', {
        schritt: schon.schritt.bezeichnung,
        zeit: formatZeitpunkt(schon.zeichnung.zeit),
      });
    }
  }
  return ok([
    {
      type: 'ErklaerungAbgegeben',
      person: facts.akteur,
      name: nameOf(v, facts.akteur),
      ergebnis: c.ergebnis,
      text: c.text,
      zeit: facts.geschehenAm,
    },
  ]);
}

/** Another person for a step that is not done; the audit office stays the audit office. */
export function replaceAdressat(lage: Lage, c: C<'replaceAdressat'>): UmlaufDecision {
  const { u, facts } = lage;
  const schritt = findSchritt(u, c.schritt);
  // Who declared a conflict names a replacement even without guiding the route.
  const befangen = erklaerungVon(u, facts.akteur)?.ergebnis === 'konflikt';
  const mangel =
    checkOffen(u) ??
    (befangen ? null : requireSteuerung(lage, 'Zuständigkeit ändern')) ??
    requireGrund(c.grund, 'Zuständigkeit ändern') ??
    requireOpenSchritt(schritt);
  if (mangel || !schritt) return mangel ?? reject('umlauf.schritt-unbekannt');
  if (isEmpty(c.adressat)) return reject('umlauf.adressat-leer', {}, 'adressat');
  const ersatz = checkErsatz(lage, schritt, c.adressat);
  if (ersatz) return ersatz;
  return ok([
    {
      type: 'SchrittUmadressiert',
      schritt: schritt.id,
      adressat: c.adressat,
      durch: facts.akteur,
      grund: c.grund,
      zeit: facts.jetzt,
    },
  ]);
}

/**
 * Back to a chosen finished step, or to the initiator. Signatures from there on are superseded, never
 * removed. Open to whoever holds a current step and to those who guide the route.
 */
export function returnUmlauf(lage: Lage, c: C<'returnUmlauf'>): UmlaufDecision {
  const { u, facts, v } = lage;
  const mangel = checkOffen(u) ?? requireGrund(c.grund, 'Zurückgeben');
  if (mangel) return mangel;
  const halt = u.angehaltenDurch === null ? null : findSchritt(u, u.angehaltenDurch);
  const hier = [...aktuelleSchritte(u), ...(halt ? [halt] : [])];
  const zustaendig =
    hier.some((s) => findBefugnis(lage, s).ok) ||
    (halt !== null && gueltigeZeichnung(halt)?.person === facts.akteur);
  if (!zustaendig) {
    const fremd = requireSteuerung(lage, 'Zurückgeben');
    if (fremd) return fremd;
  }
  const ziel = c.ziel === 'initiator' ? null : findSchritt(u, c.ziel);
  if (c.ziel !== 'initiator') {
    if (!ziel) return reject('umlauf.schritt-unbekannt');
    if (ziel.status !== 'erledigt') {
      const moeglich = u.schritte.filter((s) => s.status === 'erledigt').map((s) => s.bezeichnung);
      return reject('umlauf.ziel-ungueltig', {
        schritt: ziel.bezeichnung,
        moeglich: [...moeglich, 'einreichende Person'].join(', '),
      });
    }
  }
  return withAdvance(lage, [
    {
      type: 'UmlaufZurueckgegeben',
      durch: facts.akteur,
      name: nameOf(v, facts.akteur),
      ziel: c.ziel,
      grund: c.grund,
      betroffen: betroffeneSchritte(u, ziel).map((s) => s.id),
      zeit: facts.jetzt,
    },
  ]);
}

/**
 * Steps that begin anew: the chosen one and all of later groups; all of them when it goes back to the
 * initiator. What a person skipped stays skipped, and what was only noted need not be noted again.
 */
export function betroffeneSchritte(u: Umlauf, ziel: Schritt | null): readonly Schritt[] {
  const vonHand = (s: Schritt) => s.status === 'uebersprungen' && s.uebersprungen?.durch !== null;
  const notiert = (s: Schritt) => s.art === 'Kenntnisnahme' && s.status === 'erledigt';
  return u.schritte.filter((s) => {
    if (vonHand(s)) return false;
    if (ziel === null) return true;
    if (s.id === ziel.id) return true;
    if (notiert(s)) return false;
    const imQuorum = s.gruppe === ziel.gruppe && s.status === 'uebersprungen';
    return s.gruppe > ziel.gruppe || imQuorum;
  });
}

/** A question beside the route; the step stays where it is. */
export function askRueckfrage(lage: Lage, c: C<'askRueckfrage'>): UmlaufDecision {
  const { u, facts, v, tag } = lage;
  const schritt = findSchritt(u, c.schritt);
  const mangel = checkOffen(u) ?? requireGrund(c.text, 'Rückfrage');
  if (mangel) return mangel;
  const schon = u.rueckfragen.find((r) => r.id === c.id);
  if (schon) return reject('umlauf.rueckfrage-besteht', { zeit: formatZeitpunkt(schon.zeit) });
  if (!schritt) return reject('umlauf.schritt-unbekannt');
  if (schritt.status !== 'aktuell') {
    return reject('umlauf.schritt-nicht-aktuell', { schritt: schritt.bezeichnung });
  }
  if (isEmpty(c.an)) return reject('umlauf.adressat-leer', {}, 'an');
  if (!darfSteuern(lage) && !findBefugnis(lage, schritt).ok) {
    return reject('umlauf.nicht-zustaendig', {
      schritt: schritt.bezeichnung,
      adressat: describeAdressat(v, schritt.adressat, tag),
    });
  }
  const { type: _, ...frage } = c;
  return ok([{ type: 'RueckfrageGestellt', ...frage, von: facts.akteur, zeit: facts.jetzt }]);
}

export function answerRueckfrage(
  lage: Lage,
  c: C<'answerRueckfrage'>,
  darfAntworten: (an: Adressat) => boolean,
): UmlaufDecision {
  const { u, facts, v, tag } = lage;
  const mangel = checkOffen(u) ?? requireGrund(c.text, 'Antwort');
  if (mangel) return mangel;
  const frage = u.rueckfragen.find((r) => r.id === c.id && r.antwort === null);
  if (!frage) return reject('umlauf.rueckfrage-unbekannt');
  if (!darfAntworten(frage.an)) {
    return reject('umlauf.nicht-zustaendig', {
      schritt: 'Rückfrage',
      adressat: describeAdressat(v, frage.an, tag),
    });
  }
  return ok([
    { type: 'RueckfrageBeantwortet', id: c.id, von: facts.akteur, text: c.text, zeit: facts.jetzt },
  ]);
}

export function remindSchritt(lage: Lage, c: C<'remindSchritt'>): UmlaufDecision {
  const schritt = findSchritt(lage.u, c.schritt);
  const mangel = checkOffen(lage.u) ?? requireSteuerung(lage, 'Erinnern');
  if (mangel) return mangel;
  if (!schritt) return reject('umlauf.schritt-unbekannt');
  if (schritt.status !== 'aktuell') {
    return reject('umlauf.schritt-nicht-aktuell', { schritt: schritt.bezeichnung });
  }
  const { akteur: durch, jetzt: zeit } = lage.facts;
  return ok([{ type: 'SchrittErinnert', schritt: schritt.id, durch, text: c.text, zeit }]);
}

/** A further step on the way, beside or behind one that is still to come; the rules' steps stay. */
export function addSchritt(lage: Lage, c: C<'addSchritt'>): UmlaufDecision {
  const { u, facts } = lage;
  const bei = findSchritt(u, c.bei);
  const mangel = checkOffen(u) ?? requireGrund(c.grund, 'Schritt hinzufügen');
  if (mangel) return mangel;
  const amZug = aktuelleSchritte(u).some((s) => findBefugnis(lage, s).ok);
  if (!amZug) {
    const fremd = requireSteuerung(lage, 'Schritt hinzufügen');
    if (fremd) return fremd;
  }
  const schon = findSchritt(u, c.id);
  if (schon || c.id === 'initiator') {
    return reject('umlauf.schritt-besteht', { schritt: schon?.bezeichnung ?? c.id });
  }
  if (!bei) return reject('umlauf.schritt-unbekannt', {}, 'bei');
  const niemand = lage.v !== null && adressaten(lage.v, c.adressat, lage.tag).length === 0;
  if (isEmpty(c.adressat) || niemand) return reject('umlauf.adressat-leer', {}, 'adressat');
  const offeneGruppen = u.schritte.filter((s) => isOpen(s) && s.art !== 'Kenntnisnahme').map((s) => s.gruppe);
  const jetzt = Math.min(...offeneGruppen);
  if (bei.gruppe < jetzt && u.status === 'laeuft') {
    return reject('umlauf.schritt-zu-spaet', { schritt: bei.bezeichnung });
  }
  const gruppe = c.lage === 'parallel' ? bei.gruppe : behind(u, bei.gruppe);
  const plan: SchrittPlan = {
    id: c.id,
    gruppe,
    art: c.art,
    bezeichnung: c.bezeichnung,
    adressat: c.adressat,
    pflicht: false,
    fristTage: c.fristTage,
    zeichnung: c.art === 'Kenntnisnahme' ? 'ohne' : c.lage === 'parallel' ? 'detached' : 'pdf',
    haltBeiAblehnung: c.art !== 'Kenntnisnahme',
    initiatorDarf: false,
    regeln: [],
    adHoc: { durch: facts.akteur, grund: c.grund },
  };
  return withAdvance(lage, [{ type: 'SchrittHinzugefuegt', schritt: plan, zeit: facts.jetzt }]);
}

/** A group between this one and the next. */
function behind(u: Umlauf, gruppe: number): number {
  const spaeter = u.schritte.map((s) => s.gruppe).filter((g) => g > gruppe);
  return spaeter.length === 0 ? gruppe + 10 : (gruppe + Math.min(...spaeter)) / 2;
}

export function skipSchritt(lage: Lage, c: C<'skipSchritt'>): UmlaufDecision {
  const schritt = findSchritt(lage.u, c.schritt);
  const mangel =
    checkOffen(lage.u) ??
    requireSteuerung(lage, 'Schritt überspringen') ??
    requireGrund(c.grund, 'Schritt überspringen') ??
    requireOpenSchritt(schritt);
  if (mangel || !schritt) return mangel ?? reject('umlauf.schritt-unbekannt');
  if (schritt.pflicht) {
    return reject('umlauf.schritt-bleibt', {
      schritt: schritt.bezeichnung,
      regel: schritt.regeln.map((r) => `Regel ${r.regel}, ${r.norm}`).join('; ') || 'Pflichtschritt',
    });
  }
  const { akteur: durch, jetzt: zeit } = lage.facts;
  return withAdvance(lage, [
    { type: 'SchrittUebersprungen', schritt: schritt.id, durch, grund: c.grund, zeit },
  ]);
}

export function withdrawUmlauf(lage: Lage, c: C<'withdrawUmlauf'>): UmlaufDecision {
  const mangel =
    checkOffen(lage.u) ?? requireSteuerung(lage, 'Zurückziehen') ?? requireGrund(c.grund, 'Zurückziehen');
  if (mangel) return mangel;
  const { akteur: durch, jetzt: zeit } = lage.facts;
  return ok([{ type: 'UmlaufZurueckgezogen', durch, grund: c.grund, zeit }]);
}

/** A done step stays as it was; names who signed it. */
function requireOpenSchritt(schritt: Schritt | null): ReturnType<typeof reject> | null {
  if (!schritt) return reject('umlauf.schritt-unbekannt');
  switch (schritt.status) {
    case 'erledigt': {
      const z = gueltigeZeichnung(schritt);
      return reject('umlauf.gezeichnet-bleibt', {
        schritt: schritt.bezeichnung,
        name: z?.name ?? '–',
        zeit: z ? formatZeitpunkt(z.zeit) : '–',
      });
    }
    case 'uebersprungen':
      return reject('umlauf.schritt-uebersprungen', {
        schritt: schritt.bezeichnung,
        grund: schritt.uebersprungen?.grund ?? '–',
      });
    case 'aktuell':
    case 'zukuenftig':
      return null;
    default:
      return assertNever(schritt.status);
  }
}

const isEmpty = (a: Adressat): boolean =>
  a.person === undefined && a.rolle === undefined && a.einheit === undefined;
