import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { faecher, type Fach, type PageProps } from '../faecher.ts';

type Page = LazyExoticComponent<ComponentType<PageProps>>;

/** Made once: a lazy component made anew on each drawing would load for ever. */
const own: Readonly<Record<string, Page>> = {
  einstellungen: lazy(() => import('../einstellungen/Einstellungen.tsx')),
  zeichnen: lazy(() => import('../umlauf/MehrereZeichnen.tsx')),
  pruefen: lazy(() => import('../pruefen/Pruefen.tsx')),
  hochstufen: lazy(() => import('../pruefen/Hochstufen.tsx')),
  zentrale: lazy(() => import('../sync/Zentrale.tsx')),
  vorgang: lazy(() => import('./Sprung.tsx')),
  aenderungen: lazy(() => import('./Aenderungen.tsx')),
};
const pages = new Map<string, Page>(faecher.map((f) => [f.id, lazy(f.load)]));

/**
 * The page of an address: a Fach's start for those whose field it is. What lies below is one Vorgang, reached by a
 * task or a hit; whether this person may read that one is asked there.
 */
export function pageOf(id: string, visible: readonly Fach[], rest: readonly string[]): Page | null {
  if (Object.hasOwn(own, id)) return own[id] ?? null;
  return rest.length > 0 || visible.some((f) => f.id === id) ? (pages.get(id) ?? null) : null;
}
