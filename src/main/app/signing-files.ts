import type { ChannelInput } from '../../contract/channels.ts';
import type { BatchEntry, SignedFile } from '../../contract/signing.ts';
import { formatZeitpunkt } from '../../domain/shared/dates.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { PersonId } from '../../domain/shared/vorgang.ts';
import { refuse } from './context.ts';
import type { OpenKey } from './key-ports.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import { signAtLevel } from './signing-level.ts';
import { nameOf } from './views.ts';

type Wish = Pick<ChannelInput<'sign.file'>, 'sha256' | 'grund' | 'ort' | 'sichtbar'>;

/** Signs a file that belongs to no Vorgang, checks the result like any stranger's document, and keeps it. */
export async function signForeign(
  { ctx, documents, checker }: OpenWorkspace,
  person: PersonId,
  before: { readonly name: string; readonly bytes: Uint8Array },
  key: OpenKey,
  { sha256, grund, ort, sichtbar }: Wish,
): Promise<Result<SignedFile, Rejection>> {
  const now = ctx.clock.now();
  const place = sichtbar && {
    page: sichtbar.seite,
    x: sichtbar.x,
    y: sichtbar.y,
    width: sichtbar.breite,
    height: sichtbar.hoehe,
  };
  const signed = await signAtLevel(ctx.store, before.bytes, key, {
    claimedTime: new Date(now),
    reason: grund,
    location: ort,
    place,
    appearance: place && {
      lines: [nameOf(ctx, person), formatZeitpunkt(now), ...(grund ? [grund] : [])],
    },
  });
  if (!signed.ok) return signed;
  const { bytes, stufe, hinweis } = signed.value;
  const checked = await checker.check(before.name, bytes, 'pdf', {
    von: 'eigen',
    aus: { sha256, bytes: before.bytes },
  });
  if (!checked.ok) return checked;
  const name = before.name.replace(/(\.pdf)?$/i, '-signiert.pdf');
  return ok({ document: documents.keep(name, bytes, checked.value), stufe, hinweis });
}

/**
 * Signs many files with one open key. A file that can't be signed leaves the others alone; an error of the key ends
 * it at once, because a card locks after three wrong PINs.
 */
export async function signBatchOf(
  workspace: OpenWorkspace,
  person: PersonId,
  key: OpenKey,
  files: readonly string[],
  wish: Pick<Wish, 'grund' | 'ort'>,
): Promise<readonly BatchEntry[]> {
  const { ctx, documents } = workspace;
  const entries: BatchEntry[] = [];
  let stopped = false;
  for (const sha256 of files) {
    if (stopped) {
      entries.push({ status: 'offen', sha256 });
      continue;
    }
    const before = documents.get(person, sha256);
    const signed: Result<SignedFile, Rejection> = before
      ? await signForeign(workspace, person, before, key, { sha256, ...wish })
      : { ok: false, error: { code: 'app.nichts-gefunden', params: { was: 'Das Dokument' } } };
    if (signed.ok) entries.push({ status: 'fertig', sha256, ...signed.value });
    else {
      entries.push({ status: 'fehler', sha256, problem: refuse(ctx, signed.error).problem });
      stopped = signed.error.code.startsWith('token.');
    }
    workspace.progress('signieren', entries.length, files.length, 'Dokumente werden signiert');
  }
  return entries;
}
