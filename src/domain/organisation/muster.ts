import { z } from 'zod';
import type { PersonId, VorgangId } from '../shared/vorgang.ts';
import type { EinheitCommand, PersonCommand } from './schema.ts';
import { einheitCommandSchema, personCommandSchema, vertretungSchema } from './schema.ts';

const [createEinheit] = einheitCommandSchema.options;
const [createPerson] = personCommandSchema.options;

/** Shape of `resources/demo/organisation.json` and of any file a city brings its people in with. */
export const organisationsdateiSchema = z.object({
  bezeichnung: z.string(),
  einheiten: z.array(createEinheit.omit({ type: true }).extend({ id: z.string() })),
  personen: z.array(
    createPerson
      .omit({ type: true })
      .extend({ id: z.string(), vertretungen: z.array(vertretungSchema).default([]) }),
  ),
});
export type Organisationsdatei = z.infer<typeof organisationsdateiSchema>;

export interface OrganisationCommand {
  readonly art: 'einheit' | 'person';
  readonly vorgang: VorgangId;
  readonly akteur: PersonId;
  readonly command: EinheitCommand | PersonCommand;
}

/**
 * Commands that enter an organisation into an empty directory, in an order in which each is accepted:
 * units from the top down, people with those who administer first, deputies last. Everything is done in
 * the name of the first person with the role `systemverwaltung`.
 */
export function organisationCommands(datei: Organisationsdatei): readonly OrganisationCommand[] {
  const verwaltet = (p: Organisationsdatei['personen'][number]) =>
    p.rollen.some((r) => r.rolle === 'systemverwaltung');
  const personen = [...datei.personen.filter(verwaltet), ...datei.personen.filter((p) => !verwaltet(p))];
  const akteur = personen[0]?.id ?? '';
  const commands: OrganisationCommand[] = [];
  for (const { id, ...angaben } of topDown(datei.einheiten)) {
    commands.push({ art: 'einheit', vorgang: id, akteur, command: { type: 'createEinheit', ...angaben } });
  }
  for (const { id, vertretungen: _, ...angaben } of personen) {
    commands.push({ art: 'person', vorgang: id, akteur, command: { type: 'createPerson', ...angaben } });
  }
  for (const p of personen) {
    for (const v of p.vertretungen) {
      commands.push({ art: 'person', vorgang: p.id, akteur, command: { type: 'setVertretung', ...v } });
    }
  }
  return commands;
}

function topDown(einheiten: Organisationsdatei['einheiten']): Organisationsdatei['einheiten'] {
  const done: Organisationsdatei['einheiten'] = [];
  let rest = einheiten;
  while (rest.length > 0) {
    const ready = rest.filter((e) => e.uebergeordnet === null || done.some((d) => d.id === e.uebergeordnet));
    if (ready.length === 0) return [...done, ...rest];
    done.push(...ready);
    rest = rest.filter((e) => !ready.includes(e));
  }
  return done;
}
