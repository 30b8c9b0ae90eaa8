import type { AppState } from '../../contract/app.ts';
import {
  type Person,
  type Verzeichnis,
  findEinheit,
  findPerson,
  formatPerson,
  hasRolle,
  vertretenePersonen,
} from '../../domain/organisation/index.ts';
import type { ErrorTable } from '../../domain/shared/rejection.ts';
import { isValidOn } from '../../domain/shared/validity.ts';
import type { Tag } from '../../domain/shared/vorgang.ts';
import { refuse } from './context.ts';
import type { Seats, WorkspaceFiles } from './files.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import type { Clock } from './ports.ts';
import { refusedBecause } from './connection/lease.ts';
import { movedTo } from './connection/moved.ts';
import { readSettings } from './settings.ts';
import { leaseOf } from './connection/sync.ts';

export interface StateDeps {
  readonly clock: Clock;
  readonly version: string;
  readonly files: Pick<WorkspaceFiles, 'status'>;
  readonly seats: Pick<Seats, 'list' | 'current'>;
  readonly errors: ErrorTable;
}

export interface OpenState {
  readonly workspace: OpenWorkspace;
  readonly person: string;
  readonly sync: { readonly state: () => AppState['sync'] } | null;
}

/** What the window shows of the application as a whole: phase, person, city, state of sync. */
export function stateOf(deps: StateDeps, open: OpenState | null): AppState {
  const heute = deps.clock.today();
  const base = {
    version: deps.version,
    heute,
    autoLockMinuten: 15,
    person: null,
    personen: [],
    plaetze: deps.seats.list(),
    platz: deps.seats.current(),
    demo: false,
    stadt: '',
    sync: { art: 'einzelplatz', letzterKontakt: null, wartend: 0, konflikte: 0 },
  } as const;
  if (!open) {
    const status = deps.files.status();
    if (typeof status !== 'string')
      return { ...base, phase: 'beschaedigt', problem: refuse(deps, status).problem };
    return { ...base, phase: status === 'fehlt' ? 'einrichten' : 'gesperrt' };
  }
  const { ctx, demo } = open.workspace;
  const v = ctx.verzeichnis();
  const self = findPerson(v, open.person);
  const lease = leaseOf(open.workspace);
  const moved = movedTo(ctx.store);
  const now: AppState['sync'] = open.sync?.state() ?? base.sync;
  const grund = now.grund ?? (lease?.art === 'fehlt' ? refusedBecause(ctx.store) : null);
  const sync: AppState['sync'] = {
    ...now,
    ...(grund === null ? {} : { grund, ansprechpartner: administrators(v, open.person, heute) }),
    ...(lease === null ? {} : { freigabe: { art: lease.art, bis: 'bis' in lease ? lease.bis : null } }),
  };
  if (lease !== null && lease.art !== 'gueltig')
    // Closed until the centre has been heard: whose it is and what waits, and nothing else of it.
    return {
      ...base,
      phase: 'freigabe',
      sync,
      stadt: stadtOf(open.workspace),
      person: personOf(self, v, heute),
    };
  return {
    ...base,
    phase: 'offen',
    sync,
    ...(moved === null ? {} : { umzug: { stadt: moved.stadt, zeit: moved.zeit } }),
    demo: demo !== null,
    stadt: stadtOf(open.workspace),
    autoLockMinuten: readSettings(ctx.store, open.person).autoLockMinuten,
    person: personOf(self, v, heute),
    // With a centre each person has a workspace of their own.
    personen:
      demo && open.sync === null
        ? v.personen.map((p) => ({ id: p.id, name: formatPerson(p), funktion: p.funktion }))
        : [],
  };
}

const MAX_NAMED = 3;

/** Who can let a device in again; not whoever asks. */
const administrators = (v: Verzeichnis, self: string, heute: Tag) =>
  v.personen
    .filter((p) => p.id !== self && isValidOn(p, heute) && hasRolle(p, 'systemverwaltung', heute))
    .slice(0, MAX_NAMED)
    .map((p) => ({ name: formatPerson(p), email: p.email }));

const stadtOf = ({ ctx }: OpenWorkspace): string =>
  (ctx.store.read.setting('stadt') as string | undefined) ?? '';

const personOf = (self: Person | null, v: Verzeichnis, heute: Tag): AppState['person'] =>
  self && {
    id: self.id,
    name: formatPerson(self),
    funktion: self.funktion,
    einheit: findEinheit(v, self.einheit)?.name ?? '',
    rollen: self.rollen.filter((r) => isValidOn(r, heute)).map((r) => r.rolle),
    vertritt: vertretenePersonen(v, self.id, heute).map((p) => ({
      id: p.id,
      name: formatPerson(p),
      zusatz: p.vertretungen.find((d) => d.durch === self.id && isValidOn(d, heute))?.zusatz ?? 'i. V.',
    })),
  };
