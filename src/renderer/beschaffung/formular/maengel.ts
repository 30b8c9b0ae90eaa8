import { errors } from '../../../domain/beschaffung/errors.ts';
import type { Angaben } from '../../../domain/beschaffung/schema.ts';
import { checkVergabeart } from '../../../domain/beschaffung/verfahren.ts';
import { checkBetraege, checkSchaetzung, fehlt, nettoOf } from '../../../domain/beschaffung/wert.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Problem } from '../../../contract/channel.ts';
import { problemOf } from '../../vorgang/texte.ts';
import type { Fakten } from '../fakten.ts';

export interface Mangel {
  readonly feld: string;
  readonly problem: Problem;
}

const asMangel = (r: { readonly error: Rejection } | null): readonly Mangel[] =>
  r ? [{ feld: r.error.field ?? '', problem: problemOf(r.error, errors) }] : [];

/** What keeps a draft from being saved. */
export const savingMaengel = (a: Angaben): readonly Mangel[] => [
  ...asMangel(a.titel.trim() === '' ? fehlt('Gegenstand', 'titel') : null),
  ...asMangel(checkBetraege(a)),
];

/** What the start of the route will still ask for: all at once, each at its field. */
export function startMaengel(a: Angaben, fakten: Fakten, heute: string): readonly Mangel[] {
  const { arten, grenzen } = fakten;
  const vergabeart =
    a.vergabeart === null
      ? fehlt('Vergabeart', 'vergabeart')
      : arten && a.leistungsart
        ? checkVergabeart(arten, a.vergabeart, a.leistungsart, nettoOf(a) ?? 0)
        : null;
  return [
    ...asMangel(a.bedarf.trim() === '' ? fehlt('Bedarf', 'bedarf') : null),
    ...asMangel(a.bedarfsstelle === null ? fehlt('Bedarfsstelle', 'bedarfsstelle') : null),
    ...asMangel(a.leistungsart === null ? fehlt('Leistungsart', 'leistungsart') : null),
    ...asMangel(checkSchaetzung(a, heute, grenzen?.inhalt ?? null)),
    ...asMangel(vergabeart),
    ...asMangel(a.haushaltsstelle.trim() === '' ? fehlt('Haushaltsstelle', 'haushaltsstelle') : null),
    ...asMangel(a.haushaltsjahr === null ? fehlt('Haushaltsjahr', 'haushaltsjahr') : null),
  ];
}

/** Text at a field: the first fault that names it. */
export const textAt = (maengel: readonly Mangel[], feld: string): string | null =>
  maengel.find((m) => m.feld === feld)?.problem.cause ?? null;
