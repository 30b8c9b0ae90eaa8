import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { formatEuro } from '../../shared/money.ts';
import type { Sha256 } from '../../shared/vorgang.ts';
import type { Block, Bloecke } from '../text/bloecke.ts';
import type { FinanzielleAuswirkungen, Vorlageninhalt } from './state.ts';

/** The same text whatever the order of keys, so that equal contents have equal hashes on every device. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}

/** SHA-256 over text, figures and the hashes of the annexes: what a co-signature is bound to. */
export const inhaltHash = (inhalt: Vorlageninhalt): Sha256 =>
  bytesToHex(sha256(utf8ToBytes(canonical(inhalt))));

const absatz = (text: string): Block => ({ art: 'absatz', text: [{ text }] });
const ueberschrift = (text: string): Block => ({ art: 'ueberschrift', ebene: 1, text: [{ text }] });

export const finanzenText = (f: FinanzielleAuswirkungen): readonly string[] =>
  f.art === 'keine'
    ? ['Keine finanziellen Auswirkungen.']
    : [
        `Aufwand ${formatEuro(f.aufwandCent)}, Investition ${formatEuro(f.investitionCent)}, ` +
          `Folgekosten jährlich ${formatEuro(f.folgekostenCent)}.`,
        `Produkt ${f.produkt}; ${f.imHaushalt ? 'Mittel stehen im Haushalt.' : 'Mittel stehen nicht im Haushalt.'}`,
        ...(f.erlaeuterung === '' ? [] : [f.erlaeuterung]),
      ];

/** A whole version as one text, so that two versions can be compared at one glance. */
export const inhaltBloecke = (i: Vorlageninhalt): Bloecke => [
  ueberschrift(i.betreff),
  ueberschrift('Beschlussvorschlag'),
  ...i.beschlussvorschlag,
  ueberschrift('Sachverhalt'),
  ...i.sachverhalt,
  ueberschrift('Finanzielle Auswirkungen'),
  ...finanzenText(i.finanzen).map(absatz),
  ueberschrift('Anlagen'),
  ...i.anlagen.map((a) => absatz(`${a.bezeichnung} (${a.sha256.slice(0, 12)})`)),
];
