// The parts of an X.509 certificate (RFC 5280, 4.1) that a CMS signature names, as exact bytes.
import { children, DerError, elements, oidText, type DerElement } from './der.ts';

export type CertificateParts = {
  readonly der: Buffer;
  readonly serial: Buffer; // the whole INTEGER element
  readonly issuer: Buffer; // the whole Name element
  readonly subject: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, whole element */
  readonly publicKey: Buffer;
  readonly extensions: ReadonlyMap<string, { readonly critical: boolean; readonly value: Buffer }>;
};

const timeOf = (element: DerElement): Date => {
  const text = element.content.toString('latin1');
  const full = element.tag === 0x17 ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const m = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full);
  if (m === null) throw new DerError('damaged time');
  return new Date(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z`);
};

const extensionsOf = (element: DerElement | undefined): CertificateParts['extensions'] => {
  const map = new Map<string, { critical: boolean; value: Buffer }>();
  if (element === undefined) return map;
  for (const extension of children(element.content)) {
    const parts = elements(extension.content);
    const id = parts[0];
    const value = parts[parts.length - 1];
    if (id === undefined || value === undefined || value.tag !== 0x04)
      throw new DerError('damaged extension');
    map.set(oidText(id.content), {
      critical: parts[1]?.tag === 0x01 && parts[1].content[0] !== 0,
      value: value.content,
    });
  }
  return map;
};

/** Reads a certificate. @throws DerError */
export const certificateParts = (bytes: Uint8Array): CertificateParts => {
  const whole = elements(bytes)[0];
  const tbs = whole && children(whole.raw)[0];
  if (whole === undefined || tbs === undefined) throw new DerError('damaged certificate');
  const all = elements(tbs.content);
  const fields = all[0]?.tag === 0xa0 ? all.slice(1) : all;
  const [serial, , issuer, validity, subject, publicKey] = fields;
  if (!serial || !issuer || !validity || !subject || !publicKey) throw new DerError('damaged certificate');
  const [from, to] = elements(validity.content);
  if (!from || !to) throw new DerError('damaged certificate');
  return {
    der: whole.raw,
    serial: serial.raw,
    issuer: issuer.raw,
    subject: subject.raw,
    notBefore: timeOf(from),
    notAfter: timeOf(to),
    publicKey: publicKey.raw,
    extensions: extensionsOf(fields.find((f) => f.tag === 0xa3)),
  };
};
