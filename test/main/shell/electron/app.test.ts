import { describe, expect, jest, test } from '@jest/globals';
import { runElectronShell } from '../../../../src/main/shell/electron/app.ts';
import { findDeepLink, routeOf } from '../../../../src/main/shell/electron/deep-link.ts';
import { createKeyStore } from '../../../../src/main/shell/electron/key-store.ts';
import { menuTemplate } from '../../../../src/main/shell/electron/menu.ts';
import { EVENT } from '../../../../src/preload/wire.ts';
import { stubApp, stubRenderer } from '../stub.ts';
import { fakeElectron, fakeSafeStorage } from './fake.ts';

const ID = '01920000-0000-7000-8000-000000000001';

async function setUp(args: readonly string[] = [], firstInstance = true) {
  const app = stubApp();
  const fake = fakeElectron({ firstInstance });
  const close = jest.fn(async () => {});
  await runElectronShell(fake.electron, {
    rendererDir: stubRenderer(),
    preload: '/app/preload.cjs',
    args,
    platform: 'linux',
    log: app.ports.log,
    open: async () => ({ ...app.ports, close }),
  });
  const told = () =>
    fake.windows[0].webContents.send.mock.calls.map((call: unknown[]) => [
      call[0],
      JSON.parse(String(call[1])),
    ]);
  return { ...app, ...fake, close, told };
}

describe('the life of the application', () => {
  test('scheme, sandbox and guards before ready, permissions before the window', async () => {
    const { calls } = await setUp();
    const names = calls.map(([name]) => name);
    const before = (a: string, b: string) => expect(names.indexOf(a)).toBeLessThan(names.indexOf(b));
    before('registerSchemesAsPrivileged', 'whenReady');
    before('enableSandbox', 'whenReady');
    before('permissionRequest', 'loadURL');
    before('permissionCheck', 'loadURL');
    before('beforeRequest', 'loadURL');
    before('protocol.handle', 'loadURL');
    before('ipc.handle', 'loadURL');
    expect(calls.find(([name]) => name === 'loadURL')![1]).toEqual(['app://amtsmappe/']);
  });

  test('every web contents is guarded, the first window too', async () => {
    const { windows } = await setUp();
    expect(windows).toHaveLength(1);
    expect(windows[0].webContents.windowOpenHandler({ url: 'https://example.org' })).toEqual({
      action: 'deny',
    });
    expect(windows[0].webContents.listenerCount('will-attach-webview')).toBe(1);
  });

  test('a second start ends and opens nothing', async () => {
    const { calls, windows } = await setUp([], false);
    expect(windows).toEqual([]);
    expect(calls.map(([name]) => name)).toEqual(['quit']);
  });

  test('a link of the first start opens after loading, one of a second start at once', async () => {
    const { app, windows, told, calls } = await setUp(['electron', '.', `amtsmappe://vorgang/${ID}`]);
    expect(told()).toEqual([]);
    windows[0].webContents.emit('did-finish-load');
    app.emit('second-instance', {}, ['electron', '.', 'amtsmappe://arbeitskorb']);
    app.emit('second-instance', {}, ['electron', '.', 'amtsmappe://evil/../x']);
    expect(told()).toEqual([
      [EVENT, { type: 'open', path: `vorgang/${ID}` }],
      [EVENT, { type: 'open', path: 'arbeitskorb' }],
      [EVENT, { type: 'open', path: 'vorgang/ungueltig' }],
    ]);
    expect(calls.filter(([name]) => name === 'focus')).toHaveLength(3);
  });

  test('events of the application reach the window', async () => {
    const { tell, told } = await setUp();
    tell({ type: 'changed', vorgaenge: [ID] });
    expect(told()).toEqual([[EVENT, { type: 'changed', vorgaenge: [ID] }]]);
  });

  test('locks when the screen is locked or the machine sleeps', async () => {
    const { electron, called } = await setUp();
    electron.powerMonitor.emit('lock-screen');
    electron.powerMonitor.emit('suspend');
    expect(called.map(({ channel }) => channel)).toEqual(['session.lock', 'session.lock']);
  });

  test('the workspace is closed before the process ends, once', async () => {
    const { app, close, calls, listeners } = await setUp();
    app.emit('window-all-closed');
    const event = { preventDefault: jest.fn() };
    app.emit('will-quit', event);
    expect(event.preventDefault).toHaveBeenCalledTimes(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(close).toHaveBeenCalledTimes(1);
    expect(listeners.size).toBe(0);
    app.emit('will-quit', event);
    expect(close).toHaveBeenCalledTimes(1);
    expect(event.preventDefault).toHaveBeenCalledTimes(1);
    expect(calls.filter(([name]) => name === 'quit')).toHaveLength(2);
  });
});

describe('deep links', () => {
  const BROKEN = 'vorgang/ungueltig';

  test('the scheme is ours from the start: installed by its name, from the sources with our folder', async () => {
    const registered = (args: readonly string[]) =>
      setUp(args).then(({ calls }) => calls.find(([name]) => name === 'setAsDefaultProtocolClient')![1]);
    expect(await registered([])).toEqual(['amtsmappe']);
    expect(await registered(['electron', '/src/amtsmappe'])).toEqual([
      'amtsmappe',
      process.execPath,
      ['/src/amtsmappe'],
    ]);
  });

  test('the first link among the arguments counts; one that is not whole opens a page that says so', () => {
    expect(findDeepLink(['--inspect', 'C:\\x', `amtsmappe://vorgang/${ID}`])).toBe(`vorgang/${ID}`);
    expect(findDeepLink(['amtsmappe://vorgang/', '--no-sandbox'])).toBe(BROKEN);
    expect(findDeepLink(['--x=amtsmappe://arbeitskorb', 'AMTSMAPPE://arbeitskorb'])).toBeNull();
    expect(findDeepLink([])).toBeNull();
    expect(routeOf(`amtsmappe://vorgang/${ID}?stadt=siegen`)).toBe(`vorgang/${ID}?stadt=siegen`);
  });

  test('macOS hands links over by an event, before there is a window and afterwards', async () => {
    const early = await setUp();
    early.app.emit('open-url', { preventDefault: jest.fn() }, `amtsmappe://vorgang/${ID}`);
    early.app.emit('open-url', { preventDefault: jest.fn() }, 'amtsmappe://nirgends');
    expect(early.told().map(([, event]: [string, { path: string }]) => event.path)).toEqual([
      `vorgang/${ID}`,
      BROKEN,
    ]);
  });

  test('a locked application is shown the place all the same: it waits behind the passphrase', async () => {
    const { electron, app, told } = await setUp();
    electron.powerMonitor.emit('lock-screen');
    app.emit('second-instance', {}, ['electron', '.', `amtsmappe://vorgang/${ID}`]);
    expect(told().at(-1)).toEqual([EVENT, { type: 'open', path: `vorgang/${ID}` }]);
  });
});

describe('key store', () => {
  const key = Uint8Array.from({ length: 32 }, (_, i) => i * 7);
  test('gives back what it wrapped', () => {
    const store = createKeyStore(fakeSafeStorage(), 'linux');
    const wrapped = store.wrap(key)!;
    expect(Buffer.from(wrapped).equals(Buffer.from(key))).toBe(false);
    expect([...store.unwrap(wrapped)!]).toEqual([...key]);
  });
  test('what another machine wrapped is null, not a crash', () => {
    expect(createKeyStore(fakeSafeStorage(), 'linux').unwrap(Uint8Array.from([1, 2, 3]))).toBeNull();
  });
  test.each([['basic_text'], ['unknown']])(
    'a Linux without key ring (%s) protects nothing and counts as none',
    (backend) => {
      expect(createKeyStore(fakeSafeStorage(backend), 'linux').wrap(key)).toBeNull();
      expect(createKeyStore(fakeSafeStorage('dpapi', false), 'win32').wrap(key)).toBeNull();
    },
  );
});

test('menu: German, and no developer tools', () => {
  const opened: string[] = [];
  const template = menuTemplate(
    (path) => opened.push(path),
    () => opened.push('locked'),
  );
  const items = template.flatMap(
    (menu) => menu.submenu as { label?: string; role?: string; type?: string; click?: () => void }[],
  );
  for (const item of items) expect(item.type === 'separator' || item.label !== undefined).toBe(true);
  expect(items.map((item) => item.role)).not.toContain('toggleDevTools');
  expect(items.map((item) => item.role)).not.toContain('forceReload');
  for (const item of items) item.click?.();
  expect(opened).toEqual(['arbeitskorb', 'einstellungen', 'locked']);
});
