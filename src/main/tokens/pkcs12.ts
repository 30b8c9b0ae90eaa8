import * as asn1 from 'asn1js';
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { AuthenticatedSafe, ContentInfo, EncryptedData, PFX, SafeContents } from 'pkijs';
import { ok, type Result } from '../../domain/shared/result.ts';
import { chainOf, nodeKey, type KeyPreferences } from './node-key.ts';
import { decryptPbe, macIsRight, UnsupportedPbe } from './pkcs12-crypto.ts';
import { tokenError, type TokenError, type TokenKey, type TokenSession } from './token.ts';

const ID_DATA = '1.2.840.113549.1.7.1';
const ID_ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const ID_KEY_BAG = '1.2.840.113549.1.12.10.1.1';
const ID_SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2';
const ID_CERT_BAG = '1.2.840.113549.1.12.10.1.3';
const ID_SAFE_CONTENTS_BAG = '1.2.840.113549.1.12.10.1.6';
const ID_FRIENDLY_NAME = '1.2.840.113549.1.9.20';

type Bags = {
  readonly keys: { readonly key: KeyObject; readonly name: string }[];
  readonly certificates: Uint8Array[];
};

const octets = (value: unknown): Uint8Array => {
  if (!(value instanceof asn1.OctetString)) throw new Error('octet string expected');
  return new Uint8Array(value.getValue());
};

const asBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/**
 * Opens a PKCS#12 file (RFC 7292): RSA and EC keys, protected with PBES2/AES or the old 3DES.
 * The passphrase is used here and forgotten.
 * Errors: token.passphrase-falsch, token.datei-beschaedigt, token.datei-ohne-schluessel, token.datei-verfahren,
 * token.zertifikat-fehlt, token.verfahren-nicht-moeglich.
 */
export const openPkcs12 = (
  file: Uint8Array,
  passphrase: string,
  preferences: KeyPreferences = {},
): Result<TokenSession, TokenError> => {
  const bags = readPkcs12(file, passphrase);
  if (!bags.ok) return bags;
  try {
    return session(bags.value, preferences);
  } catch {
    return tokenError('token.datei-beschaedigt'); // a certificate that is none
  }
};

/** What is in the file: private keys and certificates (DER). Errors as `openPkcs12`. */
export const readPkcs12 = (file: Uint8Array, passphrase: string): Result<Bags, TokenError> => {
  let content: Uint8Array;
  let pfx: PFX;
  try {
    pfx = PFX.fromBER(asBuffer(file));
    content = octets(pfx.authSafe.content);
  } catch {
    return tokenError('token.datei-beschaedigt');
  }
  const bags: Bags = { keys: [], certificates: [] };
  try {
    if (pfx.macData !== undefined && !macIsRight(pfx.macData, content, passphrase))
      return tokenError('token.passphrase-falsch');
    for (const info of AuthenticatedSafe.fromBER(asBuffer(content)).safeContents)
      collect(SafeContents.fromBER(asBuffer(contentsOf(info, passphrase))), passphrase, bags, 0);
  } catch (thrown) {
    if (thrown instanceof UnsupportedPbe)
      return tokenError('token.datei-verfahren', { verfahren: thrown.message });
    // Without a MAC a wrong passphrase shows only as garbage.
    return tokenError(pfx.macData === undefined ? 'token.passphrase-falsch' : 'token.datei-beschaedigt');
  }
  return ok(bags);
};

const contentsOf = (info: ContentInfo, passphrase: string): Uint8Array => {
  if (info.contentType === ID_DATA) return octets(info.content);
  if (info.contentType !== ID_ENCRYPTED_DATA) throw new UnsupportedPbe(info.contentType);
  const { encryptedContentInfo } = new EncryptedData({ schema: info.content });
  return decryptPbe(
    encryptedContentInfo.contentEncryptionAlgorithm,
    new Uint8Array(encryptedContentInfo.getEncryptedContent()),
    passphrase,
  );
};

const collect = (contents: SafeContents, passphrase: string, bags: Bags, depth: number): void => {
  if (depth > 4) throw new Error('nested too deep');
  for (const bag of contents.safeBags) {
    const value = bag.bagValue as { toSchema: () => asn1.BaseBlock };
    const names = bag.bagAttributes?.find((a) => a.type === ID_FRIENDLY_NAME)?.values[0] as
      { valueBlock?: { value?: string } } | undefined;
    const name = names?.valueBlock?.value ?? '';
    const der = (): Buffer => Buffer.from(value.toSchema().toBER(false));
    switch (bag.bagId) {
      case ID_KEY_BAG:
        bags.keys.push({ key: createPrivateKey({ key: der(), format: 'der', type: 'pkcs8' }), name });
        break;
      case ID_SHROUDED_KEY_BAG:
        bags.keys.push({
          key: createPrivateKey({ key: der(), format: 'der', type: 'pkcs8', passphrase }),
          name,
        });
        break;
      case ID_CERT_BAG: {
        const certificate = (bag.bagValue as { certValue?: asn1.OctetString }).certValue;
        bags.certificates.push(octets(certificate));
        break;
      }
      case ID_SAFE_CONTENTS_BAG:
        collect(bag.bagValue as unknown as SafeContents, passphrase, bags, depth + 1);
        break;
      default:
        break; // CRLs and secrets are of no use here
    }
  }
};

const session = (bags: Bags, preferences: KeyPreferences): Result<TokenSession, TokenError> => {
  if (bags.keys.length === 0) return tokenError('token.datei-ohne-schluessel');
  const keys: TokenKey[] = [];
  let failure: Result<never, TokenError> = tokenError('token.zertifikat-fehlt');
  for (const { key, name } of bags.keys) {
    const own = bags.certificates.find((raw) => new X509Certificate(raw).checkPrivateKey(key));
    if (own === undefined) continue;
    const made = nodeKey(key, own, chainOf(own, bags.certificates), name, preferences);
    if (made.ok) keys.push(made.value);
    else failure = made;
  }
  return keys.length === 0 ? failure : ok({ keys, close: () => undefined });
};
