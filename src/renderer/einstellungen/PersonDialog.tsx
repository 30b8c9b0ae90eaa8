import type { PersonCommand } from '../../domain/organisation/schema.ts';
import { formatPerson, type Person, type Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { useAction } from '../kit/action.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Tabs } from '../kit/Tabs.tsx';
import { useQuery } from '../shell/query.ts';
import { execute, sayDone } from '../vorgang/execute.ts';
import { PersonAngaben } from './PersonAngaben.tsx';
import { PersonRollen } from './PersonRollen.tsx';
import { PersonVertretungen } from './PersonVertretungen.tsx';

interface Props {
  readonly person: Person;
  readonly verzeichnis: Verzeichnis;
  readonly heute: string;
  readonly darfAlles: boolean;
  readonly selbst: boolean;
  readonly onClose: () => void;
}

/** One person: what is known, the roles, and who stands in. Each change is a command of its own. */
export function PersonDialog({ person, verzeichnis, heute, darfAlles, selbst, onClose }: Props) {
  const view = useQuery('vorgang.get', { id: person.id });
  const action = useAction();
  const run = (command: PersonCommand, text: string) =>
    void action.run(
      () => execute({ art: 'person', id: person.id, revision: view.data?.revision ?? 0 }, command),
      (answer) => sayDone(text, answer),
    );
  const problem = action.problem ?? view.problem;
  const teil = { person, verzeichnis, heute, busy: action.busy, run };
  return (
    <Dialog titel={formatPerson(person)} onClose={onClose} breit>
      {problem ? <ErrorBox problem={problem} /> : null}
      <Tabs
        name="Person"
        reiter={[
          {
            id: 'angaben',
            text: 'Angaben',
            inhalt: view.data ? (
              <PersonAngaben verzeichnis={verzeichnis} gesperrt={!darfAlles} view={view.data} />
            ) : null,
          },
          {
            id: 'rollen',
            text: `Rollen (${person.rollen.length})`,
            inhalt: <PersonRollen {...teil} gesperrt={!darfAlles} />,
          },
          {
            id: 'vertretung',
            text: `Vertretung (${person.vertretungen.length})`,
            inhalt: <PersonVertretungen {...teil} gesperrt={!darfAlles && !selbst} />,
          },
        ]}
      />
    </Dialog>
  );
}
