import type { Bridge, BridgeEvent } from '../../../contract/bridge.ts';
import type { Answer, Problem } from '../../../contract/channel.ts';

/*
 * The bridge of the browser shell: runs in the page, before the renderer. Served as it stands here with its
 * types taken out (`script.ts`), so it imports nothing at run time. `LOST` is put in front by the server.
 */
declare const LOST: Problem;
declare const TOKEN_KEY: string;

type FromServer =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer<unknown> }
  | { readonly type: 'event'; readonly event: BridgeEvent };

const lost: Answer<never> = { ok: false, problem: LOST };
const listeners = new Set<(event: BridgeEvent) => void>();
const pending = new Map<number, (answer: Answer<never>) => void>();
const waiting: string[] = [];
let socket: WebSocket | null = null;
let ready = false;
let failures = 0;
let lastId = 0;

function connect(): void {
  const opened = new WebSocket(`ws://${location.host}/bridge`);
  socket = opened;
  opened.onopen = () => {
    opened.send(JSON.stringify({ type: 'hello', token: sessionStorage.getItem(TOKEN_KEY) ?? '' }));
  };
  opened.onmessage = (message) => receive(JSON.parse(String(message.data)) as FromServer);
  opened.onclose = () => {
    const wasReady = ready;
    ready = false;
    socket = null;
    // calls on their way have an unknown outcome: say so rather than send them twice
    for (const [id, resolve] of pending) {
      if (!waiting.some((text) => text.startsWith(`{"id":${id},`))) {
        pending.delete(id);
        resolve(lost);
      }
    }
    failures = wasReady ? 1 : failures + 1;
    if (failures <= 5) setTimeout(connect, 200 * failures);
    else giveUp();
  };
}

function receive(message: FromServer): void {
  switch (message.type) {
    case 'ready':
      ready = true;
      failures = 0;
      for (const text of waiting.splice(0)) socket?.send(text);
      return;
    case 'answer':
      pending.get(message.id)?.(message.answer as Answer<never>);
      pending.delete(message.id);
      return;
    case 'event':
      for (const listener of listeners) listener(message.event);
      return;
  }
}

function giveUp(): void {
  waiting.length = 0;
  for (const resolve of pending.values()) resolve(lost);
  pending.clear();
}

const bridge: Bridge = {
  call(channel, input) {
    if (socket === null && failures > 5) return Promise.resolve(lost);
    const id = ++lastId;
    const text = JSON.stringify({ id, channel, input });
    return new Promise((resolve) => {
      pending.set(id, resolve);
      if (ready && socket !== null) socket.send(text);
      else waiting.push(text);
    });
  },
  on(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

Object.defineProperty(window, 'amtsmappe', { value: Object.freeze(bridge), enumerable: true });
connect();
