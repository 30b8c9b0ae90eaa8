// Distinguished names (RFC 4514, RFC 5280 7.1).

import { items, oidOf, stringOf } from './ber.ts';
import type { Ber } from './ber.ts';

const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.42': 'GN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** RFC 4514: the last attribute first, special characters escaped. */
export function nameText(name: Ber): string {
  return items(name)
    .flatMap((set) => items(set))
    .map((one) => {
      const [type, value] = items(one);
      const oid = oidOf(type) ?? '';
      return `${ATTRIBUTE_NAMES[oid] ?? oid}=${(stringOf(value) ?? '?').replace(/[,+"\\<>;]/g, '\\$&')}`;
    })
    .toReversed()
    .join(', ');
}

/** Names are equal when their bytes are, or their text without regard to case and white space (RFC 5280 7.1). */
export function sameName(aDer: Uint8Array, a: string, bDer: Uint8Array, b: string): boolean {
  return Buffer.compare(aDer, bDer) === 0 || (a !== '' && normalized(a) === normalized(b));
}

/** Without regard to case and repeated white space. */
export const normalized = (name: string): string => name.toLowerCase().replace(/\s+/g, ' ').trim();

/** Hex of bytes, lower case. */
export const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
