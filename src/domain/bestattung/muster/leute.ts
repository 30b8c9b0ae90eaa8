import { hasRolle, type Verzeichnis } from '../../organisation/verzeichnis.ts';
import type { PersonId, Tag } from '../../shared/vorgang.ts';
import { ROLLE_KOLONNE, ROLLE_VERWALTUNG } from '../begriffe.ts';

/** Clerk and head of the cemetery office. */
export function verwaltung(v: Verzeichnis, tag: Tag): readonly [PersonId, PersonId] {
  const leute = v.personen.filter((p) => hasRolle(p, ROLLE_VERWALTUNG, tag));
  const leitung = leute.find((p) => p.funktion.includes('Leitung Friedhof')) ?? leute[0];
  const buero = leute.find((p) => p.funktion.includes('Bestattung')) ?? leute[1] ?? leute[0];
  if (!leitung || !buero) throw new Error('Nobody holds the role of the cemetery office');
  return [buero.id, leitung.id];
}

/** Foreman of a crew and somebody else of the same unit, who confirms. */
export function kolonne(
  v: Verzeichnis,
  nr: string,
  tag: Tag,
): { readonly vorarbeit: PersonId; readonly zweite: PersonId } {
  const vorarbeit =
    v.personen.find(
      (p) => hasRolle(p, ROLLE_KOLONNE, tag) && p.rollen.some((r) => r.bereich === `kolonne:${nr}`),
    ) ?? v.personen.find((p) => hasRolle(p, ROLLE_KOLONNE, tag));
  if (!vorarbeit) throw new Error('Nobody leads a crew');
  const zweite =
    v.personen.find(
      (p) => p.id !== vorarbeit.id && p.einheit === vorarbeit.einheit && hasKeineVerwaltung(p.rollen),
    ) ?? v.personen.find((p) => p.id !== vorarbeit.id);
  return { vorarbeit: vorarbeit.id, zweite: zweite?.id ?? '' };
}
const hasKeineVerwaltung = (rollen: Verzeichnis['personen'][number]['rollen']): boolean =>
  !rollen.some((r) => r.rolle === ROLLE_VERWALTUNG);
