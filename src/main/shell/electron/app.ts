import { resolve } from 'node:path';
import type { BrowserWindow, WebContents } from 'electron';
import type * as Electron from 'electron';
import type { BridgeEvent } from '../../../contract/bridge.ts';
import { LINK_SCHEME } from '../../../contract/link.ts';
import { EVENT } from '../../../preload/wire.ts';
import { describeWithoutContent } from '../dispatch.ts';
import type { ShellPorts } from '../ports.ts';
import { createResourceHandler } from '../resources.ts';
import { findDeepLink, routeOf } from './deep-link.ts';
import { guardApp, guardNetwork, guardPermissions } from './guards.ts';
import { registerIpc } from './ipc.ts';
import { createKeyStore, type KeyStorePort } from './key-store.ts';
import { menuTemplate } from './menu.ts';
import { PRIVILEGED, serveProtocol } from './protocol.ts';
import { createWindow } from './window.ts';

/** What we use of Electron; passed in, so that all of this runs in tests without its binary. */
export type ElectronApi = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'ipcMain'
  | 'Menu'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'session'
  | 'shell'
>;

export interface ElectronShellOptions {
  readonly rendererDir: string;
  /** absolute path of the bundled preload */
  readonly preload: string;
  readonly args: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly log: (line: string) => void;
  /** opens the workspace once the app is ready; `close` must finish before the process may end */
  readonly open: (
    keyStore: KeyStorePort,
  ) => Promise<Omit<ShellPorts, 'log'> & { readonly close: () => Promise<void> }>;
}

/**
 * The application in Electron, from start to end. Order matters: scheme and guards before `ready`, workspace
 * before the window. A second start hands its link to the first and ends.
 */
export async function runElectronShell(electron: ElectronApi, options: ElectronShellOptions): Promise<void> {
  const { app } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  electron.protocol.registerSchemesAsPrivileged([...PRIVILEGED]);
  registerLinks(app, options.args);
  app.enableSandbox();
  guardApp(app, electron.shell);

  let window: BrowserWindow | null = null;
  let linked = findDeepLink(options.args);
  const tell = (event: BridgeEvent): void => {
    if (window !== null && !window.isDestroyed()) window.webContents.send(EVENT, JSON.stringify(event));
  };
  const go = (path: string | null): void => {
    if (path !== null) tell({ type: 'open', path });
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  };
  app.on('second-instance', (_event, args) => go(findDeepLink(args)));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    if (window === null) linked = routeOf(url);
    else go(routeOf(url));
  });
  app.on('window-all-closed', () => app.quit());

  await app.whenReady();
  const session = electron.session.defaultSession;
  guardPermissions(session);
  guardNetwork(session);

  const opened = await options.open(createKeyStore(electron.safeStorage, options.platform));
  const ports: ShellPorts = { ...opened, log: options.log };
  serveProtocol(session.protocol, createResourceHandler({ ...ports, rendererDir: options.rendererDir }));
  registerIpc(electron.ipcMain, ports, (contents: WebContents) => contents === window?.webContents);
  const unsubscribe = ports.subscribe(tell);

  const lock = (): void => void Promise.resolve(ports.handlers['session.lock'](null)).catch(failed);
  const failed = (error: unknown): void => options.log(`session.lock: ${describeWithoutContent(error)}`);
  electron.powerMonitor.on('lock-screen', lock);
  electron.powerMonitor.on('suspend', lock);
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(menuTemplate(go, lock)));

  window = createWindow(electron, options.preload, session);
  window.webContents.once('did-finish-load', () => go(linked));
  window.on('closed', () => (window = null));
  // a crashed page loses nothing: everything acknowledged is in the workspace
  window.webContents.on('render-process-gone', () => window?.reload());
  closeBeforeQuit(app, async () => {
    unsubscribe();
    await opened.close();
  });
}

/**
 * From now on the system opens our links with us. From its sources Electron is started with our folder as its
 * argument, and the system has to do the same; installed, the installer has written it down as well.
 */
function registerLinks(app: Electron.App, [, folder]: readonly string[]): void {
  if (app.isPackaged || folder === undefined) app.setAsDefaultProtocolClient(LINK_SCHEME);
  else app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, [resolve(folder)]);
}

/** Holds the end of the process until the workspace is closed; a failure to close must not keep it alive. */
function closeBeforeQuit(app: Electron.App, close: () => Promise<void>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    void close().finally(() => app.quit());
  });
}
