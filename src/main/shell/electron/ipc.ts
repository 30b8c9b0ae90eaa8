import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { channels } from '../../../contract/channels.ts';
import { CALL } from '../../../preload/wire.ts';
import { dispatch } from '../dispatch.ts';
import type { ShellPorts } from '../ports.ts';
import { isOwnAddress } from './origin.ts';

/**
 * The one raw IPC channel. Sender first (our window, its top frame, our origin), then the message, then
 * `dispatch` with its schema check. A wrong sender throws: it gets no answer that it could read.
 */
export function registerIpc(
  ipc: Pick<IpcMain, 'handle'>,
  ports: Pick<ShellPorts, 'handlers' | 'log'>,
  isOwnWindow: (contents: WebContents) => boolean,
): void {
  ipc.handle(CALL, async (event, text: unknown) => {
    assertSender(event, isOwnWindow);
    const { channel, input } = parse(text);
    return JSON.stringify(await dispatch(channels, ports.handlers, channel, input, ports.log));
  });
}

/** Throws unless the message comes from the top frame of our own window on our own origin. */
export function assertSender(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  isOwnWindow: (contents: WebContents) => boolean,
): void {
  const frame = event.senderFrame; // null: the frame has gone or navigated since it sent
  if (frame === null || frame !== event.sender.mainFrame || frame.parent !== null) {
    throw new Error('IPC: not the top frame');
  }
  if (!isOwnAddress(frame.url) || !isOwnAddress(frame.origin)) {
    throw new Error('IPC: wrong origin');
  }
  if (!isOwnWindow(event.sender)) throw new Error('IPC: unknown window');
}

function parse(text: unknown): { readonly channel?: unknown; readonly input?: unknown } {
  if (typeof text !== 'string') throw new Error('IPC: not a message');
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}
