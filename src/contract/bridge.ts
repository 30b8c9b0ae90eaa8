import type { Answer } from './channel.ts';
import type { ChannelInput, ChannelName, ChannelOutput } from './channels.ts';

/** What the main process tells the window without being asked. */
export type BridgeEvent =
  | { readonly type: 'changed'; readonly vorgaenge: readonly string[] }
  | { readonly type: 'state' }
  | {
      readonly type: 'progress';
      readonly job: string;
      readonly done: number;
      readonly total: number;
      readonly text: string;
      /** the document that is on its way */
      readonly dokument?: string;
    }
  /** a page of a remote service waits for the person; `url` null: it is done. `offen`: the browser shows it already */
  | { readonly type: 'browser'; readonly url: string | null; readonly offen: boolean }
  | { readonly type: 'open'; readonly path: string };

/** The whole of what the window can reach: `window.amtsmappe`, the same in both shells. */
export interface Bridge {
  call<N extends ChannelName>(channel: N, input: ChannelInput<N>): Promise<Answer<ChannelOutput<N>>>;
  /** returns a function that ends the subscription */
  on(listener: (event: BridgeEvent) => void): () => void;
}

/** Use cases behind the bridge: one handler per channel. */
export type Handlers = {
  readonly [N in ChannelName]: (
    input: ChannelInput<N>,
  ) => Promise<Answer<ChannelOutput<N>>> | Answer<ChannelOutput<N>>;
};
