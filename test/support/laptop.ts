import { join } from 'node:path';
import type { Answer } from '../../src/contract/channel.ts';
import type { ChannelInput, ChannelName, ChannelOutput } from '../../src/contract/channels.ts';
import { openApp } from '../../src/main/workspace.ts';
import { connectAs } from './login.ts';

const tabelle = 'friedhof.zeiten';
export const TABLE = `stammdaten:${tabelle}`;
interface Table {
  readonly fassungen: readonly { readonly quelle: string; readonly inhalt: unknown }[];
}

/** A whole app on a laptop; `quelle` of a table's versions tells entries apart. */
export function laptopIn(base: string, name: string, doFetch: typeof fetch = fetch) {
  const app = openApp({
    dir: join(base, name),
    scryptCost: { N: 16, r: 8, p: 1 },
    log: () => undefined,
    fetch: doFetch,
  });
  const call = async <N extends ChannelName>(
    channel: N,
    input: ChannelInput<N>,
  ): Promise<ChannelOutput<N>> => {
    const answer = (await app.handlers[channel](input as never)) as Answer<ChannelOutput<N>>;
    if (!answer.ok) throw new Error(`${channel}: ${answer.problem.code}`);
    return answer.value;
  };
  const table = async () => {
    const { state, revision } = await call('vorgang.get', { id: TABLE });
    return { revision, fassungen: (state as Table).fassungen };
  };
  return {
    app,
    call,
    connect: async (adresse: string, person: string) => {
      await connectAs(app, adresse, person, 'pw');
      return call('sync.now', null);
    },
    sync: () => call('sync.now', null),
    enter: async (quelle: string) => {
      const { revision, fassungen } = await table();
      const { inhalt } = fassungen.at(-1)!;
      const command = {
        type: 'setFassung',
        tabelle,
        gueltigAb: '2027-01-01',
        quelle,
        geprueft: false,
        inhalt,
      };
      await call('command.execute', {
        art: 'stammdaten',
        vorgang: TABLE,
        baseRevision: revision,
        command: command as never,
      });
    },
    table,
    newest: async () => (await table()).fassungen.at(-1)!.quelle,
  };
}

/** Until the outbox is empty and the state is `verbunden`; a resync takes more than one round. */
export async function settled(laptop: ReturnType<typeof laptopIn>) {
  let state = await laptop.sync();
  for (let tries = 0; tries < 10 && (state.art !== 'verbunden' || state.wartend > 0); tries += 1)
    state = await laptop.sync();
  return state;
}
