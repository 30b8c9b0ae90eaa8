import type { UpgradedFile, UpgradeState } from '../../../contract/upgrade.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import type { PersonId, Sha256 } from '../../../domain/shared/vorgang.ts';
import { timestampPdf, upgradePdf } from '../../../signature/index.ts';
import { executeCommand } from '../execute.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { levelSources, readSigningOptions, signatureRejection, wantedLevel } from './level.ts';
import { acceptsUpgrade, forgetWaiting, listUpgrades, upgradeCommand, upgradeEntry } from './upgrade-list.ts';

const PROBE_MS = 3_000;
const PROBE_AGAIN_MS = 30_000;

/**
 * What waits, and whether the time stamp service answers. Nobody is asked when nothing waits, and not twice within half
 * a minute: the window asks again after every change.
 */
export function upgradeState(workspace: OpenWorkspace): (person: PersonId) => Promise<UpgradeState> {
  const { ctx } = workspace;
  let last: { readonly url: string; readonly at: number; readonly reached: boolean } | null = null;
  return async (person) => {
    const eintraege = listUpgrades(ctx, person);
    const { tsaUrl } = readSigningOptions(ctx.store);
    if (tsaUrl === null) return { eintraege, dienst: 'fehlt' };
    if (eintraege.length === 0) return { eintraege, dienst: 'erreichbar' };
    const now = Date.parse(ctx.clock.now());
    if (last?.url !== tsaUrl || now - last.at > PROBE_AGAIN_MS)
      last = { url: tsaUrl, at: now, reached: await answers(tsaUrl) };
    return { eintraege, dienst: last.reached ? 'erreichbar' : 'unerreichbar' };
  };
}

/** Any answer will do: a service that refuses an empty question is there. */
const answers = (url: string): Promise<boolean> =>
  fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) }).then(
    () => true,
    () => false,
  );

/**
 * Brings all signatures of a document to the level of the house, or renews its archive time stamp (EN 319 142-1, 5.5).
 * The result is checked like any stranger's file, must be the version before with nothing but proof added, and takes
 * its place in the Vorgang; the older version stays.
 * Errors: `app.nichts-gefunden`, `signatur.stufe-ohne-dienst`, `signatur.zeitstempel-*`, `signatur.sperrauskunft-fehlt`,
 * `signatur.zertifikat-gesperrt`, `signatur.keine-sperrauskunft`, `signatur.hochstufen-misslungen`, those of the kind.
 */
export async function upgradeDocument(
  workspace: OpenWorkspace,
  person: PersonId,
  sha256: Sha256,
): Promise<Result<UpgradedFile, Rejection>> {
  const { ctx, documents } = workspace;
  const entry = upgradeEntry(ctx, person, sha256, documents.get(person, sha256) !== null);
  const before = entry && ctx.store.blobs.read(sha256);
  if (!entry || !before) return reject('app.nichts-gefunden', { was: 'Das Dokument' });
  const work = () => raiseAndCheck(workspace, person, { ...entry, sha256 }, before);
  // It makes a new version like a signature does: with the pen, or somebody's signature would come too late.
  return entry.vorgang && acceptsUpgrade(ctx, entry.vorgang.art)
    ? workspace.pens.during(entry.vorgang.id, sha256, work)
    : work();
}

async function raiseAndCheck(
  workspace: OpenWorkspace,
  person: PersonId,
  entry: NonNullable<ReturnType<typeof upgradeEntry>> & { readonly sha256: Sha256 },
  before: Uint8Array,
): Promise<Result<UpgradedFile, Rejection>> {
  const { ctx, documents, checker } = workspace;
  const { sha256 } = entry;
  const raised = await raise(workspace, before, entry.art === 'archiv');
  if (!raised.ok) return raised;
  const { bytes, stufe, hinweis } = raised.value;
  const checked = await checker.check(entry.name, bytes, 'pdf', {
    von: 'eigen',
    aus: { sha256, bytes: before },
  });
  if (!checked.ok) return checked;
  const { signaturen, vorgaenger } = checked.value.fakt;
  const broken = signaturen.some((s) => !s.unversehrt || s.aenderungen === 'forbidden');
  if (vorgaenger !== sha256 || broken) return reject('signatur.hochstufen-misslungen', { datei: entry.name });
  const document = documents.keep(entry.name, bytes, checked.value);
  const taken = entry.vorgang ? takePlace(workspace, person, entry.vorgang, sha256, document.sha256) : null;
  // Refused because somebody signed meanwhile: then it is that version that counts, and this one waits for nothing.
  if (taken?.ok !== false || taken.error.code === 'umlauf.aufwertung-veraltet') forgetWaiting(ctx, sha256);
  return taken?.ok === false ? taken : ok({ document, stufe, hinweis });
}

/** The file with more proof: as much as is wanted, or as much as its certificates allow. */
async function raise(
  workspace: OpenWorkspace,
  before: Uint8Array,
  renew: boolean,
): Promise<Result<{ readonly bytes: Uint8Array } & Pick<UpgradedFile, 'stufe' | 'hinweis'>, Rejection>> {
  const wanted = renew ? 'B-LTA' : wantedLevel(readSigningOptions(workspace.ctx.store));
  const sources = levelSources(workspace);
  if (sources === null || wanted === 'B-B') return reject('signatur.stufe-ohne-dienst', { stufe: 'B-T' });
  const upgraded = await upgradePdf(before, wanted, sources);
  if (upgraded.ok) return ok({ bytes: upgraded.value, stufe: wanted, hinweis: null });
  if (upgraded.error.code !== 'REVOCATION_NOT_OFFERED')
    return { ok: false, error: signatureRejection(upgraded.error) };
  const stamped = await (renew ? timestampPdf(before, sources) : upgradePdf(before, 'B-T', sources));
  if (!stamped.ok) return { ok: false, error: signatureRejection(stamped.error) };
  // a time stamp is there already, and more can't be had
  if (stamped.value.length === before.length) return reject('signatur.keine-sperrauskunft');
  return ok({ bytes: stamped.value, stufe: 'B-T', hinweis: KEINE_AUSKUNFT });
}

const KEINE_AUSKUNFT =
  'Ein Zertifikat nennt keine Sperrauskunft: Mehr als B-T ist für dieses Dokument nicht möglich.';

function takePlace(
  { ctx }: OpenWorkspace,
  person: PersonId,
  { id: vorgang, art }: { readonly id: string; readonly art: string },
  vorher: Sha256,
  dokument: Sha256,
): Result<unknown, Rejection> | null {
  if (!acceptsUpgrade(ctx, art)) return null;
  const command = upgradeCommand(vorher, dokument);
  const baseRevision = ctx.store.read.stand(vorgang)?.revision ?? 0;
  return executeCommand(ctx, person, { art, vorgang, baseRevision, command });
}
