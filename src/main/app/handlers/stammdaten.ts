import { z } from 'zod';
import type { Handlers } from '../../../contract/bridge.ts';
import { done, refuse } from '../context.ts';
import { readTabelle, stammdatenVorgang } from '../gather.ts';
import type { OpenWorkspace } from '../open-workspace.ts';

const UNKNOWN = { code: 'ledger.vorgang-unbekannt', params: {} } as const;
const ADMINISTRATION = 'systemverwaltung';

/** Rules as data: which tables there are, their versions, and how a version is built. */
export function stammdatenHandlers({ ctx, tabellen }: OpenWorkspace) {
  return {
    'stammdaten.list': () =>
      done(
        ctx.store.read.rows(['stammdaten']).map((r) => ({
          tabelle: r.id.slice(stammdatenVorgang('').length),
          bezeichnung: r.projection.titel,
          vorgang: r.id,
        })),
      ),
    'stammdaten.get': ({ tabelle }) => {
      const found = readTabelle(ctx.store, tabelle);
      return found ? done(found) : refuse(ctx, UNKNOWN);
    },
    'stammdaten.form': ({ tabelle }) => {
      const definition = tabellen.find((t) => t.tabelle === tabelle);
      if (!definition) return refuse(ctx, { code: 'stammdaten.tabelle-unbekannt', params: { tabelle } });
      return done({
        schema: z.toJSONSchema(definition.schema, { io: 'input', unrepresentable: 'any' }),
        pflege: [ADMINISTRATION, ...(definition.pflege ?? [])],
      });
    },
  } satisfies Partial<Handlers>;
}
