import { LEERE_ANGABEN, type Angaben, type Herkunft } from '../../../domain/beschaffung/schema.ts';
import type { Laufzettel, Vermerkpunkt } from '../../../domain/beschaffung/state.ts';
import { onForget } from '../../shell/query.ts';

/** What is in the form, saved or not. */
export interface Entwurf {
  readonly angaben: Angaben;
  readonly vermerk: Readonly<Record<number, Vermerkpunkt>>;
  readonly herkunft: Herkunft;
}

export const leererEntwurf = (heute: string, einheit: string | null): Entwurf => ({
  angaben: { ...LEERE_ANGABEN, bedarfsstelle: einheit, haushaltsjahr: Number(heute.slice(0, 4)) },
  vermerk: {},
  herkunft: { art: 'formular' },
});

export const entwurfOf = (s: Laufzettel): Entwurf => ({
  angaben: s.angaben,
  vermerk: s.vermerk,
  herkunft: s.herkunft,
});

/** A slip that does not exist yet, as far as rules and the twelve items look at it. */
export const vorab = (e: Entwurf): Laufzettel =>
  ({
    phase: 'bedarf',
    umlauf: null,
    fruehereUmlaeufe: [],
    angaben: e.angaben,
    vermerk: e.vermerk,
  }) as unknown as Laufzettel;

/** Only what was changed goes out, so that nothing else is overwritten. */
export function changedAngaben(before: Angaben, now: Angaben): Partial<Angaben> {
  const changed: Record<string, unknown> = {};
  for (const key of Object.keys(now) as (keyof Angaben)[]) {
    if (JSON.stringify(before[key]) !== JSON.stringify(now[key])) changed[key] = now[key];
  }
  return changed;
}

export const changedPunkte = (
  before: Entwurf['vermerk'],
  now: Entwurf['vermerk'],
): readonly (readonly [number, Vermerkpunkt])[] =>
  Object.entries(now)
    .map(([nummer, punkt]) => [Number(nummer), punkt] as const)
    .filter(([nummer, punkt]) => JSON.stringify(before[nummer]) !== JSON.stringify(punkt));

/**
 * Unsaved entries survive a look at another page. They stay in the window's memory (never on disk) and go
 * with everything else when the workspace is locked or another person takes over.
 */
const unsaved = new Map<string, Entwurf>();
onForget(() => unsaved.clear());

export const keepUnsaved = (id: string | null, entwurf: Entwurf): void =>
  void unsaved.set(id ?? 'neu', entwurf);
export const dropUnsaved = (id: string | null): void => void unsaved.delete(id ?? 'neu');
export const unsavedOf = (id: string | null): Entwurf | null => unsaved.get(id ?? 'neu') ?? null;
