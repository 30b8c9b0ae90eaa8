import type { Teil } from '../grundtypen.ts';
import type { Top } from './state.ts';

/** Pure operations on the agenda. Public items always stand before non-public ones. */

export const teilOf = (tops: readonly Top[], teil: Teil): readonly Top[] =>
  tops.filter((t) => t.teil === teil);

export const findTop = (tops: readonly Top[], id: string): Top | null =>
  tops.find((t) => t.id === id) ?? null;

/** Puts an item in front of another of its part, or at the end of its part. */
export function insertTop(tops: readonly Top[], top: Top, vor: string | null): readonly Top[] {
  const own = teilOf(tops, top.teil);
  const at = vor === null ? -1 : own.findIndex((t) => t.id === vor);
  const index = at < 0 ? own.length : at;
  const part = [...own.slice(0, index), top, ...own.slice(index)];
  return top.teil === 'oeffentlich'
    ? [...part, ...teilOf(tops, 'nichtoeffentlich')]
    : [...teilOf(tops, 'oeffentlich'), ...part];
}

/** Moves within its part; an unknown item or place changes nothing. */
export function moveTop(tops: readonly Top[], id: string, vor: string | null): readonly Top[] {
  const top = findTop(tops, id);
  if (!top || id === vor) return tops;
  return insertTop(
    tops.filter((t) => t.id !== id),
    top,
    vor,
  );
}

const PREFIX: Readonly<Record<Teil, string>> = { oeffentlich: 'Ö', nichtoeffentlich: 'N' };

/** Numbers of all items as they stand: frozen ones as sent out, the others counted through. */
export function nummern(tops: readonly Top[]): Readonly<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const teil of ['oeffentlich', 'nichtoeffentlich'] as const) {
    for (const [i, t] of teilOf(tops, teil).entries()) out[t.id] = t.nummer ?? `${PREFIX[teil]} ${i + 1}`;
  }
  return out;
}

export const nummerOf = (tops: readonly Top[], id: string): string => nummern(tops)[id] ?? '';

/**
 * Number of an item that is added after dispatch, so that no number ever changes: at the end of its part
 * the next whole one, in front of another item „Ö 4.1“ behind the item before it.
 */
export function spaeteNummer(tops: readonly Top[], teil: Teil, vor: string | null): string {
  const own = teilOf(tops, teil);
  const vergeben = new Set(own.map((t) => t.nummer));
  const index = vor === null ? -1 : own.findIndex((t) => t.id === vor);
  if (index < 0) {
    const hoechste = Math.max(0, ...own.map((t) => Number.parseInt(t.nummer?.slice(2) ?? '0', 10)));
    return `${PREFIX[teil]} ${hoechste + 1}`;
  }
  const davor = own[index - 1]?.nummer ?? `${PREFIX[teil]} 0`;
  const stamm = davor.split('.')[0] ?? davor;
  for (let k = 1; ; k++) if (!vergeben.has(`${stamm}.${k}`)) return `${stamm}.${k}`;
}

/** „Ö 4 Neubau der Kita“ for messages and the record. */
export const topText = (tops: readonly Top[], id: string): string => {
  const top = findTop(tops, id);
  return top ? `${nummerOf(tops, id)} ${top.titel}` : id;
};
