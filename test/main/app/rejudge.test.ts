import { expect, test } from '@jest/globals';
import type { DokumentFakt, SignaturFakt } from '../../../src/domain/shared/vorgang.ts';
import type { DocumentChecker } from '../../../src/main/app/checking/checker.ts';
import type { AppContext } from '../../../src/main/app/context.ts';
import { openRejudge } from '../../../src/main/app/checking/rejudge.ts';

/* Judging again runs in the background: nobody is there to catch what it throws. */

const fakt = (sha256: string, niveau: string): DokumentFakt => ({
  sha256,
  bytes: 10,
  mime: 'application/pdf',
  seiten: 1,
  signaturen: [{ feld: 'Sig1', niveau } as SignaturFakt],
  vorgaenger: null,
});

function setUp(check: (name: string) => Promise<DokumentFakt>) {
  const saved: string[] = [];
  const told: (readonly string[])[] = [];
  const documents = [fakt('a', 'alt'), fakt('b', 'alt')];
  const ctx = {
    store: {
      blobs: {
        read: () => Buffer.from('%PDF'),
        meta: (sha256: string) => ({ name: sha256 }),
        saveFakt: (f: DokumentFakt) => void saved.push(f.sha256),
      },
      read: { dokumente: () => documents, referringTo: (sha256: string) => [`vorgang-${sha256}`] },
    },
    changed: (ids: readonly string[]) => void told.push(ids),
  } as unknown as AppContext;
  const checker = {
    check: async (name: string) => ({ ok: true, value: { fakt: await check(name) } }),
  } as unknown as DocumentChecker;
  return { rejudge: openRejudge(ctx, checker, () => {}), saved, told };
}

test('a document that cannot be judged keeps its facts; the others are judged', async () => {
  const { rejudge, saved, told } = setUp((name) =>
    name === 'a' ? Promise.reject(new Error('unreadable')) : Promise.resolve(fakt(name, 'neu')),
  );
  await rejudge.run();
  expect(saved).toEqual(['b']);
  expect(told).toEqual([['vorgang-b']]);
});

test('a workspace closed meanwhile is left alone, whatever the validation still asks of it', async () => {
  const { rejudge, saved, told } = setUp(() => {
    rejudge.stop();
    return Promise.reject(new TypeError('The database connection is not open'));
  });
  await rejudge.run();
  expect(saved).toEqual([]);
  expect(told).toEqual([]);
});
