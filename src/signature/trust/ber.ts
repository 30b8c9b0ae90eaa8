// A lazy reader of BER (X.690): elements are views of the input and are taken apart only when somebody asks.
// asn1js builds the whole tree; a signature that carries a revocation list has tens of thousands of nodes of which
// three are needed, and that alone took longer than pdfsig needs for the whole file.

/** One element. `raw` is its encoding as received, `content` what is inside (without end-of-contents octets). */
export type Ber = {
  /** Class (0 universal, 2 context) */
  readonly cls: number;
  readonly number: number;
  readonly constructed: boolean;
  readonly indefinite: boolean;
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
};

export const TAG = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utf8: 12,
  sequence: 16,
  set: 17,
  utcTime: 23,
  generalizedTime: 24,
} as const;

const MAX_DEPTH = 64;

/** The element at the beginning of `bytes`; undefined when there is none. */
export const readBer = (bytes: Uint8Array): Ber | undefined => readAt(bytes, 0, 0);

function readAt(bytes: Uint8Array, start: number, depth: number): Ber | undefined {
  let at = start;
  const first = bytes[at++];
  if (first === undefined || depth > MAX_DEPTH) return undefined;
  let number = first & 0x1f;
  if (number === 0x1f) {
    number = 0;
    for (let byte = 0x80; (byte & 0x80) !== 0;) {
      byte = bytes[at++] ?? 0;
      number = number * 128 + (byte & 0x7f);
      if (number > 0xffff) return undefined;
    }
  }
  let length = bytes[at++] ?? 0xff;
  const constructed = (first & 0x20) !== 0;
  const indefinite = length === 0x80;
  const head = { cls: first >> 6, number, constructed, indefinite };
  if (indefinite) {
    const end = constructed ? endOfContents(bytes, at, depth) : undefined;
    return end === undefined
      ? undefined
      : { ...head, raw: bytes.subarray(start, end + 2), content: bytes.subarray(at, end) };
  }
  if (length > 0x80) {
    const count = length & 0x7f;
    if (count > 5) return undefined;
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[at++] ?? 0);
  }
  if (at + length > bytes.length) return undefined;
  return { ...head, raw: bytes.subarray(start, at + length), content: bytes.subarray(at, at + length) };
}

/** Where the two zero octets stand that close an element of indefinite length. */
function endOfContents(bytes: Uint8Array, from: number, depth: number): number | undefined {
  for (let at = from; at + 1 < bytes.length;) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return at;
    const element = readAt(bytes, at, depth + 1);
    if (element === undefined) return undefined;
    at += element.raw.length;
  }
  return undefined;
}

/** The elements inside a constructed element; what cannot be read ends the list. */
export function items(element: Ber | undefined): readonly Ber[] {
  if (element === undefined || !element.constructed) return [];
  const found: Ber[] = [];
  for (let at = 0; at < element.content.length;) {
    const next = readAt(element.content, at, 0);
    if (next === undefined) break;
    found.push(next);
    at += next.raw.length;
  }
  return found;
}

/** True for a universal element with this tag. */
export const isTag = (element: Ber | undefined, tag: number): element is Ber =>
  element !== undefined && element.cls === 0 && element.number === tag;

/** `isTag` without narrowing the type of what is something else. */
export const hasTag = (element: Ber, tag: number): boolean => element.cls === 0 && element.number === tag;

/** True for a context element `[number]`. */
export const isContext = (element: Ber | undefined, number: number): element is Ber =>
  element !== undefined && element.cls === 2 && element.number === number;

const oids = new Map<string, string>();

/** A copy of its own. `slice()` of a Buffer is a view: whoever writes into that writes into the PDF. */
export const copyOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

/** Dotted form of an OBJECT IDENTIFIER. */
export function oidOf(element: Ber | undefined): string | undefined {
  if (!isTag(element, TAG.oid)) return undefined;
  const key = Buffer.from(element.content).toString('latin1');
  const known = oids.get(key);
  if (known !== undefined) return known;
  const numbers: number[] = [];
  let value = 0;
  for (const byte of element.content) {
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    numbers.push(value);
    value = 0;
  }
  const first = numbers.shift() ?? 0;
  const top = Math.min(2, Math.floor(first / 40));
  const text = [top, first - top * 40, ...numbers].join('.');
  if (oids.size < 10_000) oids.set(key, text);
  return text;
}

/** The octets of an OCTET STRING, put together when it was sent in parts. */
export function octetsOf(element: Ber | undefined): Uint8Array | undefined {
  if (element === undefined || !(hasTag(element, TAG.octetString) || element.cls === 2)) return undefined;
  if (!element.constructed) return element.content;
  return Buffer.concat(items(element).map((part) => octetsOf(part) ?? new Uint8Array()));
}

/** The bits of a BIT STRING as octets, without the count of unused bits. */
export const bitsOf = (element: Ber | undefined): Uint8Array | undefined =>
  isTag(element, TAG.bitString) && !element.constructed ? element.content.subarray(1) : undefined;

/** A small INTEGER or ENUMERATED as number. */
export const smallOf = (element: Ber | undefined): number | undefined =>
  element !== undefined && element.content.length <= 4
    ? element.content.reduce((sum, byte) => sum * 256 + byte, 0)
    : undefined;

/** UTCTime or GeneralizedTime (RFC 5280 4.1.2.5; fractions of a second as in RFC 3161). */
export function timeOf(element: Ber | undefined): Date | undefined {
  if (element === undefined || !(hasTag(element, TAG.utcTime) || hasTag(element, TAG.generalizedTime)))
    return undefined;
  const text = Buffer.from(element.content).toString('latin1');
  const full =
    element.number === TAG.utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,](\d{1,9}))?(Z|[+-]\d{4})?$/.exec(full);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second = '00', fraction = '0', zone = 'Z'] = found;
  const ms = Math.floor(Number(`0.${fraction}`) * 1000);
  const shift =
    zone === 'Z'
      ? 0
      : (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))) * 60_000 * (zone[0] === '-' ? -1 : 1);
  const utc = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    ms,
  );
  return new Date(utc - shift);
}

/** A character string of any of the types names are made of. */
export function stringOf(element: Ber | undefined): string | undefined {
  if (element === undefined || element.constructed) return undefined;
  const bytes = Buffer.from(element.content.buffer, element.content.byteOffset, element.content.length);
  switch (element.number) {
    case TAG.utf8:
      return bytes.toString('utf8');
    case 30:
      return Buffer.from(bytes.subarray(0, bytes.length & ~1))
        .swap16()
        .toString('utf16le');
    case 28:
      return String.fromCodePoint(
        ...Array.from({ length: bytes.length >> 2 }, (_, i) => Math.min(bytes.readUInt32BE(i * 4), 0x10ffff)),
      );
    default:
      return bytes.toString('latin1');
  }
}
