import type { SigningProof } from '../../../contract/signing.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { Sha256 } from '../../../domain/shared/vorgang.ts';
import type { SignOptions } from '../../../signature/index.ts';
import { lastSignature } from '../checking/checker.ts';
import type { OpenKey } from '../keys/ports.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { signAtLevel, type SignedAtLevel } from './level.ts';

/** The version of a PDF that is signed. */
export interface Version {
  readonly name: string;
  readonly sha256: Sha256;
  readonly bytes: Uint8Array;
}

/**
 * Signs a version of a PDF, checks the result like any stranger's document, as an addition to the version before, and
 * keeps it under `name`. Errors: those of `signAtLevel` and of the check.
 */
export async function signVersion(
  workspace: OpenWorkspace,
  before: Version,
  key: OpenKey,
  options: SignOptions,
  name = before.name,
) {
  const signed = await signAtLevel(workspace, before.bytes, key, options);
  if (!signed.ok) return signed;
  const { bytes, ...stand } = signed.value;
  const checked = await workspace.checker.check(before.name, bytes, 'pdf', {
    von: 'eigen',
    aus: { sha256: before.sha256, bytes: before.bytes },
  });
  if (!checked.ok) return checked;
  return ok({ document: workspace.documents.keep(name, bytes, checked.value), fakt: checked.value, stand });
}

export interface ProvenSignature {
  readonly proof: SigningProof;
  /** what is still to be done for the file */
  readonly stand: Pick<SignedAtLevel, 'stufe' | 'offen'>;
}

/** The same for a Vorgang, which names the signature. Errors further: `signatur.nicht-entstanden`. */
export async function signForVorgang(
  workspace: OpenWorkspace,
  before: Version,
  key: OpenKey,
  options: SignOptions,
): Promise<Result<ProvenSignature, Rejection>> {
  const signed = await signVersion(workspace, before, key, options);
  if (!signed.ok) return signed;
  const { document, fakt, stand } = signed.value;
  const signatur = lastSignature(fakt);
  if (!signatur) return err({ code: 'signatur.nicht-entstanden', params: { datei: before.name } });
  const { stufe, hinweis, offen } = stand;
  return ok({
    proof: { document, signatur, sha256: document.sha256, stufe, hinweis },
    stand: { stufe, offen },
  });
}
