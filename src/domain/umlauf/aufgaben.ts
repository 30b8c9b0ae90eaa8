import { adressatScopes } from '../organisation/scopes.ts';
import type { Aufgabe, Tag } from '../shared/vorgang.ts';
import type { Umlauf } from './state.ts';
import { aktuelleSchritte, erklaerungVon, findSchritt, isOffen } from './state.ts';

/** What waits where: current steps, open questions, and a halted or returned route at its initiator. */
export function aufgabenOf(u: Umlauf | null): readonly Aufgabe[] {
  if (u === null) return [];
  const aufgaben: Aufgabe[] = [];
  if (u.status === 'angehalten') {
    const halt = u.angehaltenDurch === null ? null : findSchritt(u, u.angehaltenDurch);
    const zeit = halt?.zeichnungen.at(-1)?.zeit ?? u.begonnenAm;
    aufgaben.push({
      id: 'angehalten',
      fuer: { person: u.initiator },
      art: 'entscheiden',
      text: `Angehalten: ${halt?.bezeichnung ?? ''} – ${halt?.zeichnungen.at(-1)?.entscheidungText ?? ''}`,
      faellig: null,
      seit: zeit,
    });
  }
  if (u.status === 'zurueckgegeben') {
    const letzte = u.rueckgaben.at(-1);
    aufgaben.push({
      id: 'zurueckgegeben',
      fuer: { person: u.initiator },
      art: 'bearbeiten',
      text: `Zurückgegeben: ${letzte?.grund ?? ''}`,
      faellig: null,
      seit: letzte?.zeit ?? u.begonnenAm,
    });
  }
  if (!isOffen(u) && u.status !== 'abgeschlossen') return aufgaben;
  for (const s of aktuelleSchritte(u)) {
    const nurKenntnis = s.art === 'Kenntnisnahme';
    if (u.status !== 'laeuft' && !nurKenntnis) continue;
    // Somebody addressed by name who declared a conflict can only name a replacement.
    const befangen =
      s.adressat.person !== undefined && erklaerungVon(u, s.adressat.person)?.ergebnis === 'konflikt';
    const erinnert = u.erinnerungen.some((e) => e.schritt === s.id && e.zeit >= (s.seit ?? ''));
    aufgaben.push({
      id: `schritt:${s.id}`,
      fuer: befangen ? { person: u.initiator } : s.adressat,
      art: befangen
        ? 'entscheiden'
        : nurKenntnis
          ? 'kenntnis'
          : s.art === 'Pruefung'
            ? 'pruefen'
            : 'zeichnen',
      text: befangen
        ? `Ersatz benennen: ${s.bezeichnung}`
        : `${s.bezeichnung}${erinnert ? ' – Erinnerung' : ''}`,
      faellig: s.faellig,
      seit: s.seit ?? u.begonnenAm,
    });
  }
  if (u.status === 'abgeschlossen') return aufgaben;
  for (const r of u.rueckfragen.filter((one) => one.antwort === null)) {
    aufgaben.push({
      id: `rueckfrage:${r.id}`,
      fuer: r.an,
      art: 'rueckfrage',
      text: `Rückfrage: ${r.text}`,
      faellig: null,
      seit: r.zeit,
    });
  }
  return aufgaben;
}

/** Earliest due date among the current steps. */
export const faelligOf = (u: Umlauf | null): Tag | null =>
  u === null || u.status !== 'laeuft'
    ? null
    : (aktuelleSchritte(u)
        .map((s) => s.faellig)
        .filter((t) => t !== null)
        .sort()[0] ?? null);

/**
 * Who may read because of the route: the initiator, everybody whom a current or finished step addresses or
 * addressed, everybody who signed, and those asked. Steps to come do not open the Vorgang yet.
 */
export function lesbarOf(u: Umlauf | null): readonly string[] {
  if (u === null) return [];
  const scopes = new Set([`person:${u.initiator}`]);
  for (const s of u.schritte) {
    if (s.seit === null && s.zeichnungen.length === 0) continue;
    for (const scope of adressatScopes(s.adressat)) scopes.add(scope);
    for (const z of s.zeichnungen) scopes.add(`person:${z.person}`);
  }
  for (const r of u.rueckfragen) for (const scope of adressatScopes(r.an)) scopes.add(scope);
  return [...scopes];
}
