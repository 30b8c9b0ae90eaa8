import { zipSync, type Zippable } from 'fflate';
import type { ChannelInput } from '../../../contract/channels.ts';
import type { SignedFile } from '../../../contract/signing.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import type { OpenKey } from '../keys/ports.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { BatchJob } from './batch.ts';
import { signOptionsOf } from './wish.ts';
import { noteSigned } from './upgrade-list.ts';
import { signVersion } from './version.ts';

type Wish = Omit<ChannelInput<'sign.file'>, 'schluessel' | 'pin' | 'otp'>;

/** Signs a file that belongs to no Vorgang, checks the result like any stranger's document, and keeps it. */
export async function signForeign(
  workspace: OpenWorkspace,
  person: PersonId,
  before: { readonly name: string; readonly bytes: Uint8Array },
  key: OpenKey,
  { sha256: vorher, ...wish }: Wish,
): Promise<Result<SignedFile, Rejection>> {
  const { ctx } = workspace;
  const options = signOptionsOf(ctx, person, wish);
  if (!options.ok) return options;
  const name = before.name.replace(/(-signiert)?(\.pdf)?$/i, '-signiert.pdf');
  const signed = await signVersion(workspace, { ...before, sha256: vorher }, key, options.value, name);
  if (!signed.ok) return signed;
  const { document, stand } = signed.value;
  noteSigned(ctx, stand, { sha256: document.sha256, vorher, person, vorgang: null });
  return ok({ document, stufe: stand.stufe, hinweis: stand.hinweis });
}

/** The jobs of a batch of files: each is signed as one alone would be, with the same level reached. */
export const fileJobs = (
  workspace: OpenWorkspace,
  person: PersonId,
  files: readonly string[],
  wish: Pick<Wish, 'grund' | 'ort'>,
): readonly BatchJob<SignedFile>[] =>
  files.map((sha256) => {
    const info = workspace.documents.info(sha256);
    return {
      name: info?.name ?? '',
      bytes: info?.bytes ?? 0,
      sign: async (key) => {
        const before = workspace.documents.get(person, sha256);
        return before
          ? signForeign(workspace, person, before, key, { sha256, ...wish })
          : reject('app.nichts-gefunden', { was: 'Das Dokument' });
      },
    };
  });

/** A ZIP is made in memory and served from there. */
const MAX_ZIP_BYTES = 512 * 1024 * 1024;

/**
 * Files of a batch as one ZIP, as they are (they are packed already). Files of the same name get a number.
 * Errors: `app.nichts-gefunden`, `dokument.zu-gross`.
 */
export function packFiles(
  { documents, ctx }: OpenWorkspace,
  person: PersonId,
  files: readonly string[],
): Result<{ readonly sha256: string; readonly name: string }, Rejection> {
  const name = `Signierte-Dokumente-${ctx.clock.today()}.zip`;
  const bytes = files.reduce((sum, sha256) => sum + (documents.info(sha256)?.bytes ?? 0), 0);
  if (bytes > MAX_ZIP_BYTES) {
    const mb = (n: number) => Math.ceil(n / 1024 / 1024);
    return reject('dokument.zu-gross', { name, groesse: mb(bytes), grenze: mb(MAX_ZIP_BYTES) });
  }
  const zip: Zippable = {};
  for (const sha256 of files) {
    const file = documents.get(person, sha256);
    if (!file) return reject('app.nichts-gefunden', { was: 'Eines der Dokumente' });
    zip[freeName(zip, file.name)] = [file.bytes, { level: 0 }];
  }
  return ok({ sha256: documents.offer(name, 'application/zip', zipSync(zip)), name });
}

/** A name that is not taken, and none that leads out of the folder it is unpacked to. */
function freeName(zip: Zippable, wanted: string): string {
  const plain = wanted.replace(/[/\\:]+/g, '_').replace(/^\.+/, '') || 'Dokument.pdf';
  const [, stem = plain, end = ''] = /^(.*?)(\.[^.]*)?$/.exec(plain) ?? [];
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? plain : `${stem} (${n})${end}`;
    if (!Object.hasOwn(zip, name)) return name;
  }
}
