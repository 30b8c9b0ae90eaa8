// Loaded with --import before dist/electron/main.js: stands in for the Electron binary, drives the bundled main
// process through its own registrations, and prints what came back as one line of JSON.
import { EventEmitter } from 'node:events';
import { registerHooks } from 'node:module';

const app = Object.assign(new EventEmitter(), {
  getAppPath: () => process.env.AMTSMAPPE_ROOT,
  setPath: () => {},
  requestSingleInstanceLock: () => true,
  setAsDefaultProtocolClient: () => true,
  enableSandbox: () => {},
  whenReady: async () => {},
  quit: () => app.emit('will-quit', { preventDefault: () => {} }),
});
const registered = {};
const keep =
  (name) =>
  (...args) =>
    void (registered[name] = args.at(-1));
const mainFrame = { parent: null, url: 'app://amtsmappe/', origin: 'app://amtsmappe' };
class BrowserWindow extends EventEmitter {
  webContents = Object.assign(new EventEmitter(), {
    mainFrame,
    send: () => {},
    setWindowOpenHandler: () => {},
  });
  async loadURL() {
    setImmediate(() => void drive(this.webContents));
  }
  show() {}
  focus() {}
  isMinimized = () => false;
  isDestroyed = () => false;
}
const protocol = { registerSchemesAsPrivileged: () => {}, handle: keep('protocol') };
const session = Object.assign(new EventEmitter(), {
  protocol,
  setPermissionRequestHandler: () => {},
  setPermissionCheckHandler: () => {},
  setDevicePermissionHandler: () => {},
  webRequest: { onBeforeRequest: () => {} },
});
globalThis.fakeElectron = {
  app,
  BrowserWindow,
  ipcMain: { handle: keep('ipc') },
  Menu: { buildFromTemplate: (x) => x, setApplicationMenu: () => {} },
  powerMonitor: new EventEmitter(),
  protocol,
  safeStorage: { isEncryptionAvailable: () => false },
  session: { defaultSession: session },
  shell: { openExternal: async () => {} },
};

async function drive(sender) {
  const call = async (channel, input) =>
    JSON.parse(await registered.ipc({ sender, senderFrame: mainFrame }, JSON.stringify({ channel, input })));
  const person = { vorname: 'Erika', nachname: 'Muster', funktion: 'Sachbearbeitung' };
  const before = await call('app.state', null);
  const made = await call('setup.create', {
    passphrase: 'Uebung2026',
    demo: false,
    stadt: 'Musterhafen',
    person,
  });
  const after = await call('app.state', null);
  const page = await registered.protocol(new Request('app://amtsmappe/'));
  const put = new Request('app://amtsmappe/blob?name=a.pdf', { method: 'PUT', body: 'not a PDF' });
  const blob = await (await registered.protocol(put)).json();
  console.log(JSON.stringify({ before, made: made.ok, after, page: page.status, blob }));
  process.exit(0);
}

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: 'fake:electron', shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === 'fake:electron'
      ? {
          format: 'module',
          shortCircuit: true,
          source: Object.keys(globalThis.fakeElectron)
            .map((name) => `export const ${name} = globalThis.fakeElectron.${name};`)
            .join('\n'),
        }
      : next(url, context),
});
