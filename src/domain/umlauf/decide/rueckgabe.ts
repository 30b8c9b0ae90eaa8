import { reject } from '../../shared/rejection.ts';
import type { Schritt, Umlauf } from '../state.ts';
import { aktuelleSchritte, findSchritt, gueltigeZeichnung } from '../state.ts';
import { findBefugnis } from './befugnis.ts';
import { withAdvance } from './folge.ts';
import type { C } from './folge.ts';
import type { Lage, UmlaufDecision } from './kontext.ts';
import { checkOffen, nameOf, requireGrund, requireSteuerung } from './kontext.ts';

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
