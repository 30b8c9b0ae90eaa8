import { expect, test } from '@jest/globals';
import { openFirstSync } from '../../../src/main/sync/first-sync.ts';

/** The settings of a store, kept as a restart of the app would find them. */
function host() {
  const settings = new Map<string, unknown>();
  let told = 0;
  return {
    told: () => told,
    open: () =>
      openFirstSync({
        store: {
          read: { setting: (key: string) => settings.get(key) },
          setSetting: (key: string, value: unknown) => void settings.set(key, value),
        } as never,
        stateChanged: () => {
          told += 1;
        },
      }),
  };
}

test('what arrived before a cut or a restart stays counted, however large the first page after it', () => {
  const { open } = host();
  const first = open();
  expect(first.state()).toEqual({ erledigt: 0, gesamt: 0, laeuft: true });
  first.progress(100, 1000);
  first.progress(400, 1000);
  first.paused();
  expect(first.state()).toEqual({ erledigt: 400, gesamt: 1000, laeuft: false });
  first.progress(500, 600);
  expect(first.state()).toEqual({ erledigt: 900, gesamt: 1000, laeuft: true });
  const again = open();
  expect(again.state()).toEqual({ erledigt: 900, gesamt: 1000, laeuft: true });
  again.paused();
  again.progress(100, 100);
  expect(again.state()).toEqual({ erledigt: 1000, gesamt: 1000, laeuft: true });
  again.done();
  expect(again.state()).toBeNull();
  expect(open().state()).toBeNull();
});

test('the window is told of a pause once, and of nothing after the end', () => {
  const { open, told } = host();
  const first = open();
  first.paused();
  first.paused();
  expect(told()).toBe(1);
  first.done();
  first.progress(5, 5);
  first.paused();
  expect(told()).toBe(2);
});
