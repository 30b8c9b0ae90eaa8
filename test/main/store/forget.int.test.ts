import { afterEach, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { geheimNotiz } from '../../support/central.ts';
import { filesWith } from '../../support/raw.ts';
import { envelopeFor, makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

/* A scope is lost: what leaves the device, what stays because it is the person's own, and until when. */

const FREMD = 'Grundstueckskauf Quittenweg';
const EIGEN = 'Eigene Meldung Apfelbaum';
const KEY = randomBytes(32);
let ws: TestWorkspace;
afterEach(() => ws.remove());

function laptop() {
  ws = makeWorkspace({ kinds: [geheimNotiz], databaseKey: null });
  const state = {
    ...{ titel: FREMD, texte: [FREMD], belegt: [], nummer: null, fuer: 'kaya', rolle: null },
    ...{ geschlossen: false, geaendertVon: 'kaya' },
  };
  const show = (vorgang: string, documents: readonly string[] = []) =>
    ws.store.transaction(() => {
      ws.store.feed.begin();
      ws.store.feed.putKey(vorgang, KEY);
      const zuletzt = { zeit: '2026-11-22T08:00:00.000Z', akteur: 'kaya' };
      const kind = ws.kinds.get('notiz')!;
      ws.store.feed.confirm(
        {
          vorgang,
          art: 'notiz',
          revision: 1,
          stateVersion: kind.stateVersion,
          zuletzt,
          state: { ...state, dokumente: documents },
        },
        'kaya',
      );
    });
  const evict = (vorgang: string) => ws.store.transaction(() => ws.store.feed.evict(vorgang));
  const own = (seq: number, sha256: string | null = null) => {
    const command = { type: 'addText', text: `${EIGEN} ${sha256 ?? ''}` };
    const envelope = envelopeFor(ws.store, 'geheim', command, { seq, clientId: 'd1:kaya' });
    ws.store.transaction(() => ws.store.outbox.enqueue(envelope));
    return envelope;
  };
  const blob = (text: string) => {
    const bytes = Buffer.concat([randomBytes(64), Buffer.from(text)]);
    ws.store.blobs.put(bytes, { mime: 'image/png', name: `${text}.png` });
    return createHash('sha256').update(bytes).digest('hex');
  };
  return { show, evict, own, blob };
}
/** The mark of a destroyed key names its document: it must outlive older copies of the keys (docs/adr/0003). */
const found = (...texts: string[]) =>
  filesWith([ws.dir], texts).filter(
    (path) => !path.endsWith('schluessel.db') || filesWith([ws.dir], [FREMD, EIGEN]).includes(path),
  );

test('documents of others go; that of a waiting own command stays until the centre has it for good', () => {
  const l = laptop();
  const fremd = l.blob('fremd');
  const eigen = l.blob('eigen');
  l.show('geheim', [fremd]);
  const sent = l.own(1, eigen);
  expect(found(FREMD).length).toBeGreaterThan(0);
  l.evict('geheim');
  expect(ws.store.blobs.has(fremd)).toBe(false);
  expect(found(FREMD, fremd)).toEqual([]);
  expect(ws.store.blobs.has(eigen)).toBe(true);
  expect(ws.store.outbox.waiting()).toHaveLength(1);

  // Arrived; kept for a centre that would be restored, and gone whole once a backup holds it.
  const result = { outcome: 'applied', revision: 2, feed: 9, from: 1, mine: [2] } as never;
  ws.store.transaction(() => {
    ws.store.outbox.settle('d1:kaya', 1, result);
    ws.store.outbox.keepSent([sent]);
  });
  expect(ws.store.outbox.sent('d1:kaya', 1)).toMatchObject([{ command: { text: `${EIGEN} ${eigen}` } }]);
  ws.store.transaction(() => ws.store.outbox.dropSent('d1:kaya', 9));
  expect(ws.store.blobs.has(eigen)).toBe(false);
  expect(found(EIGEN, eigen)).toEqual([]);
});

test('what the centre said of it goes, the own entry in the inbox stays; erased, only its kind stays', () => {
  const l = laptop();
  l.show('geheim');
  const envelope = l.own(1);
  const refused = {
    outcome: 'rejected',
    rejection: { code: 'x', params: { person: FREMD } },
    revision: 1,
  } as const;
  ws.store.transaction(() => {
    ws.store.outbox.settle('d1:kaya', 1, refused);
    ws.store.setSetting('sync:konflikte', [{ envelope, result: refused, zeit: 'jetzt' }]);
    ws.store.setSetting('merkzettel:geheim', FREMD);
  });
  l.evict('geheim');
  expect(found(FREMD)).toEqual([]);
  expect(ws.store.read.setting('sync:konflikte')).toMatchObject([
    {
      envelope: { command: { text: `${EIGEN} ` } },
      result: { rejection: { code: 'sync.nicht-mehr-sichtbar' } },
    },
  ]);
  ws.store.transaction(() =>
    ws.store.feed.erase({
      ...{
        feed: 9,
        tenant: 'siegen',
        vorgang: 'geheim',
        art: 'notiz',
        revision: 2,
        type: 'VorgangGeloescht',
      },
      ...{ v: 1, zeit: '2026-11-22T09:00:00.000Z', akteur: 'chef', commandId: 'x' },
      ...{ commitment: '0'.repeat(64), prev: '0'.repeat(64), hash: '1'.repeat(64), payload: Buffer.alloc(0) },
    }),
  );
  expect(found(EIGEN)).toEqual([]);
  expect(ws.store.read.setting('sync:konflikte')).toMatchObject([
    {
      envelope: { vorgang: 'geheim', command: { type: 'addText' } },
      result: { rejection: { code: 'ledger.vorgang-geloescht' } },
    },
  ]);
});

test('everything is fetched anew: what does not come back is gone like something evicted', () => {
  const l = laptop();
  const fremd = l.blob('fremd');
  const offen = l.blob('offen');
  l.show('geheim', [fremd]);
  l.show('offen', [offen]);
  ws.store.transaction(() => ws.store.feed.forgetAll());
  // Nothing is fetched again as long as it is here.
  expect(ws.store.blobs.has(fremd) && ws.store.blobs.has(offen)).toBe(true);
  l.show('offen', [offen]);
  ws.store.transaction(() => ws.store.feed.forgetWhatIsGone());
  expect(ws.store.blobs.has(fremd)).toBe(false);
  expect(ws.store.feed.keyOf('geheim')).toBeNull();
  expect(ws.store.feed.keyOf('offen')).not.toBeNull();
  expect(ws.store.blobs.has(offen)).toBe(true);
  expect(found(fremd)).toEqual([]);
});

test('what a restored centre has not told anew is shown, is not confirmed, and stays while something of it waits', () => {
  const l = laptop();
  const fremd = l.blob('fremd');
  for (const id of ['geheim', 'offen', 'eigen']) l.show(id, id === 'geheim' ? [fremd] : []);
  const { read, feed, transaction } = ws.store;
  transaction(() => feed.doubtAll());
  expect(feed.isInDoubt()).toBe(true);
  for (const id of ['geheim', 'offen', 'eigen']) {
    expect(read.confirmed(id)).toBeNull();
    expect(read.former(id)).toEqual(read.stand(id));
    expect(read.row(id)).toMatchObject({ vorlaeufig: false, projection: { titel: FREMD } });
  }
  // Provisional and back again: it is still of then. Told anew it is confirmed.
  const stand = read.former('eigen')!;
  const projection = ws.kinds.get('notiz')!.project(stand.state, 'eigen');
  transaction(() => ws.store.outbox.setCurrent([{ stand, projection }]));
  expect(read.row('eigen')?.vorlaeufig).toBe(true);
  transaction(() => ws.store.outbox.setCurrent([]));
  expect(read.row('eigen')?.vorlaeufig).toBe(false);
  expect(read.confirmed('eigen')).toBeNull();
  l.show('offen');
  expect(read.confirmed('offen')).not.toBeNull();
  expect(read.former('offen')).toBeNull();
  expect(transaction(() => feed.forgetWhatIsGone(new Set(['eigen'])))).toEqual(['geheim']);
  expect(feed.isInDoubt()).toBe(false);
  expect(ws.store.blobs.has(fremd)).toBe(false);
  expect(read.stand('geheim')).toBeNull();
  expect(read.former('eigen')).toEqual(stand);
  expect(transaction(() => feed.forgetWhatIsGone())).toEqual(['eigen']);
  expect(read.row('eigen')).toBeNull();
  expect(read.row('offen')).not.toBeNull();
});

test('prints that no Vorgang names are gone when it is opened again; on a single seat they stay', () => {
  const l = laptop();
  const single = l.blob('druck');
  ws = ws.reopen();
  expect(ws.store.blobs.has(single)).toBe(true);
  ws.store.transaction(() => ws.store.feed.begin());
  ws.store.setSetting('hochstufen', [{ sha256: single }]);
  ws = ws.reopen();
  expect(ws.store.blobs.has(single)).toBe(true);
  ws.store.setSetting('hochstufen', []);
  ws = ws.reopen();
  expect(ws.store.blobs.has(single)).toBe(false);
});
