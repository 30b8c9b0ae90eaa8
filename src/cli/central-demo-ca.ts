import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CentralTrust } from '../contract/records.ts';
import { createDemoCa, openDemoCa } from '../main/tokens/index.ts';

/**
 * The practice authority of a demo centre, made once and kept in its folder. Its key protects nothing: laptops get
 * it, so that everybody can try out signing; whatever it issues says „Übung“.
 */
export async function demoAuthority(
  dir: string,
): Promise<{ readonly uebung: NonNullable<CentralTrust['uebung']>; readonly rootDer: Uint8Array }> {
  const path = join(dir, 'uebungs-ca.json');
  if (existsSync(path)) {
    const uebung = JSON.parse(readFileSync(path, 'utf8')) as NonNullable<CentralTrust['uebung']>;
    const opened = await openDemoCa(Buffer.from(uebung.file, 'base64'), uebung.passphrase);
    if (opened.ok) return { uebung, rootDer: opened.value.rootDer };
  }
  const ca = await createDemoCa(new Date());
  const passphrase = randomBytes(16).toString('hex');
  const uebung = { file: Buffer.from(ca.save(passphrase)).toString('base64'), passphrase };
  writeFileSync(path, JSON.stringify(uebung), { mode: 0o600 });
  return { uebung, rootDer: ca.rootDer };
}
