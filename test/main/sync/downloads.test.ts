import { expect, test } from '@jest/globals';
import type { SyncHost } from '../../../src/main/app/connection/sync-ports.ts';
import { openDownloads } from '../../../src/main/sync/downloads.ts';
import type { HttpTransport } from '../../../src/main/sync/http.ts';
import { openTransfers } from '../../../src/main/sync/transfers.ts';

/* One document at a time: what somebody waits for goes before what is fetched ahead, and nothing is asked twice. */

function world(ahead: readonly string[], options: { readonly gone?: string; readonly full?: string } = {}) {
  const here = new Set<string>();
  const asked: string[] = [];
  const settings = new Map<string, unknown>();
  const lines = new Map<string, PromiseWithResolvers<'come' | 'stop'>>();
  const lineOf = (sha256: string) => {
    const made = lines.get(sha256) ?? Promise.withResolvers<'come' | 'stop'>();
    lines.set(sha256, made);
    return made;
  };
  const host = {
    store: {
      read: { setting: (name: string) => settings.get(name), referringTo: () => ['v'] },
      setSetting: (name: string, value: unknown) => void settings.set(name, value),
      feed: { documents: () => ahead },
      blobs: { has: (sha256: string) => here.has(sha256), size: () => null },
    },
    stateChanged: () => undefined,
    transfer: () => undefined,
    acceptDocument: async (sha256: string) => {
      if (sha256 === options.full)
        throw Object.assign(new Error(), { rejection: { code: 'store.platte-voll', params: {} } });
      here.add(sha256);
      return true;
    },
  } as unknown as SyncHost;
  const transport = {
    downloadBlob: async (sha256: string, _progress: unknown, signal: AbortSignal) => {
      asked.push(sha256);
      if (sha256 === options.gone) return { line: 'ok', value: null };
      signal.addEventListener('abort', () => lineOf(sha256).resolve('stop'));
      const how = await lineOf(sha256).promise;
      lines.delete(sha256);
      return how === 'come' ? { line: 'ok', value: new Uint8Array(1) } : { line: 'down' };
    },
  } as unknown as HttpTransport;
  const transfers = openTransfers(
    host,
    () => [],
    () => 0,
  );
  return {
    asked,
    here,
    transfers,
    downloads: openDownloads(host, transport, transfers),
    come: (...shas: readonly string[]) => shas.forEach((s) => lineOf(s).resolve('come')),
  };
}

test('what somebody waits for stops what is fetched ahead, which goes on after it', async () => {
  const w = world(['a', 'b']);
  const ahead = w.downloads.fetchAhead();
  const now = w.downloads.fetchNow('x');
  expect(w.transfers.entryOf('a', 'herunter').stand).not.toBe('fehler');
  w.come('x');
  expect(await now).toBe('ok');
  w.come('a', 'b');
  expect(await ahead).toBe('ok');
  expect(w.asked).toEqual(['a', 'x', 'a', 'b']);
  expect([...w.here].sort()).toEqual(['a', 'b', 'x']);
});

test('two who want the same document share one download', async () => {
  const w = world([]);
  const both = Promise.all([w.downloads.fetchNow('x'), w.downloads.fetchNow('x')]);
  w.come('x');
  expect(await both).toEqual(['ok', 'ok']);
  expect(w.asked).toEqual(['x']);
});

test('own entries go first: fetching ahead gives way', async () => {
  const w = world(['a', 'b']);
  const ahead = w.downloads.fetchAhead();
  w.downloads.giveWay();
  expect(await ahead).toBe('ok');
  expect(w.asked).toEqual(['a']);
});

test('a document that is not to be had is said so and not asked for again; asked for by hand it is', async () => {
  const w = world(['a'], { gone: 'a' });
  await w.downloads.fetchAhead();
  await w.downloads.fetchAhead();
  expect(w.asked).toEqual(['a']);
  expect(w.transfers.entries()).toMatchObject([
    { sha256: 'a', stand: 'fehler', problem: { code: 'sync.dokument-nicht-zu-haben' } },
  ]);
  expect(w.transfers.summary()).toMatchObject({ herunter: 0, fehler: 1 });
  expect(await w.downloads.fetchNow('a')).toBe('fehlt');
  expect(w.asked).toHaveLength(2);
});

test('a full disk is the cause that is shown, and the document is tried again with the next round', async () => {
  const w = world(['a', 'b'], { full: 'a' });
  w.come('a');
  expect(await w.downloads.fetchAhead()).toBe('ok');
  expect(w.transfers.entryOf('a', 'herunter')).toMatchObject({
    stand: 'fehler',
    problem: { code: 'store.platte-voll' },
  });
  w.come('a');
  await w.downloads.fetchAhead();
  expect(w.asked).toEqual(['a', 'a']);
});

test('locked in the middle: whoever waits is answered', async () => {
  const w = world([]);
  const now = w.downloads.fetchNow('x');
  const next = w.downloads.fetchNow('y');
  w.downloads.close();
  expect(await next).toBe('down');
  expect(await now).toBe('down');
});
