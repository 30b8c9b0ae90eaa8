// The signature of a trusted list: an enveloped XML signature over the whole document (ETSI TS 119 612 5.7).
//
// xml-crypto does the canonicalisation. It is loaded when a list is read, not before: whoever trusts PEM files only
// does not need it, and without it a list is refused, never accepted unchecked.

import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Certificate } from './certificate.ts';

export type XmlSignatureError = {
  readonly code: 'unavailable' | 'noSignature' | 'signatureInvalid';
  readonly detail: string;
};

/** What is used of xml-crypto (6.x). */
type SignedXml = {
  SignatureAlgorithms: Record<string, new () => unknown>;
  loadSignature(xml: string): void;
  checkSignature(xml: string): boolean;
  getSignedReferences(): string[];
};
type XmlCrypto = {
  SignedXml: new (options: { publicCert: KeyObject; getCertFromKeyInfo: () => null }) => SignedXml;
};

const PACKAGE: string = 'xml-crypto';

const SIGNATURE = /<(?:([A-Za-z_][\w.-]*):)?Signature[\s>][\s\S]*<\/(?:\1:)?Signature\s*>/;

/**
 * The canonical text of what is signed, verified with the key of one of `signers`; keys inside the document count for
 * nothing. Only this text may be read further: the original could hold more than was signed.
 */
export async function signedContent(
  xml: string,
  signers: readonly Certificate[],
): Promise<Result<{ readonly parts: readonly string[]; readonly signer: Certificate }, XmlSignatureError>> {
  const loaded = (await import(PACKAGE).catch(() => undefined)) as XmlCrypto | undefined;
  if (loaded === undefined) return err({ code: 'unavailable', detail: 'xml-crypto is not installed' });
  const signature = SIGNATURE.exec(xml)?.[0];
  if (signature === undefined) return err({ code: 'noSignature', detail: 'no enveloped signature' });
  let detail = 'no signer is known';
  for (const signer of signers) {
    try {
      const publicCert = createPublicKey({ key: Buffer.from(signer.spki), format: 'der', type: 'spki' });
      const checker = new loaded.SignedXml({ publicCert, getCertFromKeyInfo: () => null });
      Object.assign(checker.SignatureAlgorithms, ECDSA);
      // SHA-1 has not been allowed for trusted lists for a decade.
      delete checker.SignatureAlgorithms['http://www.w3.org/2000/09/xmldsig#rsa-sha1'];
      checker.loadSignature(signature);
      if (checker.checkSignature(xml)) return ok({ parts: checker.getSignedReferences(), signer });
      detail = 'a digest does not match';
    } catch (error) {
      detail = error instanceof Error ? error.message : 'not verifiable';
    }
  }
  return err({ code: 'signatureInvalid', detail });
}

/** ECDSA in XML signatures (RFC 6931 2.3.6): r and s side by side. */
const ecdsa = (digest: string) =>
  class {
    getAlgorithmName(): string {
      return `http://www.w3.org/2001/04/xmldsig-more#ecdsa-${digest}`;
    }
    verifySignature(material: string, key: KeyObject, value: string): boolean {
      return verify(
        digest,
        Buffer.from(material),
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(value, 'base64'),
      );
    }
  };

const ECDSA: Readonly<Record<string, new () => unknown>> = Object.fromEntries(
  ['sha256', 'sha384', 'sha512'].map((digest) => [
    `http://www.w3.org/2001/04/xmldsig-more#ecdsa-${digest}`,
    ecdsa(digest),
  ]),
);
