import { EventEmitter } from 'node:events';
import { jest } from '@jest/globals';
import type { ElectronApi } from '../../../../src/main/shell/electron/app.ts';

/** One call of a fake function: what was asked of Electron. */
export type Calls = readonly (readonly [string, readonly unknown[]])[];

/**
 * The surface of Electron that the shell uses, as plain emitters and recorders: tests fire its events and look
 * at what the shell registered. There is no binary behind it, so nothing here shows that Electron itself works.
 */
export function fakeElectron(options: { firstInstance?: boolean } = {}) {
  const calls: [string, readonly unknown[]][] = [];
  const record =
    <T>(name: string, result: T) =>
    (...args: unknown[]): T => {
      calls.push([name, args]);
      return result;
    };
  const handlers: Record<string, any> = {};
  const keep =
    (name: string) =>
    (...args: unknown[]) => {
      calls.push([name, args]);
      handlers[name] = args.at(-1);
    };

  const contents = () => {
    const emitter = new EventEmitter() as any;
    emitter.mainFrame = { parent: null, url: 'app://amtsmappe/', origin: 'app://amtsmappe' };
    emitter.send = jest.fn();
    emitter.setWindowOpenHandler = (handler: unknown) => (emitter.windowOpenHandler = handler);
    return emitter;
  };
  const windows: any[] = [];
  class BrowserWindow extends EventEmitter {
    readonly webContents = contents();
    readonly options: unknown;
    constructor(given: unknown) {
      super();
      this.options = given;
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    loadURL = async (url: string) => void calls.push(['loadURL', [url]]);
    show = record('show', undefined);
    focus = record('focus', undefined);
    restore = record('restore', undefined);
    reload = record('reload', undefined);
    isMinimized = () => true;
    isDestroyed = () => false;
  }

  const app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock: () => options.firstInstance ?? true,
    setAsDefaultProtocolClient: record('setAsDefaultProtocolClient', true),
    enableSandbox: record('enableSandbox', undefined),
    whenReady: async () => void calls.push(['whenReady', []]),
    quit: record('quit', undefined),
  });
  const protocol = {
    registerSchemesAsPrivileged: record('registerSchemesAsPrivileged', undefined),
    handle: keep('protocol.handle'),
  };
  const session = Object.assign(new EventEmitter(), {
    protocol,
    setPermissionRequestHandler: keep('permissionRequest'),
    setPermissionCheckHandler: keep('permissionCheck'),
    setDevicePermissionHandler: keep('devicePermission'),
    webRequest: { onBeforeRequest: keep('beforeRequest') },
  });
  const electron = {
    app,
    BrowserWindow,
    ipcMain: { handle: keep('ipc.handle') },
    Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: keep('menu') },
    powerMonitor: new EventEmitter(),
    protocol,
    safeStorage: fakeSafeStorage(),
    session: { defaultSession: session },
    shell: { openExternal: record('openExternal', Promise.resolve()) },
  };
  return { electron: electron as unknown as ElectronApi, app, session, calls, handlers, windows, contents };
}

/** A key store that XORs: enough to see that what comes out is what went in. */
export function fakeSafeStorage(backend = 'gnome_libsecret', available = true): any {
  const flip = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text: string) => flip(Buffer.from(text)),
    decryptString(bytes: Buffer) {
      const text = flip(bytes).toString();
      if (!/^[A-Za-z0-9+/=]*$/.test(text)) throw new Error('made elsewhere');
      return text;
    },
  };
}
