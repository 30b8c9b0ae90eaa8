import type { PullResponse, WireRecord, WireSnapshot } from '../../contract/sync.ts';
import type { Tx } from '../db/schema.ts';
import { readStates, readStatesBetween, type ReadableStand, type Reader } from './readable.ts';

/** JSON of a state, as it lies in the database: on its way to a client nobody needs to read it. */
const JSON_OF_STATE = Symbol('JSON of the state');
type StoredSnapshot = WireSnapshot & { readonly [JSON_OF_STATE]?: string };

/** States with the keys of their Vorgaenge, as they travel to a client that may read them. */
export const readSnapshots = async (
  tx: Tx,
  tenant: string,
  ids: readonly string[],
): Promise<WireSnapshot[]> => (await readStates(tx, tenant, ids)).map(toSnapshot);

/** The same for everything readable after one id up to another. */
export const readSnapshotsBetween = async (
  tx: Tx,
  reader: Reader,
  nach: string,
  bis: string,
): Promise<WireSnapshot[]> => (await readStatesBetween(tx, reader, nach, bis)).map(toSnapshot);

function toSnapshot(s: ReadableStand): StoredSnapshot {
  return {
    vorgang: s.vorgang,
    art: s.art,
    revision: s.revision,
    stateVersion: s.state_version,
    get state() {
      return JSON.parse(s.state) as unknown;
    },
    [JSON_OF_STATE]: s.state,
    zuletzt: { zeit: s.zuletzt_zeit, akteur: s.zuletzt_akteur },
    ersteller: s.ersteller,
    key: Buffer.from(s.key ?? []).toString('base64'),
  };
}

/** A page as JSON. */
export function writePage({ snapshots, ...page }: PullResponse): string {
  return `{"snapshots":[${snapshots.map(writeSnapshot).join(',')}],${JSON.stringify(page).slice(1)}`;
}

function writeSnapshot(s: StoredSnapshot): string {
  const { vorgang, art, revision, stateVersion, zuletzt, ersteller, key } = s;
  const head = JSON.stringify({ vorgang, art, revision, stateVersion, zuletzt, ersteller, key });
  return `${head.slice(0, -1)},"state":${s[JSON_OF_STATE] ?? JSON.stringify(s.state)}}`;
}

interface RecordRow extends Omit<WireRecord, 'commandId' | 'payload' | 'siegel'> {
  readonly siegel: string | null;
  readonly command_id: string;
  readonly payload: Uint8Array;
}

export const toWire = ({ command_id, payload, ...r }: RecordRow): WireRecord => ({
  feed: r.feed,
  vorgang: r.vorgang,
  art: r.art,
  revision: r.revision,
  type: r.type,
  v: r.v,
  zeit: r.zeit,
  akteur: r.akteur,
  commandId: command_id,
  commitment: r.commitment,
  prev: r.prev,
  hash: r.hash,
  payload: Buffer.from(payload).toString('base64'),
  ...(r.siegel === null ? {} : { siegel: r.siegel }),
});
