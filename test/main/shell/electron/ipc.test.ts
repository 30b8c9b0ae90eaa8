import { describe, expect, test } from '@jest/globals';
import { registerIpc } from '../../../../src/main/shell/electron/ipc.ts';
import { CALL } from '../../../../src/preload/wire.ts';
import { stubApp } from '../stub.ts';
import { fakeElectron } from './fake.ts';

function setUp() {
  const app = stubApp();
  const { electron, handlers, calls, contents } = fakeElectron();
  const own = contents();
  registerIpc(electron.ipcMain, app.ports, (sender) => sender === own);
  const send = (
    message: unknown,
    event: object = { sender: own, senderFrame: own.mainFrame },
  ): Promise<string> => handlers['ipc.handle'](event, message);
  return { ...app, own, contents, send, calls };
}

describe('the IPC edge', () => {
  test('is one channel, and answers what dispatch answers', async () => {
    const { send, called, calls } = setUp();
    expect(calls.map(([name, args]) => [name, args[0]])).toEqual([['ipc.handle', CALL]]);
    const message = JSON.stringify({ channel: 'search.query', input: { text: 'Füße' } });
    expect(JSON.parse(await send(message))).toEqual({ ok: true, value: { text: 'Füße' } });
    expect(JSON.parse(await send(JSON.stringify({ channel: 'x', input: null })))).toMatchObject({
      problem: { code: 'shell.kanal-unbekannt' },
    });
    expect(called).toHaveLength(1);
  });

  test.each([
    ['a subframe', (own: any) => ({ sender: own, senderFrame: { ...own.mainFrame, parent: own.mainFrame } })],
    ['a frame that has gone', (own: any) => ({ sender: own, senderFrame: null })],
    ['another frame of the same address', (own: any) => ({ sender: own, senderFrame: { ...own.mainFrame } })],
  ])('%s throws', async (_name, event) => {
    const { send, own, called } = setUp();
    await expect(send('{"channel":"app.state","input":null}', event(own))).rejects.toThrow(/top frame/);
    expect(called).toEqual([]);
  });

  test.each([
    'https://example.org/',
    'app://amtsmappe.example/',
    'file:///x',
    'about:blank',
    'data:text/html,x',
  ])('the origin %s throws', async (url) => {
    const { send, own, called } = setUp();
    own.mainFrame.url = url;
    await expect(send('{"channel":"app.state","input":null}')).rejects.toThrow(/origin/);
    own.mainFrame.url = 'app://amtsmappe/';
    own.mainFrame.origin = 'null';
    await expect(send('{"channel":"app.state","input":null}')).rejects.toThrow(/origin/);
    expect(called).toEqual([]);
  });

  test('a window that is not ours throws, and so does what is no message', async () => {
    const { send, contents, called } = setUp();
    const other = contents();
    await expect(send('{}', { sender: other, senderFrame: other.mainFrame })).rejects.toThrow(/window/);
    for (const message of [null, 7, { channel: 'app.state' }, 'not json']) {
      await expect(send(message)).rejects.toThrow();
    }
    expect(called).toEqual([]);
  });
});
