import type { ChannelInput } from '../../../contract/channels.ts';
import type { SigningProof } from '../../../contract/signing.ts';
import { findPerson, formatPerson } from '../../../domain/organisation/index.ts';
import { formatZeitpunkt } from '../../../domain/shared/dates.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import { inspectPdf } from '../../../signature/index.ts';
import { dryDecision, NOT_YET_MADE } from '../dry-decision.ts';
import { executeCommand } from '../execute.ts';
import type { Unterschriftsauftrag } from '../fach-ports.ts';
import type { OpenKey } from '../keys/ports.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { settleSignedAgain } from './again.ts';
import { noteSigned } from './upgrade-list.ts';
import { signForVorgang, type ProvenSignature } from './version.ts';

/**
 * Signs a document that its Vorgang presents: asks the rule first, so that no signature is made that it would refuse,
 * makes the signature in the printed field of the capacity with the pen of this version, checks the result like any
 * stranger's document, stores it, and only then commands what the kind says. The rule decides whether this person may
 * sign and whether the signature is true; what it refuses stays out of the record.
 *
 * Errors: `app.nichts-gefunden`, `signatur.dokument-geaendert` (another version is presented than was shown), those
 * of the key, of signing and of the kind; `ledger.stift-vergeben`: somebody else signs this version just now.
 */
export async function signDocument(
  workspace: OpenWorkspace,
  person: PersonId,
  art: string,
  auftrag: Unterschriftsauftrag,
  input: ChannelInput<'sign.document'>,
): Promise<Result<SigningProof, Rejection>> {
  if (auftrag.sha256 !== input.gezeigt)
    return err({ code: 'signatur.dokument-geaendert', params: { datei: auftrag.name } });
  // a signature that the step would refuse is not to be made at all: no PIN, no card, no file
  const refused = dryDecision(workspace.ctx, person, {
    art,
    vorgang: input.vorgang,
    command: auftrag.befehl(NOT_YET_MADE),
  });
  if (refused) return err(refused);
  const { vorgang, baseRevision } = input;
  return workspace.pens.during(vorgang, auftrag.sha256, async () => {
    const key = await workspace.keyring.open(person, input.schluessel, input);
    if (!key.ok) return key;
    const signed = await sign(workspace, person, auftrag, key.value).finally(key.value.close);
    if (!signed.ok) return signed;
    const command = auftrag.befehl(signed.value.proof.sha256);
    const executed = executeCommand(workspace.ctx, person, { art, vorgang, baseRevision, command });
    if (!executed.ok) return executed;
    const { proof, stand } = signed.value;
    noteSigned(workspace.ctx, stand, { sha256: proof.sha256, vorher: auftrag.sha256, person, vorgang });
    settleSignedAgain(workspace.ctx, vorgang, command);
    return ok(proof);
  });
}

async function sign(
  workspace: OpenWorkspace,
  person: PersonId,
  auftrag: Unterschriftsauftrag,
  key: OpenKey,
): Promise<Result<ProvenSignature, Rejection>> {
  const { ctx } = workspace;
  const { name, sha256 } = auftrag;
  const bytes = ctx.store.blobs.read(sha256);
  if (!bytes)
    return err({ code: 'app.nichts-gefunden', params: { was: 'Das zu unterschreibende Dokument' } });
  const now = ctx.clock.now();
  return signForVorgang(workspace, { name, sha256, bytes }, key, {
    claimedTime: new Date(now),
    field: auftrag.feld,
    reason: auftrag.bezeichnung,
    // The first one certifies: from then on only the fields printed for it may be signed (ADR 14).
    certify: isFirst(bytes, auftrag.feld) ? 2 : undefined,
    appearance: { lines: appearanceLines(workspace, person, auftrag, now) },
  });
}

/** Nobody has signed yet, and the field is one of those the document was printed with. */
function isFirst(pdf: Uint8Array, feld: string): boolean {
  const found = inspectPdf(pdf);
  return found.ok && found.value.signatures === 0 && found.value.emptySignatureFields.includes(feld);
}

function appearanceLines(
  { ctx, demo }: OpenWorkspace,
  person: PersonId,
  auftrag: Unterschriftsauftrag,
  now: string,
): readonly string[] {
  const self = findPerson(ctx.verzeichnis(), person);
  return [
    auftrag.bezeichnung,
    self ? formatPerson(self) : '',
    self?.funktion ?? '',
    formatZeitpunkt(now),
    ...(demo ? ['Übung – ohne rechtliche Wirkung'] : []),
  ].filter((line) => line !== '');
}
