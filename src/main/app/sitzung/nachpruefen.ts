import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, type Result } from '../../../domain/shared/result.ts';
import type { Command, PersonId, Sha256 } from '../../../domain/shared/vorgang.ts';
import { executeCommand } from '../execute.ts';
import type { OpenWorkspace } from '../open-workspace.ts';

interface Ziel {
  readonly vorgang: string;
  readonly baseRevision: number;
}

const missing = (was: string) => err<Rejection>({ code: 'app.nichts-gefunden', params: { was } });

/**
 * Looks again at signatures whose check was open when they were made (no network, status unknown): the presented
 * file is validated anew, what was found replaces what was known, and the rule decides whether it now counts.
 */
export async function recheckUnterschriften(
  { ctx, checker, documents }: OpenWorkspace,
  person: PersonId,
  { vorgang, baseRevision }: Ziel,
): Promise<Result<unknown, Rejection>> {
  const stand = ctx.store.read.stand(vorgang);
  const sha256 = (stand?.state as { readonly dokument?: Sha256 | null } | undefined)?.dokument ?? null;
  const bytes = sha256 && ctx.store.blobs.read(sha256);
  const meta = sha256 && ctx.store.blobs.meta(sha256);
  if (!stand || !sha256 || !bytes || !meta) return missing('Das unterschriebene Dokument');
  const vorher = ctx.store.read.dokument(sha256)?.vorgaenger ?? null;
  const before = vorher && ctx.store.blobs.read(vorher);
  const aus = vorher && before ? { sha256: vorher, bytes: before } : null;
  const checked = await checker.check(meta.name, bytes, 'pdf', { von: 'eigen', aus });
  if (!checked.ok) return checked;
  documents.keep(meta.name, bytes, checked.value);
  const command = { type: 'recheckUnterschriften' } as Command;
  return executeCommand(ctx, person, { art: stand.art, vorgang, baseRevision, command });
}
