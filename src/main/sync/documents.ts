import type { Sha256 } from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import type { SyncHost } from '../app/sync-ports.ts';
import type { HttpTransport } from './http.ts';
import { UPLOADED_SETTING } from './ports.ts';

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
): Promise<Moved> {
  const { store } = host;
  const wanted = documentsOf(host, waiting);
  const before = (store.read.setting(UPLOADED_SETTING) as readonly Sha256[] | undefined) ?? [];
  const known = new Set(before.filter((sha256) => wanted.has(sha256)));
  const note = () => store.setSetting(UPLOADED_SETTING, [...known]);
  const left = [...wanted].filter((sha256) => !known.has(sha256));
  // Forgotten with their commands: whoever repeats one sends its document again, and has it examined anew.
  if (known.size < before.length) note();
  const sizes = new Map(left.map((sha256) => [sha256, store.blobs.size(sha256) ?? 0]));
  const total = [...sizes.values()].reduce((a, b) => a + b, 0);
  let done = 0;

  async function send(sha256: Sha256, chain: readonly Sha256[]): Promise<Moved> {
    const bytes = known.has(sha256) ? null : store.blobs.read(sha256);
    if (bytes === null) return 'ok';
    const predecessor = store.read.dokument(sha256)?.vorgaenger ?? null;
    // In order by themselves, so that nothing is sent twice.
    if (predecessor !== null && left.includes(predecessor) && !chain.includes(predecessor)) {
      if ((await send(predecessor, [...chain, sha256])) === 'down') return 'down';
    }
    const once = () =>
      transport.uploadBlob(sha256, bytes, predecessor, (at) =>
        host.transfer('hinauf', done + at, Math.max(total, done + at)),
      );
    let line = await once();
    if (line.line === 'ok' && line.value === 'vorgaenger-fehlt' && predecessor !== null) {
      if (chain.length < MAX_CHAIN && (await send(predecessor, [...chain, sha256])) === 'down') return 'down';
      line = await once();
    }
    if (line.line !== 'ok') return 'down';
    // Refused: the command that names it will be refused, too, with its reason.
    known.add(sha256);
    done += sizes.get(sha256) ?? 0;
    note();
    return 'ok';
  }

  for (const sha256 of left) if ((await send(sha256, [])) === 'down') return 'down';
  return 'ok';
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

/**
 * Fetches what this person is going to need, so that it is there without a network: the documents of open
 * Vorgaenge, first those that wait for somebody. Those of closed ones come when they are looked at.
 */
export async function fetchAhead(
  host: SyncHost,
  transport: HttpTransport,
  refused: Set<Sha256>,
): Promise<Moved> {
  const { store } = host;
  const missing = store.feed.documents().filter((sha256) => !store.blobs.has(sha256) && !refused.has(sha256));
  for (const [i, sha256] of missing.entries()) {
    host.transfer('herunter', i, missing.length);
    const came = await fetchDocument(host, transport, sha256);
    if (came === 'down') return 'down';
    // Named by what is visible, and yet not to be had: not asked for again by itself while this program runs.
    if (came === 'fehlt') refused.add(sha256);
  }
  if (missing.length > 0) host.transfer('herunter', missing.length, missing.length);
  return 'ok';
}

/** Tries at one document that follow each other at once, as long as each has brought something. */
const MAX_TRIES = 12;

/** One document, now. A line that is cut again and again brings it in the end, if it brings anything at all. */
export async function fetchDocument(
  host: SyncHost,
  transport: HttpTransport,
  sha256: Sha256,
): Promise<'ok' | 'fehlt' | 'down'> {
  let reached = 0;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    let at = 0;
    const line = await transport.downloadBlob(sha256, (done) => {
      at = done;
    });
    if (line.line === 'ok') {
      if (line.value === null) return 'fehlt';
      return (await host.acceptDocument(sha256, line.value)) ? 'ok' : 'fehlt';
    }
    if (line.line === 'refused' || at <= reached) return 'down';
    reached = at;
  }
  return 'down';
}
