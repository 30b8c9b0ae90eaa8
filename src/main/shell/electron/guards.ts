import type { App, Session, Shell, WebContents } from 'electron';
import { allowedExternal } from './external.ts';
import { isOwnAddress } from './origin.ts';

/**
 * The window needs no permission of Chromium's (camera, notifications, clipboard reading, devices ...), so none
 * is given to anybody, our own origin included. Request and check are asked separately and default to yes.
 */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** Nothing leaves the window: every request but to our own origin is cancelled, whatever the page asks for. */
export function guardNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const inside = isOwnAddress(details.url) || /^(data|blob):/.test(details.url);
    answer({ cancel: !inside });
  });
  session.on('will-download', (event, item) => {
    if (!isOwnAddress(item.getURL()) && !item.getURL().startsWith('blob:app://amtsmappe/'))
      event.preventDefault();
  });
}

/**
 * For every web contents that ever comes into being: no navigation away, no redirect, no frame, no pop-up, no
 * <webview>. A link to an allowed public site opens in the system's browser instead.
 */
export function guardContents(contents: WebContents, shell: Pick<Shell, 'openExternal'>): void {
  const stay = (event: { preventDefault: () => void }, address: string): void => {
    if (!isOwnAddress(address)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const address = allowedExternal(url);
    if (address !== null) void shell.openExternal(address);
    return { action: 'deny' };
  });
}

export function guardApp(app: App, shell: Pick<Shell, 'openExternal'>): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, shell));
}
