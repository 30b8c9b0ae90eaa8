import { tagOf } from '../shared/dates.ts';
import { addArbeitstage } from '../shared/feiertage.ts';
import type { Zeitpunkt } from '../shared/vorgang.ts';
import type { UmlaufEvent } from './schema.ts';
import type { Schritt, Umlauf } from './state.ts';
import { evolveUmlauf } from './evolve.ts';
import { gueltigeZeichnung } from './state.ts';

/**
 * What follows by itself once a step is done: the next group becomes current, steps left over after a
 * quorum are skipped, and the route closes when nothing is left.
 */
export function advance(start: Umlauf, zeit: Zeitpunkt): readonly UmlaufEvent[] {
  const events: UmlaufEvent[] = [];
  let u = start;
  const emit = (event: UmlaufEvent) => {
    events.push(event);
    u = evolveUmlauf(u, event);
  };
  if (u.status !== 'laeuft') return events;
  for (const gruppe of new Set(u.schritte.map((s) => s.gruppe))) {
    const dort = () => u.schritte.filter((s) => s.gruppe === gruppe);
    const kuenftig = dort().filter((s) => s.status === 'zukuenftig');
    // A group is entered as a whole, also when its only steps block nobody (Kenntnisnahme).
    if (kuenftig.length > 0 && !isQuorumReached(u, gruppe, dort())) {
      emit({ type: 'SchritteAktiviert', schritte: kuenftig.map((s) => withFrist(s, zeit)), zeit });
    }
    if (!isGruppeComplete(u, gruppe, dort())) return events;
    for (const s of dort().filter((one) => isOpen(one) && !isKenntnis(one))) {
      emit({ type: 'SchrittUebersprungen', schritt: s.id, durch: null, grund: 'Quorum erreicht', zeit });
    }
  }
  // What is only to be noted stays open beside the finished route.
  emit({ type: 'UmlaufAbgeschlossen', zeit });
  return events;
}

export const isOpen = (s: Schritt): boolean => s.status === 'zukuenftig' || s.status === 'aktuell';

/** Nobody waits for a voluntary Kenntnisnahme: it stays open beside the route. */
const isKenntnis = (s: Schritt): boolean => s.art === 'Kenntnisnahme' && !s.pflicht;

/** Is nothing in the group left that the route must wait for? */
export function isGruppeComplete(u: Umlauf, gruppe: number, dort: readonly Schritt[]): boolean {
  const offen = dort.filter((s) => isOpen(s) && !isKenntnis(s));
  return offen.length === 0 || isQuorumReached(u, gruppe, dort);
}

/** Enough positive decisions, and every mandatory step done: a quorum never skips a mandatory gate. */
function isQuorumReached(u: Umlauf, gruppe: number, dort: readonly Schritt[]): boolean {
  const quorum = u.gruppen.find((g) => g.gruppe === gruppe)?.quorum ?? null;
  if (quorum === null || dort.some((s) => s.pflicht && isOpen(s))) return false;
  return dort.filter((s) => s.art !== 'Kenntnisnahme' && gueltigeZeichnung(s)?.positiv).length >= quorum;
}

const withFrist = (s: Schritt, zeit: Zeitpunkt) => ({
  id: s.id,
  faellig: s.fristTage === null ? null : addArbeitstage(tagOf(zeit), s.fristTage),
});
