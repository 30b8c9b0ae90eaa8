import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Sha256 } from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import { MAX_DOCUMENT_BYTES } from '../../contract/limits.ts';
import { CONFLICTS_SETTING, type Conflict, type SyncHost } from '../app/connection/sync-ports.ts';
import type { HttpTransport } from './http.ts';
import { UPLOADED_SETTING } from './ports.ts';
import type { Transfers } from './transfers.ts';

const NAMES = /[0-9a-f]{64}/g;

type Moved = 'ok' | 'down';

/**
 * A command that names a document counts only when the document is there: documents go first. What is signed
 * needs the version that was signed; if the centre lacks it (restored from a backup), it goes before.
 */
export async function uploadFor(
  host: SyncHost,
  transport: HttpTransport,
  waiting: readonly CommandEnvelope[],
  transfers: Transfers,
): Promise<Moved> {
  const { store } = host;
  const wanted = documentsOf(host, waiting);
  const before = (store.read.setting(UPLOADED_SETTING) as readonly Sha256[] | undefined) ?? [];
  const known = new Set(before.filter((sha256) => wanted.has(sha256)));
  const note = () => store.setSetting(UPLOADED_SETTING, [...known]);
  const left = [...wanted].filter((sha256) => !known.has(sha256));
  // Forgotten with their commands: whoever repeats one sends its document again, and has it examined anew.
  if (known.size < before.length) note();
  transfers.keepRefused((sha256) => wanted.has(sha256) || isInInbox(host, sha256));

  async function send(sha256: Sha256, chain: readonly Sha256[]): Promise<Moved> {
    const bytes = known.has(sha256) ? null : store.blobs.read(sha256);
    if (bytes === null) return 'ok';
    const predecessor = store.read.dokument(sha256)?.vorgaenger ?? null;
    // In order by themselves, so that nothing is sent twice.
    if (predecessor !== null && left.includes(predecessor) && !chain.includes(predecessor)) {
      if ((await send(predecessor, [...chain, sha256])) === 'down') return 'down';
    }
    const once = () =>
      transport.uploadBlob(sha256, bytes, predecessor, (at, total) => transfers.moved(sha256, at, total));
    transfers.begin('hinauf', sha256, bytes.length);
    try {
      let line = await once();
      if (line.line === 'ok' && line.value === 'vorgaenger-fehlt' && predecessor !== null) {
        if (chain.length < MAX_CHAIN && (await send(predecessor, [...chain, sha256])) === 'down')
          return 'down';
        line = await once();
      }
      // Spoilt on the way: the centre has thrown it away, and gets it once more.
      if (line.line === 'ok' && line.value === 'abgewiesen' && transport.refusal() === 'pruefsumme-falsch')
        line = await once();
      if (line.line !== 'ok') {
        if (transport.refusal() === 'speicher-voll') transfers.failed('hinauf', sha256, CENTRE_FULL);
        return 'down';
      }
      // Refused: the command that names it will be refused, too, and its author is told why.
      if (line.value !== 'gespeichert')
        transfers.refused(sha256, REFUSAL[transport.refusal() ?? ''] ?? NOT_ACCEPTED);
      known.add(sha256);
      note();
      return 'ok';
    } finally {
      transfers.end(sha256);
    }
  }

  for (const sha256 of left) if ((await send(sha256, [])) === 'down') return 'down';
  return 'ok';
}

const NOT_ACCEPTED: Rejection = { code: 'sync.dokument-abgewiesen', params: {} };
const CENTRE_FULL: Rejection = { code: 'sync.zentrale-voll', params: {} };
/** what the centre says of a document, by its code */
const REFUSAL: Readonly<Record<string, Rejection>> = {
  'dokument-zu-gross': {
    code: 'sync.dokument-zu-gross',
    params: { grenze: Math.floor(MAX_DOCUMENT_BYTES / 1024 / 1024) },
  },
  'dokument-abgewiesen': NOT_ACCEPTED,
};

/** A refused entry names it: whoever decides what becomes of that must know why. */
const isInInbox = ({ store }: SyncHost, sha256: Sha256): boolean =>
  ((store.read.setting(CONFLICTS_SETTING) as readonly Conflict[] | undefined) ?? []).some((c) =>
    JSON.stringify(c.envelope.command).includes(sha256),
  );

/** What still has to go to the centre with what waits. */
export function waitingUploads(host: SyncHost, waiting: readonly CommandEnvelope[]): readonly Sha256[] {
  const known = new Set(host.store.read.setting(UPLOADED_SETTING) as readonly Sha256[] | undefined);
  return [...documentsOf(host, waiting)].filter((sha256) => !known.has(sha256));
}

/** More versions of one document than anybody signs. */
const MAX_CHAIN = 100;

/** What the commands name, and what they make their Vorgaenge name, as far as it is here. */
function documentsOf({ store, kinds }: SyncHost, waiting: readonly CommandEnvelope[]): ReadonlySet<Sha256> {
  const wanted = new Set<Sha256>();
  for (const { command } of waiting)
    for (const sha256 of JSON.stringify(command).match(NAMES) ?? [])
      if (store.blobs.has(sha256)) wanted.add(sha256);
  for (const vorgang of new Set(waiting.map((e) => e.vorgang))) {
    const confirmed = store.read.confirmed(vorgang);
    const before = new Set(confirmed ? kinds.get(confirmed.art)?.documents(confirmed.state) : []);
    const current = store.read.stand(vorgang);
    for (const sha256 of current ? (kinds.get(current.art)?.documents(current.state) ?? []) : [])
      if (store.blobs.has(sha256)) wanted.add(sha256);
    // The version that was shown is named as well; it came from the centre.
    for (const sha256 of before) wanted.delete(sha256);
  }
  return wanted;
}
