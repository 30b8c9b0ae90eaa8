import type { Handlers } from '../../../contract/bridge.ts';
import type { Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import { syncGraeber } from '../bestattung/stammdaten.ts';
import { done, refuse } from '../context.ts';
import { createDemoClock, type DemoClock } from '../demo/clock.ts';
import { demoPerson, demoStart } from '../demo/start.ts';
import type { Opened, WorkspaceFiles } from '../files.ts';
import { openWorkspace, type OpenWorkspace, type WorkspaceDeps } from '../open-workspace.ts';
import { beginSetup, endSetup, enterFirstPerson, enterMasterData, type SetupData } from '../setup.ts';

export interface FirstSetupDeps extends WorkspaceDeps {
  readonly files: WorkspaceFiles;
  readonly setupData: () => SetupData;
  /** fills a demo workspace with a believable week around `jetzt` */
  readonly fillDemo: (
    workspace: OpenWorkspace,
    clock: DemoClock,
    jetzt: Zeitpunkt,
    data: SetupData,
  ) => Promise<void>;
}

/** What the application machine lends to the first set-up. */
export interface FirstSetupHost {
  readonly enter: (opened: Opened) => Promise<unknown>;
  /** the key store of this device may open the workspace from now on */
  readonly remember: () => void;
}

/** Makes a workspace of one person, or a demo with an invented city and a believable week. */
export function firstSetupHandlers(deps: FirstSetupDeps, host: FirstSetupHost) {
  return {
    'setup.create': async (input) => {
      if (deps.files.status() !== 'fehlt')
        return refuse(deps, { code: 'app.schon-eingerichtet', params: {} });
      if (!input.demo && !input.person) return refuse(deps, { code: 'app.name-fehlt', params: {} });
      const created = await deps.files.create(input.passphrase);
      if (!created.ok) return refuse(deps, created.error);
      const { store } = created.value;
      beginSetup(store);
      store.setSetting('demo', input.demo);
      const data = deps.setupData();
      // The demo is an invented city: its papers and the header must not name two different ones.
      store.setSetting(
        'stadt',
        input.demo ? (data.organisation.einheiten[0]?.name ?? input.stadt) : input.stadt,
      );
      // Acts of the demo lie in the past, so it is filled with a clock of its own before the real one takes over.
      const demoClock = input.demo ? createDemoClock(demoStart(deps.clock)) : null;
      const workspace = await openWorkspace(
        { ...deps, clock: demoClock ?? deps.clock },
        created.value,
        input.demo,
      );
      const person = input.person
        ? enterFirstPerson(workspace.ctx, data, input.stadt, input.person)
        : enterMasterData(workspace.ctx, data);
      store.setSetting('person', input.demo ? demoPerson(workspace, person) : person);
      syncGraeber(workspace.ctx, deps.clock.today());
      if (demoClock) await deps.fillDemo(workspace, demoClock, deps.clock.now(), data);
      endSetup(store);
      await host.enter(created.value);
      host.remember();
      deps.emit({ type: 'state' });
      return done({ recoveryKey: created.value.recoveryKey });
    },
  } satisfies Partial<Handlers>;
}
