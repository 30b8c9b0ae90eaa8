import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { VorgangId } from '../shared/vorgang.ts';

/**
 * Ids of Vorgaenge that follow from another one: laptop and centre arrive at the same without asking each other.
 * A UUID version 8 (RFC 9562, 5.8) over the SHA-256 of the name.
 */
const kennung = (name: string): VorgangId => {
  const h = bytesToHex(sha256(utf8ToBytes(name)));
  const variante = ((Number.parseInt(h[16] as string, 16) & 0x3) | 0x8).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-${variante}${h.slice(17, 20)}-${h.slice(20, 32)}`;
};

/** The crew's work order of a burial. */
export const auftragOf = (bestattung: VorgangId): VorgangId => kennung(`arbeitsauftrag:${bestattung}`);

/** The record of a grave. */
export const grabakteOf = (grab: string): VorgangId => kennung(`grabakte:${grab}`);
