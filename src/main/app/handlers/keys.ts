import type { Handlers } from '../../../contract/bridge.ts';
import type { BatchResult } from '../../../contract/signing.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Result } from '../../../domain/shared/result.ts';
import { done, refuse } from '../context.ts';
import type { KeySecrets } from '../keys/ports.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { runBatch, type BatchJob } from '../signing/batch.ts';
import { fileJobs, packFiles } from '../signing/files.ts';
import { stepJobs, waitingSteps } from '../signing/steps.ts';

const UPLOAD_GONE = { code: 'app.nichts-gefunden', params: { was: 'Die hochgeladene Schlüsseldatei' } };

/** Keys in files, on cards and at a remote service, and batches signed with one of them. */
export function keyHandlers(workspace: OpenWorkspace, person: () => string) {
  const { ctx, documents, keyring, remote } = workspace;
  let cancelled = false;
  const answer = <T>(result: Result<T, Rejection>) =>
    result.ok ? done(result.value) : refuse(ctx, result.error);

  /** One entry of the PIN for all. If not one could be signed because of the key, that is a refusal to try again. */
  async function batch<T extends object>(
    schluessel: string,
    secrets: KeySecrets,
    jobs: readonly BatchJob<T>[],
  ) {
    cancelled = false;
    const key = await keyring.open(person(), schluessel, secrets);
    if (!key.ok) return refuse(ctx, key.error);
    const result: BatchResult<T> = await runBatch(ctx, key.value, jobs, {
      progress: (finished, total, name) => workspace.progress('signieren', finished, total, name),
      cancelled: () => cancelled,
    }).finally(key.value.close);
    const untouched = result.eintraege.every((e) => e.status === 'offen');
    return untouched && result.abbruch ? ({ ok: false, problem: result.abbruch } as const) : done(result);
  }

  return {
    'sign.keys': async () => done(await keyring.list(person())),
    'sign.addKey': async ({ upload, pin, name }) => {
      const file = documents.transient(upload);
      if (!file) return refuse(ctx, UPLOAD_GONE);
      return answer(await keyring.add(person(), name, file.bytes, pin));
    },
    'sign.removeKey': ({ id }) => {
      keyring.remove(person(), id);
      return done(null);
    },
    'sign.cards': () => answer(keyring.cards(person())),
    'sign.files': ({ dateien, schluessel, pin, otp, grund, ort }) =>
      batch(schluessel, { pin, otp }, fileJobs(workspace, person(), dateien, { grund, ort })),
    'sign.zip': ({ dateien }) => answer(packFiles(workspace, person(), dateien)),
    'sign.waiting': () => done(waitingSteps(workspace, person())),
    'sign.steps': ({ schritte, schluessel, pin, otp }) =>
      batch(schluessel, { pin, otp }, stepJobs(workspace, person(), schritte)),
    'sign.cancel': () => {
      cancelled = true;
      remote.cancel();
      return done(null);
    },
    'remote.get': () => done(remote.state(person())),
    'remote.find': async ({ adresse }) => answer(await remote.find(adresse)),
    'remote.connect': async (input) => answer(await remote.connect(person(), input)),
    'remote.login': async () => answer(await remote.login(person())),
    'remote.refresh': async () => answer(await remote.refresh(person())),
    'remote.remove': async () => {
      await remote.remove(person());
      return done(null);
    },
    'remote.otp': async ({ schluessel }) => answer(await keyring.requestOtp(person(), schluessel)),
  } satisfies Partial<Handlers>;
}
