import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { createPublicKey, KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { ok, type Result } from '../../domain/shared/result.ts';
import { readPkcs12 } from './pkcs12.ts';
import { writePkcs12 } from './pkcs12-write.ts';
import { tokenError, type TokenError } from './token.ts';

/** Kinds of keys a demo person may have. */
export type DemoKeyKind = 'rsa2048' | 'rsa3072' | 'ec-p256';

export type DemoPerson = {
  /** as it shall stand in the certificate, without "Übung": that is added */
  readonly name: string;
  readonly organisation?: string | undefined;
  readonly key: DemoKeyKind;
};

/** What a demo person gets: a key file and its certificate (DER). */
export type DemoIdentity = { readonly p12: Uint8Array; readonly certificate: Uint8Array };

/**
 * A certificate authority for trying things out. Everything it issues says "Übung" in the subject, so that nobody
 * takes it for real.
 */
export type DemoCa = {
  readonly rootDer: Uint8Array;
  readonly rootPem: string;
  /** Makes key and certificate for a person; the file is protected by the passphrase. */
  readonly issue: (person: DemoPerson, passphrase: string, now: Date) => Promise<DemoIdentity>;
  /** The authority itself as PKCS#12, to be opened again with `openDemoCa`. */
  readonly save: (passphrase: string) => Uint8Array;
};

const YEAR = 365.25 * 24 * 3600 * 1000;
const DAY = 24 * 3600 * 1000;
const EC = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const EC_SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

const rsa = (modulusLength: number) => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
});

const generate = async (kind: DemoKeyKind): Promise<CryptoKeyPair> => {
  const algorithm = kind === 'ec-p256' ? EC : rsa(kind === 'rsa3072' ? 3072 : 2048);
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
};

/** A positive serial number of 16 bytes (RFC 5280, 4.1.2.2). */
const serial = (): string => {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.toString('hex');
};

const subject = (name: string, organisation: string): x509.JsonName => [
  { C: ['DE'] },
  { O: [`${organisation} (Übung)`] },
  { CN: [`${name} (Übung)`] },
];

/** Makes a new authority: an EC P-256 root, valid for 20 years from the day before `now`. */
export const createDemoCa = async (now: Date, organisation = 'Amtsmappe'): Promise<DemoCa> => {
  const keys = await generate('ec-p256');
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: subject('Übungs-Wurzelzertifikat', organisation),
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + 20 * YEAR),
    keys,
    signingAlgorithm: EC_SIGNING,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return authority(new Uint8Array(root.rawData), keys.privateKey);
};

/** Opens a saved authority. Errors: as `openPkcs12`. */
export const openDemoCa = async (
  file: Uint8Array,
  passphrase: string,
): Promise<Result<DemoCa, TokenError>> => {
  const bags = readPkcs12(file, passphrase);
  if (!bags.ok) return bags;
  const key = bags.value.keys[0]?.key;
  const root = bags.value.certificates[0];
  if (key === undefined) return tokenError('token.datei-ohne-schluessel');
  if (root === undefined || !new X509Certificate(root).checkPrivateKey(key))
    return tokenError('token.zertifikat-fehlt');
  const der = key.export({ format: 'der', type: 'pkcs8' });
  return ok(
    authority(root, (await webcrypto.subtle.importKey('pkcs8', der, EC, true, ['sign'])) as CryptoKey),
  );
};

const authority = (rootDer: Uint8Array, rootKey: CryptoKey): DemoCa => {
  const root = new x509.X509Certificate(Uint8Array.from(rootDer));
  const rootKeyObject = KeyObject.from(rootKey as webcrypto.CryptoKey);
  return {
    rootDer,
    rootPem: root.toString('pem'),
    save: (passphrase) => writePkcs12(rootKeyObject, [rootDer], 'Übungs-Wurzelzertifikat', passphrase),
    issue: async (person, passphrase, now) => {
      const keys = await generate(person.key);
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serial(),
        subject: subject(person.name, person.organisation ?? 'Stadt Musterhafen'),
        issuer: root.subjectName,
        notBefore: new Date(now.getTime() - DAY / 24),
        notAfter: new Date(now.getTime() + 5 * YEAR),
        publicKey: keys.publicKey,
        signingKey: rootKey,
        signingAlgorithm: EC_SIGNING,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(
            x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation,
            true,
          ),
          await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
          await x509.AuthorityKeyIdentifierExtension.create(createRootKey(rootDer)),
        ],
      });
      const der = new Uint8Array(certificate.rawData);
      const p12 = writePkcs12(
        KeyObject.from(keys.privateKey as webcrypto.CryptoKey),
        [der, rootDer],
        person.name,
        passphrase,
      );
      return { p12, certificate: der };
    },
  };
};

const createRootKey = (rootDer: Uint8Array): x509.PublicKey => {
  const spki = createPublicKey(
    new X509Certificate(rootDer).publicKey.export({ format: 'pem', type: 'spki' }),
  );
  return new x509.PublicKey(new Uint8Array(spki.export({ format: 'der', type: 'spki' })));
};
