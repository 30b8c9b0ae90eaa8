import { expect, test } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  formatNote,
  formatStatement,
  isSignedBy,
  KEY_NAME,
  keyIdOf,
  parseNote,
  parseStatement,
} from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';

const { sha256, verify } = ledgerCrypto;
const pair = generateKeyPairSync('ed25519');
const raw = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
const tree = {
  tenant: 'siegen',
  size: 7,
  root: new Uint8Array(sha256(Buffer.from('x'))),
  zeit: '2026-11-22T08:00:00.000Z',
};
const statements = [
  { art: 'pruefpunkt', ...tree, kopf: 'a'.repeat(64) },
  { art: 'wiederherstellung', ...tree },
  { art: 'versiegelung', ...tree, kopf: 'a'.repeat(64), kette: 'b'.repeat(64) },
  { art: 'schluessel', tenant: 'siegen', publicKey: new Uint8Array(raw), zeit: tree.zeit },
] as const;

test.each(statements)('a statement is read as it was written: $art', (statement) => {
  const read = parseStatement(formatStatement(statement));
  expect(read).toEqual(statement);
  for (const other of statements) {
    if (other.art !== statement.art)
      expect(parseStatement(formatStatement(statement))?.art).not.toBe(other.art);
  }
});

test('a note is signed text that people can read; any change of a byte of it shows', () => {
  const text = formatStatement(statements[0]);
  const signature = sign(null, Buffer.from(text), pair.privateKey);
  const note = formatNote({ text, signatures: [{ name: KEY_NAME, keyId: keyIdOf(sha256, raw), signature }] });
  expect(note.split('\n').slice(0, 2)).toEqual(['amtsmappe/siegen', '7']);
  expect(isSignedBy(sha256, verify, parseNote(note)!, raw)).toBe(true);
  const bytes = Buffer.from(note);
  for (let i = 0; i < bytes.length; i += 1) {
    const changed = Buffer.from(bytes);
    changed[i] = changed[i]! ^ 1;
    const read = parseNote(changed.toString());
    const same = read?.text === text && Buffer.from(read.signatures[0]!.signature).equals(signature);
    expect(read !== null && isSignedBy(sha256, verify, read, raw) && !same).toBe(false);
  }
});

test.each(['', 'x', 'x\n\n', 'x\n\ny\n', 'x\n\n— a b\n', 'amtsmappe/siegen\n7\n'])('no note: %j', (text) => {
  expect(parseNote(text)).toBeNull();
});

test.each([
  'amtsmappe/siegen\n07\nAAAA\n',
  'andere/siegen\n7\n',
  'amtsmappe/siegen\n7\nAAAA\nzeit gestern\nkopf x\n',
  '',
])('no statement: %j', (text) => {
  expect(parseStatement(text)).toBeNull();
});
