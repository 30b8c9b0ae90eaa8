import { z } from 'zod';
import { ok } from '../../src/domain/shared/result.ts';
import { reject } from '../../src/domain/shared/rejection.ts';
import type { Kind } from '../../src/domain/shared/vorgang.ts';

/** A route for the simulator: everybody on it signs when it is their turn, and not before. */
export interface Weg {
  readonly schritte: readonly string[];
  readonly gezeichnet: readonly string[];
}

const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('createWeg'), schritte: z.array(z.string()).min(1) }),
  z.object({ type: z.literal('sign') }),
]);
const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('WegAngelegt'), schritte: z.array(z.string()) }),
  z.object({ type: z.literal('Gezeichnet'), schritt: z.number(), person: z.string() }),
]);
type Command = z.infer<typeof commandSchema>;
type Event = z.infer<typeof eventSchema>;

export const weg: Kind<Weg, Command, Event> = {
  art: 'weg',
  bezeichnung: 'Weg',
  stateVersion: 1,
  commandSchema,
  eventSchema,
  needs: () => [],
  decide: (state, command, facts) => {
    if (command.type === 'createWeg')
      return state ? reject('toy.gibt-es-schon') : ok([{ type: 'WegAngelegt', schritte: command.schritte }]);
    if (!state) return reject('toy.gibt-es-nicht');
    const schritt = state.gezeichnet.length;
    if (state.schritte[schritt] !== facts.akteur) return reject('toy.nicht-an-der-reihe');
    return ok([{ type: 'Gezeichnet', schritt, person: facts.akteur }]);
  },
  evolve: (state, event) =>
    event.type === 'WegAngelegt'
      ? { schritte: event.schritte, gezeichnet: [] }
      : { ...(state as Weg), gezeichnet: [...(state as Weg).gezeichnet, event.person] },
  project: (s) => ({
    nummer: null,
    titel: 'Weg',
    untertitel: '',
    status: { code: 'laeuft', text: 'läuft', stufe: 'laeuft' },
    faellig: null,
    aufgaben: [],
    termine: [],
    suchtext: '',
    lesbar: ['alle'],
    abgeschlossen: s.gezeichnet.length === s.schritte.length,
    felder: {},
    merkmale: [`offen:${s.schritte[s.gezeichnet.length] ?? ''}`],
  }),
  documents: () => [],
};
