import type { Answer, Problem } from '../../src/contract/channel.ts';
import type { ChannelInput, ChannelName, ChannelOutput } from '../../src/contract/channels.ts';
import { openApp, type OpenAppOptions } from '../../src/main/workspace.ts';

interface Options extends Pick<OpenAppOptions, 'clock'> {
  /** the network behind the cable */
  readonly network?: typeof fetch;
}

/** The real app on a folder, behind a cable one can cut; what it may be asked is called by name. */
export function openLaptop(dir: string, { network = fetch, ...options }: Options = {}) {
  let cut = false;
  const logged: string[] = [];
  const app = openApp({
    dir,
    // Cheap: what is tested is not how long guessing takes.
    scryptCost: { N: 16, r: 8, p: 1 },
    log: (line) => void logged.push(line),
    fetch: ((url: string, init?: RequestInit) =>
      cut ? Promise.reject(new Error('cut')) : network(url, init)) as typeof fetch,
    ...options,
  });
  const ask = async <N extends ChannelName>(channel: N, input: ChannelInput<N>) =>
    (await app.handlers[channel](input as never)) as Answer<ChannelOutput<N>>;
  return {
    dir,
    app,
    /** what it has written to its log */
    logged,
    cut: (on: boolean) => {
      cut = on;
    },
    ask,
    /** asks and takes the answer; a refusal is a fault of the test */
    call: async <N extends ChannelName>(channel: N, input: ChannelInput<N>): Promise<ChannelOutput<N>> => {
      const answer = await ask(channel, input);
      if (!answer.ok) throw new Error(`${channel}: ${answer.problem.code} ${answer.problem.cause}`);
      return answer.value;
    },
    /** asks for what is to be refused */
    refused: async <N extends ChannelName>(channel: N, input: ChannelInput<N>): Promise<Problem> => {
      const answer = await ask(channel, input);
      if (answer.ok) throw new Error(`${channel}: accepted, but a refusal was expected`);
      return answer.problem;
    },
  };
}
export type OpenLaptop = ReturnType<typeof openLaptop>;
