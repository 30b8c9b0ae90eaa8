import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Problem } from '../../src/contract/channel.ts';
import type { ChannelInput, ChannelName, ChannelOutput } from '../../src/contract/channels.ts';
import { openApp } from '../../src/main/workspace.ts';
import { connectAs } from './login.ts';

/** A laptop of one person: the real app on a folder of its own, logged in at a real centre, with a network one can cut. */
export async function connectLaptop(
  adresse: string,
  person: string,
  /** the network behind the cable */
  network: typeof fetch = fetch,
) {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-laptop-'));
  let cut = false;
  const logged: string[] = [];
  const app = openApp({
    dir,
    scryptCost: { N: 16, r: 8, p: 1 },
    log: (line) => void logged.push(line),
    fetch: ((url: string, init?: RequestInit) =>
      cut ? Promise.reject(new Error('cut')) : network(url, init)) as typeof fetch,
  });
  const ask = async <N extends ChannelName>(channel: N, input: ChannelInput<N>) =>
    (await app.handlers[channel](input as never)) as Answer<ChannelOutput<N>>;
  const call = async <N extends ChannelName>(
    channel: N,
    input: ChannelInput<N>,
  ): Promise<ChannelOutput<N>> => {
    const answer = await ask(channel, input);
    if (!answer.ok) throw new Error(`${channel}: ${answer.problem.code}`);
    return answer.value;
  };
  await connectAs(app, adresse, person, 'pw');
  await call('sync.now', null);
  return {
    dir,
    app,
    person,
    /** what it has written to its log */
    logged,
    call,
    refused: async <N extends ChannelName>(channel: N, input: ChannelInput<N>): Promise<Problem> => {
      const answer = await ask(channel, input);
      if (answer.ok) throw new Error(`${channel}: accepted, but a refusal was expected`);
      return answer.problem;
    },
    sync: () => call('sync.now', null),
    cut: (on: boolean) => {
      cut = on;
    },
    workspace: () => {
      const open = app.app.workspace();
      if (!open) throw new Error('The workspace is locked');
      return open.open;
    },
    remove: () => {
      app.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type Laptop = Awaited<ReturnType<typeof connectLaptop>>;
