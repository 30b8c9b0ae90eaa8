import { assertNever } from '../domain/shared/result.ts';
import { concat, hex, utf8 } from './bytes.ts';
import type { Sha256 } from './merkle.ts';
import type { LedgerCrypto } from './types.ts';

/**
 * Signed notes as transparency logs use them (C2SP signed-note, tlog-checkpoint): a text that people can read,
 * and below an empty line one signature a line. Ed25519; the id of a key binds it to its name.
 */
export interface Note {
  /** ends with a line feed; this is what is signed */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}
export interface NoteSignature {
  readonly name: string;
  /** 8 hex digits */
  readonly keyId: string;
  readonly signature: Uint8Array;
}
export type Verify = LedgerCrypto['verify'];

/** Name of the keys of a central service. */
export const KEY_NAME = 'amtsmappe-zentrale';
const ED25519 = 1;
const KEY_ID_BYTES = 4;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/;

/** First four bytes of SHA-256 over name, algorithm and key, in hex. */
export const keyIdOf = (sha256: Sha256, publicKey: Uint8Array, name = KEY_NAME): string =>
  hex(sha256(concat(utf8(`${name}\n`), new Uint8Array([ED25519]), publicKey)).slice(0, KEY_ID_BYTES));

export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(
    ({ name, keyId, signature }) => `— ${name} ${toBase64(concat(fromHex(keyId), signature))}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

/** Null: not a signed note. */
export function parseNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n') || note.length > 16_384) return null;
  const signatures: NoteSignature[] = [];
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, value] = SIGNATURE_LINE.exec(line) ?? [];
    const bytes = value === undefined ? null : fromBase64(value);
    if (name === undefined || bytes === null || bytes.length <= KEY_ID_BYTES) return null;
    const keyId = hex(bytes.slice(0, KEY_ID_BYTES));
    signatures.push({ name, keyId, signature: bytes.slice(KEY_ID_BYTES) });
  }
  return signatures.length === 0 ? null : { text: note.slice(0, end + 1), signatures };
}

/** Was this note signed with this key? */
export function isSignedBy(sha256: Sha256, verify: Verify, note: Note, publicKey: Uint8Array): boolean {
  const keyId = keyIdOf(sha256, publicKey);
  return note.signatures.some(
    (s) => s.name === KEY_NAME && s.keyId === keyId && verify(publicKey, utf8(note.text), s.signature),
  );
}

/** What a signed note of a centre says. The first line tells the kinds apart, so none passes for another. */
export type Statement =
  /** The log had this many records, this root and this last hash */
  | (Tree & { readonly art: 'pruefpunkt'; readonly kopf: string })
  /** The log goes on from a backup of this size: what had been told since is lost */
  | (Tree & { readonly art: 'wiederherstellung' })
  /** The chain of a single seat ends here: it entered this city and is only kept (docs/adr/0029) */
  | (Tree & { readonly art: 'versiegelung'; readonly kette: string; readonly kopf: string })
  /** This key signs from now on; signed by itself and by the one before it */
  | {
      readonly art: 'schluessel';
      readonly tenant: string;
      readonly publicKey: Uint8Array;
      readonly zeit: string;
    };

interface Tree {
  readonly tenant: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly zeit: string;
}

const ORIGIN = 'amtsmappe/';
const RESTORED = '/wiederherstellung';
const SEALED = '/versiegelung';
const KEY = '/schluessel';

export function formatStatement(s: Statement): string {
  switch (s.art) {
    case 'pruefpunkt':
      return `${ORIGIN}${s.tenant}\n${s.size}\n${toBase64(s.root)}\nzeit ${s.zeit}\nkopf ${s.kopf}\n`;
    case 'wiederherstellung':
      return `${ORIGIN}${s.tenant}${RESTORED}\n${s.size}\n${toBase64(s.root)}\nzeit ${s.zeit}\n`;
    case 'versiegelung':
      return `${ORIGIN}${s.tenant}${SEALED}\n${s.size}\n${toBase64(s.root)}\nzeit ${s.zeit}\nkopf ${s.kopf}\nkette ${s.kette}\n`;
    case 'schluessel':
      return `${ORIGIN}${s.tenant}${KEY}\n${toBase64(s.publicKey)}\nzeit ${s.zeit}\n`;
    default:
      return assertNever(s);
  }
}

const TIME = /^zeit (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;
const HEAD = /^kopf ([0-9a-f]{64})$/;
const CHAIN = /^kette ([0-9a-f]{64})$/;
const SIZE = /^(0|[1-9]\d{0,14})$/;

/** Null: says nothing that we know. */
export function parseStatement(text: string): Statement | null {
  const [first = '', ...lines] = text.replace(/\n$/, '').split('\n');
  if (!first.startsWith(ORIGIN)) return null;
  const origin = first.slice(ORIGIN.length);
  if (origin.endsWith(KEY)) {
    const publicKey = fromBase64(lines[0] ?? '');
    const zeit = TIME.exec(lines[1] ?? '')?.[1];
    if (publicKey?.length !== 32 || zeit === undefined || lines.length !== 2) return null;
    return { art: 'schluessel', tenant: origin.slice(0, -KEY.length), publicKey, zeit };
  }
  const size = SIZE.exec(lines[0] ?? '')?.[1];
  const root = fromBase64(lines[1] ?? '');
  const zeit = TIME.exec(lines[2] ?? '')?.[1];
  if (size === undefined || root?.length !== 32 || zeit === undefined) return null;
  const tree = { size: Number(size), root, zeit };
  if (origin.endsWith(RESTORED)) {
    if (lines.length !== 3) return null;
    return { art: 'wiederherstellung', tenant: origin.slice(0, -RESTORED.length), ...tree };
  }
  const kopf = HEAD.exec(lines[3] ?? '')?.[1];
  if (origin.endsWith(SEALED)) {
    const kette = CHAIN.exec(lines[4] ?? '')?.[1];
    if (kopf === undefined || kette === undefined || lines.length !== 5) return null;
    return { art: 'versiegelung', tenant: origin.slice(0, -SEALED.length), ...tree, kopf, kette };
  }
  if (kopf === undefined || lines.length !== 4 || origin.includes('/')) return null;
  return { art: 'pruefpunkt', tenant: origin, ...tree, kopf };
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Null: no base64. */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

export const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
