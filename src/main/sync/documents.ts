import type { Sha256 } from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import { CONFLICTS_SETTING, type Conflict, type SyncHost } from '../app/connection/sync-ports.ts';
import { UPLOADED_SETTING } from './ports.ts';

const NAMES = /[0-9a-f]{64}/g;

/** documents of waiting commands that the centre is known to have, or has refused */
export const readUploaded = ({ store }: SyncHost): readonly Sha256[] =>
  (store.read.setting(UPLOADED_SETTING) as readonly Sha256[] | undefined) ?? [];

/** What still has to go to the centre with what waits. */
export function waitingUploads(host: SyncHost, waiting: readonly CommandEnvelope[]): readonly Sha256[] {
  const known = new Set(readUploaded(host));
  return [...neededFrom(host, waiting).keys()].filter((sha256) => !known.has(sha256));
}

/** A refused entry names it: whoever decides what becomes of that must know why. */
export const isInInbox = ({ store }: SyncHost, sha256: Sha256): boolean =>
  ((store.read.setting(CONFLICTS_SETTING) as readonly Conflict[] | undefined) ?? []).some((c) =>
    JSON.stringify(c.envelope.command).includes(sha256),
  );

/**
 * The documents that these commands need at the centre, as far as they are here, each with the place of the first
 * command that needs it: what commands name, and what they make their Vorgaenge name without naming it themselves
 * (that is needed from the first command on its Vorgang).
 */
export function neededFrom(
  { store, kinds }: SyncHost,
  waiting: readonly CommandEnvelope[],
): ReadonlyMap<Sha256, number> {
  const needed = new Map<Sha256, number>();
  const need = (sha256: Sha256, at: number) => {
    if (!needed.has(sha256) && store.blobs.has(sha256)) needed.set(sha256, at);
  };
  const firstOn = new Map<string, number>();
  for (const [at, { vorgang, command }] of waiting.entries()) {
    if (!firstOn.has(vorgang)) firstOn.set(vorgang, at);
    for (const sha256 of JSON.stringify(command).match(NAMES) ?? []) need(sha256, at);
  }
  for (const [vorgang, at] of firstOn) {
    const current = store.read.stand(vorgang);
    for (const sha256 of current ? (kinds.get(current.art)?.documents(current.state) ?? []) : [])
      need(sha256, at);
    // The version that was shown is named as well; it came from the centre.
    const confirmed = store.read.confirmed(vorgang);
    for (const sha256 of confirmed ? (kinds.get(confirmed.art)?.documents(confirmed.state) ?? []) : [])
      needed.delete(sha256);
  }
  return new Map([...needed].toSorted(([, a], [, b]) => a - b));
}
