import { adressaten, handlungen } from '../../organisation/vertretung.ts';
import { formatZeitpunkt } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import { isOpen } from '../fortgang.ts';
import type { SchrittPlan } from '../schema.ts';
import type { Schritt, Umlauf } from '../state.ts';
import { aktuelleSchritte, erklaerungVon, findSchritt, gueltigeZeichnung } from '../state.ts';
import { checkErsatz, findBefugnis } from './befugnis.ts';
import { isEmpty, withAdvance } from './folge.ts';
import type { C } from './folge.ts';
import type { Lage, UmlaufDecision } from './kontext.ts';
import { checkOffen, requireGrund, requireSteuerung } from './kontext.ts';

/** Another person for a step that is not done; the audit office stays the audit office. */
export function replaceAdressat(lage: Lage, c: C<'replaceAdressat'>): UmlaufDecision {
  const { u, facts, v, tag } = lage;
  const schritt = findSchritt(u, c.schritt);
  // Who declared a conflict names a replacement for their own step even without guiding the route.
  const befangen =
    erklaerungVon(u, facts.akteur)?.ergebnis === 'konflikt' &&
    schritt !== null &&
    (v === null || handlungen(v, facts.akteur, schritt.adressat, tag).length > 0);
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
