/*
 * What a laptop notes about a centre that was restored from a backup (docs/adr/0016): written by the sync, and read
 * wherever the outbox is decided again.
 */

/** from this own command on, a restored centre gets again what it has lost; null: it has lost nothing */
export const OFFER_SETTING = 'sync:nachreichen';
/**
 * number of the last own command that the centre knew with its last page: no state here holds the effect of a later one,
 * whatever its revision is, for the answer to that may come from a centre restored meanwhile; absent: all were known
 */
export const KNOWN_SETTING = 'sync:bekannt';
/** own commands (seq) whose effect is in a state of a past that the centre has lost */
export const CONTAINED_SETTING = 'sync:enthalten';

interface Noted {
  readonly store: { readonly read: { readonly setting: (name: string) => unknown } };
}

/** From this own command on, a restored centre gets again what it has lost; null: it has lost nothing. */
export const readOffer = ({ store }: Noted): number | null =>
  (store.read.setting(OFFER_SETTING) as number | null | undefined) ?? null;

/** Number of the last own command that the centre knew with its last page; Infinity: all of them. */
export const readKnown = ({ store }: Noted): number =>
  (store.read.setting(KNOWN_SETTING) as number | undefined) ?? Infinity;

/** Own commands (seq) whose effect is in a state of a past that the centre has lost. */
export const readContained = ({ store }: Noted): ReadonlySet<number> =>
  new Set((store.read.setting(CONTAINED_SETTING) as readonly number[] | undefined) ?? []);
