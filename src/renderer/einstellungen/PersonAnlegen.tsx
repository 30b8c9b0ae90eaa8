import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { PersonCommand } from '../../domain/organisation/schema.ts';
import type { Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { executeNew, sayDone } from '../vorgang/execute.ts';
import { LEER } from './person-angaben.ts';
import { PersonFelder } from './PersonFelder.tsx';

interface Props {
  readonly verzeichnis: Verzeichnis;
  readonly heute: string;
  readonly onClose: () => void;
}

export function PersonAnlegen({ verzeichnis, heute, onClose }: Props) {
  const [a, setA] = useState(LEER);
  const action = useAction();
  const create = () => {
    const command: PersonCommand = {
      type: 'createPerson',
      ...a,
      gueltigVon: heute,
      gueltigBis: null,
      rollen: [],
    };
    return action.run(
      () => executeNew('person', command),
      (answer) => {
        sayDone('Die Person ist angelegt.', answer);
        onClose();
      },
    );
  };
  return (
    <ActionDialog
      titel="Person anlegen"
      breit
      action={action}
      verb="Person anlegen"
      icon={UserPlus}
      onAction={() => void create()}
      onClose={onClose}
    >
      <PersonFelder problem={action.problem} a={a} onChange={setA} verzeichnis={verzeichnis} />
    </ActionDialog>
  );
}
