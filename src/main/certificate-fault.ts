/** What is wrong with the certificate with which a server shows who it is. */
export type CertificateFault = 'abgelaufen' | 'noch-nicht-gueltig' | 'anderer-name' | 'unbekannt';

/** What TLS says of it (Node's codes are those of OpenSSL's verify(1)); null: nothing of that kind. */
export function certificateFaultOf(error: unknown): CertificateFault | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  if (code === 'CERT_HAS_EXPIRED') return 'abgelaufen';
  if (code === 'CERT_NOT_YET_VALID') return 'noch-nicht-gueltig';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'anderer-name';
  if (typeof code === 'string' && UNTRUSTED.test(code)) return 'unbekannt';
  return certificateFaultOf(cause);
}

/** Of an authority that this machine does not trust, or not to be followed to one. */
const UNTRUSTED = /^(CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_)/;
