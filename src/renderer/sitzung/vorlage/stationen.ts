import type { Beratung } from '../../../domain/sitzung/index.ts';

export type Station = Pick<Beratung, 'id' | 'gremium' | 'rolle' | 'massgeblich'>;

/**
 * The list with one more body at its end. The last body decides and the ones before it prepare, unless the council
 * is on the list already: it decides, whoever comes after. Roles that fit neither (taking note) stay as they were.
 */
export function withGremium(
  stationen: readonly Station[],
  neu: Pick<Station, 'id' | 'gremium'>,
  istRat: (gremium: string) => boolean,
): readonly Station[] {
  if (!istRat(neu.gremium) && stationen.some((s) => istRat(s.gremium))) {
    return [...stationen, { ...neu, rolle: 'vorberatung', massgeblich: false }];
  }
  return [
    ...stationen.map((s) => ({
      ...s,
      rolle: s.rolle === 'entscheidung' ? ('vorberatung' as const) : s.rolle,
      massgeblich: false,
    })),
    { ...neu, rolle: 'entscheidung', massgeblich: true },
  ];
}
