import { z } from 'zod';
import { ok } from '../../src/domain/shared/result.ts';
import { reject } from '../../src/domain/shared/rejection.ts';
import type { Kind } from '../../src/domain/shared/vorgang.ts';
import { geheimNotiz } from '../support/central.ts';
import type { Notiz } from '../support/toy.ts';

const handOver = z.object({ type: z.literal('handOver'), fuer: z.string().nullable() });
const handedOver = z.object({ type: z.literal('NotizUebergeben'), fuer: z.string().nullable() });

/** The note of the tests, which may also be handed over: then others may read it, and some no longer. */
export const simNotiz: Kind<Notiz> = {
  ...geheimNotiz,
  commandSchema: z.union([geheimNotiz.commandSchema, handOver]),
  eventSchema: z.union([geheimNotiz.eventSchema, handedOver]),
  decide: (state, command, facts) => {
    if (command.type !== 'handOver') return geheimNotiz.decide(state, command, facts);
    if (!state || state.geschlossen) return reject('toy.geschlossen');
    const { fuer } = command as z.infer<typeof handOver>;
    return ok([{ type: 'NotizUebergeben', fuer }]);
  },
  evolve: (state, event, meta) =>
    event.type === 'NotizUebergeben'
      ? { ...(state as Notiz), fuer: event.fuer, geaendertVon: meta.akteur }
      : geheimNotiz.evolve(state, event, meta),
};

/** The same in an older program: it does not know what says that a number was given. */
export const oldNotiz: Kind<Notiz> = {
  ...simNotiz,
  eventSchema: simNotiz.eventSchema.refine((e: { type: string }) => e.type !== 'NummerVergeben'),
};
