import type { ChannelInput } from '../../contract/channels.ts';
import type { SigningProof } from '../../contract/signing.ts';
import { findPerson, formatPerson } from '../../domain/organisation/index.ts';
import { formatZeitpunkt } from '../../domain/shared/dates.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import type { PersonId } from '../../domain/shared/vorgang.ts';
import { dryDecision, NOT_YET_MADE } from './dry-decision.ts';
import { executeCommand } from './execute.ts';
import type { Unterschriftsauftrag } from './fach-ports.ts';
import type { OpenKey } from './key-ports.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import { signAtLevel } from './signing-level.ts';

/**
 * Signs a document that its Vorgang presents: asks the rule first, so that no signature is made that it would refuse,
 * makes the signature in the printed field of the capacity, checks the result like any stranger's document, stores
 * it, and only then commands what the kind says. The rule decides whether this person may sign and whether the signature is true; what it refuses stays out of the record.
 *
 * Errors: `app.nichts-gefunden`, `signatur.dokument-geaendert` (another version is presented than was shown), those
 * of the key, of signing and of the kind.
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
  const key = await workspace.keyring.open(person, input.schluessel, input.pin);
  if (!key.ok) return key;
  const signed = await sign(workspace, person, auftrag, key.value).finally(key.value.close);
  if (!signed.ok) return signed;
  const command = auftrag.befehl(signed.value.sha256);
  const { vorgang, baseRevision } = input;
  const executed = executeCommand(workspace.ctx, person, { art, vorgang, baseRevision, command });
  return executed.ok ? signed : executed;
}

async function sign(
  workspace: OpenWorkspace,
  person: PersonId,
  auftrag: Unterschriftsauftrag,
  key: OpenKey,
): Promise<Result<SigningProof, Rejection>> {
  const { ctx, documents, checker } = workspace;
  const before = ctx.store.blobs.read(auftrag.sha256);
  if (!before)
    return err({ code: 'app.nichts-gefunden', params: { was: 'Das zu unterschreibende Dokument' } });
  const now = ctx.clock.now();
  const signed = await signAtLevel(ctx.store, before, key, {
    claimedTime: new Date(now),
    field: auftrag.feld,
    reason: auftrag.bezeichnung,
    appearance: { lines: appearanceLines(workspace, person, auftrag, now) },
  });
  if (!signed.ok) return signed;
  const { bytes, stufe, hinweis } = signed.value;
  const checked = await checker.check(auftrag.name, bytes, 'pdf', {
    von: 'eigen',
    aus: { sha256: auftrag.sha256, bytes: before },
  });
  if (!checked.ok) return checked;
  const document = documents.keep(auftrag.name, bytes, checked.value);
  const signatur = checked.value.signaturen.at(-1);
  return signatur
    ? ok({ document, signatur, sha256: document.sha256, stufe, hinweis })
    : err({ code: 'signatur.nicht-entstanden', params: { datei: auftrag.name } });
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
