import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { channels } from '../../../contract/channels.ts';
import { dispatch } from '../dispatch.ts';
import type { ShellPorts } from '../ports.ts';
import type { Session } from './session.ts';

/** A command with its text fits many times over; documents go another way. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
const HELLO_WITHIN_MS = 5_000;

export interface Sockets {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** windows that have shown the token and are open now */
  readonly open: () => number;
  readonly close: () => void;
}

/**
 * The bridge over WebSocket. The first message must carry the session's token; until then nothing is answered
 * and nothing is told. Then `{ id, channel, input }` is answered by `{ type: 'answer', id, answer }`.
 */
export function createSockets(ports: ShellPorts, session: Session, changed: (open: number) => void): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, clientTracking: true });
  const windows = new Set<WebSocket>();
  const unsubscribe = ports.subscribe((event) => {
    for (const window of windows) window.send(JSON.stringify({ type: 'event', event }));
  });

  const admit = (window: WebSocket): void => {
    windows.add(window);
    window.once('close', () => {
      windows.delete(window);
      changed(windows.size);
    });
    window.send(JSON.stringify({ type: 'ready' }));
    changed(windows.size);
  };

  server.on('connection', (window: WebSocket) => {
    const late = setTimeout(() => window.terminate(), HELLO_WITHIN_MS);
    window.on('error', () => window.terminate()); // too large a message, broken frame
    window.once('message', (data) => {
      clearTimeout(late);
      const hello = parse(data);
      if (hello?.['type'] !== 'hello' || !session.isToken(hello['token'])) {
        window.close(4403, 'token');
        return;
      }
      window.on('message', (next) => void answer(window, ports, parse(next)));
      admit(window);
    });
    window.once('close', () => clearTimeout(late));
  });

  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (window) => server.emit('connection', window, request)),
    open: () => windows.size,
    close() {
      unsubscribe();
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

async function answer(
  window: WebSocket,
  ports: ShellPorts,
  message: Readonly<Record<string, unknown>> | null,
): Promise<void> {
  if (message === null || !Number.isSafeInteger(message['id'])) {
    window.close(4400, 'message');
    return;
  }
  const { id, channel, input } = message;
  const result = await dispatch(channels, ports.handlers, channel, input, ports.log);
  if (window.readyState === window.OPEN) {
    window.send(JSON.stringify({ type: 'answer', id, answer: result }));
  }
}

function parse(data: unknown): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(String(data));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
