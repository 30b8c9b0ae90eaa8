import { X509Certificate, createHash } from 'node:crypto';

export interface CertificateView {
  /** SHA-256 of the DER, hex */
  readonly id: string;
  readonly name: string;
  readonly aussteller: string;
  readonly gueltigVon: string;
  readonly gueltigBis: string;
  readonly algorithmus: string;
}

/** Common name, issuer, validity (ISO) and key of a DER certificate; the id is its SHA-256. */
export function describeCertificate(der: Uint8Array): CertificateView {
  const cert = new X509Certificate(der);
  const cn = (text: string) => /(?:^|\n)CN=(.*)/.exec(text)?.[1] ?? text.replaceAll('\n', ', ');
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = cert.publicKey;
  return {
    id: createHash('sha256').update(der).digest('hex'),
    name: cn(cert.subject),
    aussteller: cn(cert.issuer),
    gueltigVon: new Date(cert.validFrom).toISOString(),
    gueltigBis: new Date(cert.validTo).toISOString(),
    algorithmus: type === 'rsa' ? `RSA ${details?.modulusLength ?? ''}` : `EC ${details?.namedCurve ?? ''}`,
  };
}
