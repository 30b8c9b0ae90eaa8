import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Sha256 } from '../../domain/shared/vorgang.ts';
import type { WorkspaceStore } from '../app/ports.ts';

/** What has arrived of downloads that were cut: the next try begins where the last one ended. */
export interface Partials {
  readonly bytes: (sha256: Sha256) => number;
  readonly read: (sha256: Sha256) => Uint8Array;
  readonly add: (sha256: Sha256, more: Uint8Array) => void;
  readonly drop: (sha256: Sha256) => void;
}

const NOTHING = new Uint8Array(0);
/** Largest total of half-received documents kept for going on; the oldest go first. */
const MAX_BYTES = 256 * 1024 * 1024;

/** For one run of the program. */
export function memoryPartials(): Partials {
  const parts = new Map<Sha256, Uint8Array>();
  return {
    bytes: (sha256) => parts.get(sha256)?.length ?? 0,
    read: (sha256) => parts.get(sha256) ?? NOTHING,
    add: (sha256, more) => {
      const next = Buffer.concat([parts.get(sha256) ?? NOTHING, more]);
      parts.delete(sha256);
      parts.set(sha256, next);
      let total = [...parts.values()].reduce((n, p) => n + p.length, 0);
      for (const [oldest, part] of parts) {
        if (total <= MAX_BYTES || oldest === sha256) return;
        parts.delete(oldest);
        total -= part.length;
      }
    },
    drop: (sha256) => void parts.delete(sha256),
  };
}

/** pieces of each document on its way, in order, and how many bytes they are together */
export const PARTS_SETTING = 'sync:teile';
type Held = Readonly<Record<Sha256, { readonly teile: readonly Sha256[]; readonly bytes: number }>>;

/** A piece begins with a byte of its own, so that none is ever taken for a document. */
const MARK = Uint8Array.of(0);

/** In the encrypted file, so that a restart loses nothing; a piece that is not needed any more goes with its key. */
export function storedPartials({ read, blobs, setSetting }: WorkspaceStore): Partials {
  const held = () => (read.setting(PARTS_SETTING) as Held | undefined) ?? {};
  function drop(sha256: Sha256): void {
    const { [sha256]: gone, ...rest } = held();
    if (!gone) return;
    setSetting(PARTS_SETTING, rest);
    blobs.drop(gone.teile);
  }
  return {
    bytes: (sha256) => held()[sha256]?.bytes ?? 0,
    read: (sha256) => {
      const pieces = (held()[sha256]?.teile ?? []).map((piece) => blobs.read(piece));
      // A backup brought the list back, but not every piece.
      if (pieces.includes(null)) {
        drop(sha256);
        return NOTHING;
      }
      return Buffer.concat(pieces.map((p) => p!.subarray(MARK.length)));
    },
    add: (sha256, more) => {
      const { [sha256]: before, ...rest } = held();
      const piece = blobs.put(Buffer.concat([MARK, more]), { mime: 'application/octet-stream', name: '' });
      const now = { teile: [...(before?.teile ?? []), piece], bytes: (before?.bytes ?? 0) + more.length };
      setSetting(PARTS_SETTING, { ...rest, [sha256]: now });
      let total = Object.values(held()).reduce((n, p) => n + p.bytes, 0);
      for (const [oldest, { bytes }] of Object.entries(held())) {
        if (total <= MAX_BYTES || oldest === sha256) return;
        drop(oldest);
        total -= bytes;
      }
    },
    drop,
  };
}

/** Takes away what belongs to no Vorgang that is here: its owner may not see it any more, or it was erased. */
export function dropForeignPartials(store: WorkspaceStore): void {
  const partials = storedPartials(store);
  for (const sha256 of Object.keys((store.read.setting(PARTS_SETTING) as Held | undefined) ?? {}))
    if (store.blobs.has(sha256) || store.read.referringTo(sha256).length === 0) partials.drop(sha256);
}

/** A fault of disk or file carries what to tell (main/store); null: a bug. */
export const faultIn = (error: unknown): Rejection | null =>
  error instanceof Error && 'rejection' in error ? (error.rejection as Rejection) : null;
