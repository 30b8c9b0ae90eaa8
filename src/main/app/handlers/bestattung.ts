import type { Handlers } from '../../../contract/bridge.ts';
import { openZugang } from '../bestattung/zugang.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { blattHandlers } from './bestattung-blaetter.ts';
import { kolonneHandlers } from './bestattung-kolonne.ts';
import { registerHandlers } from './bestattung-register.ts';
import { terminHandlers } from './bestattung-termin.ts';

/** Questions of the cemetery office and its crews. Each asks again who may see it. */
export function bestattungHandlers(
  workspace: OpenWorkspace,
  person: () => string,
  /** brings what a connected laptop has not seen yet of the past of a Vorgang */
  fetchHistory: (vorgang: string) => Promise<void> = async () => undefined,
) {
  const zugang = openZugang(workspace, person);
  return {
    ...terminHandlers(zugang),
    ...registerHandlers(zugang),
    ...blattHandlers(zugang, fetchHistory),
    ...kolonneHandlers(zugang),
  } satisfies Partial<Handlers>;
}
