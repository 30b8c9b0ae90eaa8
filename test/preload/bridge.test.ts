import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { createBridge } from '../../src/preload/bridge.ts';
import { CALL, EVENT } from '../../src/preload/wire.ts';

function setUp() {
  const invoked: unknown[][] = [];
  const ipc = Object.assign(new EventEmitter(), {
    invoke: async (...args: unknown[]) => {
      invoked.push(args);
      return '{"ok":true,"value":"x"}';
    },
  });
  return { ipc, invoked, bridge: createBridge(ipc as never) };
}

test('the window gets two functions and nothing of ipcRenderer', () => {
  const { bridge } = setUp();
  expect(Object.keys(bridge).toSorted()).toEqual(['call', 'on']);
  expect(Object.values(bridge).every((value) => typeof value === 'function')).toBe(true);
});

test('a call travels as text on the one channel', async () => {
  const { bridge, invoked } = setUp();
  expect(await bridge.call('app.state', null)).toEqual({ ok: true, value: 'x' });
  expect(invoked).toEqual([[CALL, '{"channel":"app.state","input":null}']]);
});

test('a listener gets the event itself, never the sender behind it, until it stops', () => {
  const { bridge, ipc } = setUp();
  const heard: unknown[][] = [];
  const stop = bridge.on((...args) => heard.push(args));
  ipc.emit(EVENT, { sender: ipc }, '{"type":"state"}');
  expect(stop()).toBeUndefined();
  ipc.emit(EVENT, { sender: ipc }, '{"type":"state"}');
  expect(heard).toEqual([[{ type: 'state' }]]);
});
