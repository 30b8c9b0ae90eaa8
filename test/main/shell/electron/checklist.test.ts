import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { allowedExternal, EXTERNAL_HOSTS } from '../../../../src/main/shell/electron/external.ts';
import { guardContents, guardNetwork, guardPermissions } from '../../../../src/main/shell/electron/guards.ts';
import { isOwnAddress } from '../../../../src/main/shell/electron/origin.ts';
import { PRIVILEGED, serveProtocol } from '../../../../src/main/shell/electron/protocol.ts';
import { windowOptions } from '../../../../src/main/shell/electron/window.ts';
import { createResourceHandler } from '../../../../src/main/shell/resources.ts';
import { SHA, stubApp, stubRenderer } from '../stub.ts';
import { fakeElectron } from './fake.ts';

/* The items of Electron's own security checklist, one by one, without its binary (see DESIGN 8). */

const FOREIGN = [
  'https://example.org/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'app://amtsmappe.example/',
  'app://amtsmappe@evil/',
  'app://evil@amtsmappe/',
  'app://amtsmappe:81/',
  'app:amtsmappe',
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
  'chrome://gpu',
  'devtools://devtools',
  'amtsmappe://vorgang/1',
  '//evil',
  '',
  'null',
];

test('window options: the whole object', () => {
  const { session } = fakeElectron();
  const options = windowOptions('/app/preload.cjs', session as never);
  expect(options.webPreferences).toEqual({
    preload: '/app/preload.cjs',
    session,
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
  });
  expect(options.webPreferences).not.toHaveProperty('enableBlinkFeatures');
});

test('permissions: every permission for every origin is denied, by request and by check', () => {
  const { session, handlers } = fakeElectron();
  guardPermissions(session as never);
  const permissions = [
    'clipboard-read', 'clipboard-sanitized-write', 'display-capture', 'fullscreen', 'geolocation', 'hid',
    'idle-detection', 'media', 'mediaKeySystem', 'midi', 'midiSysex', 'notifications', 'pointerLock',
    'keyboardLock', 'openExternal', 'serial', 'speaker-selection', 'storage-access', 'usb',
    'window-management', 'fileSystem', 'top-level-storage-access', 'unknown',
  ]; // prettier-ignore
  for (const permission of permissions) {
    for (const origin of ['app://amtsmappe', ...FOREIGN]) {
      const answer = jest.fn();
      handlers['permissionRequest']({}, permission, answer, { requestingUrl: origin });
      expect(answer).toHaveBeenCalledWith(false);
      expect(handlers['permissionCheck']({}, permission, origin, {})).toBe(false);
    }
  }
  expect(handlers['devicePermission']({ deviceType: 'usb', origin: 'app://amtsmappe' })).toBe(false);
});

describe('origin', () => {
  test('only exactly ours', () => {
    expect(isOwnAddress('app://amtsmappe/')).toBe(true);
    expect(isOwnAddress('app://amtsmappe/index.html#/arbeitskorb')).toBe(true);
    for (const address of FOREIGN) expect(isOwnAddress(address)).toBe(false);
  });
});

describe('navigation, frames, pop-ups, <webview>', () => {
  const setUp = () => {
    const { contents } = fakeElectron();
    const openExternal = jest.fn(async (_url: string) => {});
    const target = contents();
    guardContents(target, { openExternal });
    const prevented = (name: string, url: string): boolean => {
      const event = { url, preventDefault: jest.fn() };
      target.emit(name, event, url);
      return event.preventDefault.mock.calls.length > 0;
    };
    return { target, prevented, openExternal };
  };

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s away is prevented', (name) => {
    const { prevented } = setUp();
    expect(prevented(name, 'app://amtsmappe/')).toBe(false);
    for (const url of FOREIGN) expect(prevented(name, url)).toBe(true);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((s) => `app://${s}`),
        ),
        (url) => {
          expect(prevented(name, url)).toBe(!isOwnAddress(url));
        },
      ),
    );
  });

  test('a <webview> is never attached', () => {
    expect(setUp().prevented('will-attach-webview', 'app://amtsmappe/')).toBe(true);
  });

  test('every pop-up is denied; an allowed public site goes to the system browser', () => {
    const { target, openExternal } = setUp();
    for (const url of [...FOREIGN, 'app://amtsmappe/']) {
      expect(target.windowOpenHandler({ url })).toEqual({ action: 'deny' });
    }
    expect(openExternal).not.toHaveBeenCalled();
    expect(target.windowOpenHandler({ url: 'https://www.gesetze-im-internet.de/gwb/' })).toEqual({
      action: 'deny',
    });
    expect(openExternal).toHaveBeenCalledWith('https://www.gesetze-im-internet.de/gwb/');
  });
});

describe('openExternal', () => {
  test('exact hosts by HTTPS, nothing else', () => {
    expect(allowedExternal('https://eur-lex.europa.eu/eli/reg/2014/910/oj')).toBe(
      'https://eur-lex.europa.eu/eli/reg/2014/910/oj',
    );
    for (const address of [
      'http://eur-lex.europa.eu/', 'https://eur-lex.europa.eu:8443/', 'https://a@eur-lex.europa.eu/',
      'https://eur-lex.europa.eu.evil.example/', 'https://xeur-lex.europa.eu/', 'file:///C:/Windows/System32/calc.exe',
      'smb://host/share', 'ms-msdt:/id', 'mailto:a@b.de', 'javascript:alert(1)', '\\\\host\\share', '', 'vscode://x',
    ]) {
      expect(allowedExternal(address)).toBeNull();
    } // prettier-ignore
  });

  test('whatever is allowed is https on a listed host, without credentials or port', () => {
    const scheme = fc.constantFrom('https:', 'http:', 'file:', 'HTTPS:', 'smb:', 'ms-settings:', '');
    const host = fc.oneof(fc.constantFrom(...EXTERNAL_HOSTS), fc.domain(), fc.string());
    const rest = fc.constantFrom(
      '',
      '/',
      '/x?y#z',
      '@evil.example',
      ':443',
      ':8080/',
      '.evil.example',
      '\\@evil',
      '%2f@x',
      '\n',
    );
    fc.assert(
      fc.property(
        scheme,
        fc.constantFrom('//', '', '/', '\\\\', '//u:p@'),
        host,
        rest,
        (s, slashes, h, r) => {
          const allowed = allowedExternal(s + slashes + h + r);
          if (allowed === null) return;
          const url = new URL(allowed);
          expect(url.protocol).toBe('https:');
          expect(EXTERNAL_HOSTS.has(url.host)).toBe(true);
          expect(url.username + url.password + url.port).toBe('');
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('custom protocol', () => {
  const setUp = () => {
    const app = stubApp();
    const { electron, handlers } = fakeElectron();
    const resources = createResourceHandler({ ...app.ports, rendererDir: stubRenderer() });
    serveProtocol(electron.protocol, resources);
    return (url: string, init?: RequestInit): Promise<Response> =>
      handlers['protocol.handle'](new Request(url, init));
  };

  test('is standard and secure and never goes around the policy', () => {
    expect(PRIVILEGED).toHaveLength(1);
    expect(PRIVILEGED[0]).toMatchObject({
      scheme: 'app',
      privileges: { standard: true, secure: true, bypassCSP: false },
    });
  });

  test('serves page, documents and uploads to our own origin', async () => {
    const ask = setUp();
    const page = await ask('app://amtsmappe/');
    expect(await page.text()).toContain('Arbeitskorb');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(await (await ask(`app://amtsmappe/blob/${SHA}`)).text()).toBe('%PDF-1.7');
    const put = await ask('app://amtsmappe/blob?name=a.pdf', { method: 'PUT', body: 'x' });
    expect(await put.json()).toMatchObject({ ok: true });
  });

  test('another host or another origin is refused', async () => {
    const ask = setUp();
    for (const url of ['app://other/', 'app://amtsmappe.example/', 'app://amtsmappe:1/']) {
      expect((await ask(url)).status).toBe(403);
    }
    const foreign = await ask('app://amtsmappe/', { headers: { Origin: 'https://example.org' } });
    expect(foreign.status).toBe(403);
  });
});

test('network: requests that leave our origin are cancelled, downloads from elsewhere too', () => {
  const { session, handlers } = fakeElectron();
  guardNetwork(session as never);
  const cancelled = (url: string): boolean => {
    const answer = jest.fn<(result: { cancel: boolean }) => void>();
    handlers['beforeRequest']({ url }, answer);
    return answer.mock.calls[0]![0].cancel;
  };
  expect(cancelled('app://amtsmappe/assets/index.js')).toBe(false);
  expect(cancelled('blob:app://amtsmappe/1')).toBe(false);
  for (const url of FOREIGN.filter((address) => !address.startsWith('data:')))
    expect(cancelled(url)).toBe(true);
  const event = { preventDefault: jest.fn() };
  session.emit('will-download', event, { getURL: () => 'https://example.org/a.exe' });
  expect(event.preventDefault).toHaveBeenCalledTimes(1);
  session.emit('will-download', event, { getURL: () => `app://amtsmappe/blob/${SHA}` });
  expect(event.preventDefault).toHaveBeenCalledTimes(1);
});
