import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';
import { ORIGIN } from './origin.ts';

/**
 * The whole of a window's options, in one place. Every security setting is written out although most are
 * Electron's defaults: a default can change, and the test compares this object as a whole.
 */
export function windowOptions(
  preload: string,
  session: Session | undefined,
): BrowserWindowConstructorOptions {
  return {
    title: 'Amtsmappe',
    width: 1440,
    height: 900,
    minWidth: 320,
    minHeight: 480,
    show: false,
    backgroundColor: '#f7f8fa',
    autoHideMenuBar: false,
    webPreferences: {
      preload,
      ...(session === undefined ? {} : { session }),
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      devTools: false,
    },
  };
}

/** The only place that makes a window (the linter bans `new BrowserWindow` elsewhere). Shown when it can be. */
export function createWindow(
  electron: { readonly BrowserWindow: typeof BrowserWindow },
  preload: string,
  session?: Session,
): BrowserWindow {
  const window = new electron.BrowserWindow(windowOptions(preload, session));
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${ORIGIN}/`);
  return window;
}
