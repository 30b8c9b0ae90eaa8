import { organisationCommands, type Organisationsdatei } from '../../domain/organisation/index.ts';
import type { Gremiendatei } from '../../domain/sitzung/index.ts';
import { stammdatenCommands, type Stammdatendatei } from '../../domain/stammdaten/index.ts';
import type { PersonId } from '../../domain/shared/vorgang.ts';
import type { AppContext } from './context.ts';
import { executeAll, type AuthoredIntent } from './execute.ts';
import { stammdatenVorgang } from './gather.ts';
import type { WorkspaceStore } from './ports.ts';

/** Sample data a new workspace starts with, read by the root from `resources`. */
export interface SetupData {
  /** of the sample city, with the people of its council */
  readonly organisation: Organisationsdatei;
  /** bodies of the sample city */
  readonly gremien: Gremiendatei;
  readonly stammdaten: readonly Stammdatendatei[];
}

/** Enters people, units and tables into an empty workspace; answers who administers it. */
export function enterMasterData(ctx: AppContext, data: SetupData): PersonId {
  const people = organisationCommands(data.organisation);
  executeAll(
    ctx,
    people.map((c): AuthoredIntent => ({ ...c, author: c.akteur, baseRevision: null })),
  );
  const author = people[0]?.akteur ?? '';
  executeAll(ctx, tableIntents(data.stammdaten, author));
  return author;
}

/** A real workspace: one unit, its first person, and the sample tables, each marked as not verified. */
export function enterFirstPerson(
  ctx: AppContext,
  data: SetupData,
  stadt: string,
  person: { readonly vorname: string; readonly nachname: string; readonly funktion: string },
): PersonId {
  const organisation: Organisationsdatei = {
    bezeichnung: stadt,
    einheiten: [
      {
        id: ctx.newId(),
        kuerzel: 'Stadt',
        name: stadt,
        uebergeordnet: null,
        nurEigeneVertretung: false,
        gueltigVon: null,
        gueltigBis: null,
      },
    ],
    personen: [],
  };
  const einheit = organisation.einheiten[0]!.id;
  const rolle = { rolle: 'systemverwaltung', bereich: null, gueltigVon: null, gueltigBis: null };
  const first = {
    id: ctx.newId(),
    ...person,
    titel: '',
    email: '',
    einheit,
    gueltigVon: null,
    gueltigBis: null,
    rollen: [rolle],
    vertretungen: [],
  };
  return enterMasterData(ctx, { ...data, organisation: { ...organisation, personen: [first] } });
}

const tableIntents = (files: readonly Stammdatendatei[], author: PersonId): readonly AuthoredIntent[] =>
  files.flatMap((file) =>
    stammdatenCommands(file).map((command) => ({
      author,
      art: 'stammdaten',
      vorgang: stammdatenVorgang(file.tabelle),
      baseRevision: null,
      command,
    })),
  );

/** `laeuft` while a workspace is being set up; a crash in between leaves it so. */
const SETUP = 'einrichtung';

export const beginSetup = (store: WorkspaceStore): void => store.setSetting(SETUP, 'laeuft');
export const endSetup = (store: WorkspaceStore): void => store.setSetting(SETUP, 'fertig');
/** Its set-up never came to its end. */
export const isUnfinished = (store: WorkspaceStore): boolean =>
  store.read.setting(SETUP) === 'laeuft' || store.read.setting('person') === undefined;
