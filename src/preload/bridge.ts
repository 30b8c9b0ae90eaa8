import type { IpcRenderer } from 'electron';
import type { Bridge, BridgeEvent } from '../contract/bridge.ts';
import { CALL, EVENT } from './wire.ts';

/**
 * What the window gets from the preload: `call` and `on`, nothing of ipcRenderer itself and no event object.
 * Messages are JSON text, as in the browser shell, so that a value looks the same whichever way it came.
 */
export function createBridge(ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>): Bridge {
  return {
    async call(channel, input) {
      const answer: unknown = await ipc.invoke(CALL, JSON.stringify({ channel, input }));
      return JSON.parse(String(answer));
    },
    on(listener) {
      const receive = (_event: unknown, text: unknown) => listener(JSON.parse(String(text)) as BridgeEvent);
      ipc.on(EVENT, receive);
      return () => {
        ipc.removeListener(EVENT, receive);
      };
    },
  };
}
