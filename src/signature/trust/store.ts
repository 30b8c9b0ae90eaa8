// Trust anchors: PEM or DER files, folders of them, or certificates in memory.

import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { parseCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';

/** Whom to trust. Everything a path ends in is trusted as it is, without regard to its validity period. */
export type TrustStore = { readonly anchors: readonly Certificate[] };

export type TrustError = { readonly code: 'unreadable' | 'noCertificate'; readonly path: string };

/** Certificates in a PEM text (any number) or a DER file. */
export function certificatesIn(bytes: Uint8Array): readonly Certificate[] {
  const text = Buffer.from(bytes).toString('latin1');
  const blocks = [...text.matchAll(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([^-]+)-----END/g)];
  const ders = blocks.length > 0 ? blocks.map((one) => Buffer.from(one[1]!, 'base64')) : [bytes];
  return ders.map((der) => parseCertificate(der)).filter((one) => one !== undefined);
}

/** A trust store from PEM texts or DER bytes. */
export function trustStoreOf(certificates: readonly (string | Uint8Array)[]): TrustStore {
  const anchors = certificates.flatMap((one) =>
    certificatesIn(typeof one === 'string' ? Buffer.from(one, 'latin1') : one),
  );
  return { anchors };
}

const EXTENSIONS = new Set(['.pem', '.crt', '.cer', '.der']);

/** Reads trust anchors from files and folders (all .pem, .crt, .cer, .der in them; not deeper). */
export async function loadTrustStore(paths: readonly string[]): Promise<Result<TrustStore, TrustError>> {
  const anchors: Certificate[] = [];
  for (const path of paths) {
    try {
      const files = (await stat(path)).isDirectory()
        ? (await readdir(path))
            .filter((name) => EXTENSIONS.has(extname(name).toLowerCase()))
            .map((name) => join(path, name))
        : [path];
      const found = (await Promise.all(files.map((file) => readFile(file)))).flatMap((bytes) =>
        certificatesIn(bytes),
      );
      if (found.length === 0) return err({ code: 'noCertificate', path });
      anchors.push(...found);
    } catch {
      return err({ code: 'unreadable', path });
    }
  }
  return ok({ anchors });
}
