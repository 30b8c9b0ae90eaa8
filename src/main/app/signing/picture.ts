import type { SignaturePicture } from '../../../contract/signing-wish.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import { pictureSize } from '../../../signature/index.ts';
import type { WorkspaceStore } from '../ports.ts';

/** Larger files are scans of a whole page, not the picture of a signature; each signed file would carry it. */
const MAX_BYTES = 1024 * 1024;
const MAX_SIDE = 4000;

type Stored = Omit<SignaturePicture, 'sha256'> & { readonly base64: string };

const settingOf = (person: PersonId) => `unterschriftsbild:${person}`;

/** The picture of a person's signature as it lies in the encrypted workspace; null: none. */
export function readPicture(
  store: Pick<WorkspaceStore, 'read'>,
  person: PersonId,
): (Omit<Stored, 'base64'> & { readonly daten: Uint8Array }) | null {
  const stored = store.read.setting(settingOf(person)) as Stored | null | undefined;
  if (!stored) return null;
  const { base64, ...rest } = stored;
  return { ...rest, daten: Buffer.from(base64, 'base64') };
}

/** Errors: `signatur.bild-zu-gross`, `signatur.bild-unbrauchbar`. */
export function writePicture(
  store: WorkspaceStore,
  person: PersonId,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Result<null, Rejection> {
  const { name, bytes } = file;
  const kb = (n: number) => Math.ceil(n / 1024);
  if (bytes.length > MAX_BYTES)
    return reject('signatur.bild-zu-gross', { name, groesse: kb(bytes.length), grenze: kb(MAX_BYTES) });
  const size = pictureSize(bytes);
  if (!size || size.width > MAX_SIDE || size.height > MAX_SIDE)
    return reject('signatur.bild-unbrauchbar', { name, grenze: MAX_SIDE });
  const stored: Stored = {
    mime: bytes[0] === 0xff ? 'image/jpeg' : 'image/png',
    bytes: bytes.length,
    breite: size.width,
    hoehe: size.height,
    base64: Buffer.from(bytes).toString('base64'),
  };
  store.setSetting(settingOf(person), stored);
  return ok(null);
}

export const removePicture = (store: WorkspaceStore, person: PersonId): void =>
  store.setSetting(settingOf(person), null);
