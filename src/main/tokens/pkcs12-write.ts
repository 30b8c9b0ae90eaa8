import * as asn1 from 'asn1js';
import { createHmac, randomBytes, type KeyObject } from 'node:crypto';
import { deriveKey } from './pkcs12-crypto.ts';

const MAC_ROUNDS = 2048;

const oid = (value: string) => new asn1.ObjectIdentifier({ value });
const seq = (...value: asn1.BaseBlock[]) => new asn1.Sequence({ value });
const set = (...value: asn1.BaseBlock[]) => new asn1.Set({ value });
const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: Uint8Array.from(bytes).buffer });
const explicit = (value: asn1.BaseBlock) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [value] });
const parsed = (der: Uint8Array) => asn1.fromBER(Uint8Array.from(der).buffer).result;
const der = (block: asn1.BaseBlock) => Buffer.from(block.toBER(false));

const data = (content: asn1.BaseBlock) => seq(oid('1.2.840.113549.1.7.1'), explicit(octets(der(content))));

const bag = (id: string, value: asn1.BaseBlock, attributes: asn1.BaseBlock[]) =>
  seq(
    oid(`1.2.840.113549.1.12.10.1.${id}`),
    explicit(value),
    ...(attributes.length ? [set(...attributes)] : []),
  );

/**
 * A PKCS#12 file (RFC 7292): the key under AES-256 (PBES2), the certificates in the open (they are public), a MAC
 * with SHA-256 over all.
 * @param certificates DER, the key's own first
 */
export const writePkcs12 = (
  key: KeyObject,
  certificates: readonly Uint8Array[],
  friendlyName: string,
  passphrase: string,
): Uint8Array => {
  const name = seq(oid('1.2.840.113549.1.9.20'), set(new asn1.BmpString({ value: friendlyName })));
  const localId = seq(oid('1.2.840.113549.1.9.21'), set(octets(Buffer.from([1]))));
  const shrouded = key.export({ format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase });
  const keyBag = bag('2', parsed(shrouded), [name, localId]);
  const certBags = certificates.map((certificate, i) =>
    bag(
      '3',
      seq(oid('1.2.840.113549.1.9.22.1'), explicit(octets(certificate))),
      i === 0 ? [name, localId] : [],
    ),
  );
  const safe = der(seq(data(seq(...certBags)), data(seq(keyBag))));
  const salt = randomBytes(16);
  const macKey = deriveKey('sha256', passphrase, salt, MAC_ROUNDS, 3, 32);
  const digest = createHmac('sha256', macKey).update(safe).digest();
  const macData = seq(
    seq(seq(oid('2.16.840.1.101.3.4.2.1'), new asn1.Null()), octets(digest)),
    octets(salt),
    new asn1.Integer({ value: MAC_ROUNDS }),
  );
  return der(
    seq(new asn1.Integer({ value: 3 }), seq(oid('1.2.840.113549.1.7.1'), explicit(octets(safe))), macData),
  );
};
