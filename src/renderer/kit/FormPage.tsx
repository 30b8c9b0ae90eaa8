import { Save } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Action } from './action.ts';
import { ErrorBox } from './Boxes.tsx';
import { Button } from './Button.tsx';
import { PageHeader, type Crumb } from './Layout.tsx';
import { useFaults } from './use-faults.ts';

interface Props {
  readonly titel: string;
  readonly pfad: readonly Crumb[];
  readonly action: Action;
  readonly verb?: string;
  readonly onAction: () => void;
  readonly children: ReactNode;
}

/** A page that is filled in and saved; its foot stays in sight. */
export function FormPage({ titel, pfad, action, verb = 'Speichern', onAction, children }: Props) {
  const { fields, refusal, pressed } = useFaults(action.problem);
  const save = () => {
    pressed();
    onAction();
  };
  return (
    <div ref={fields} className="am-page am-formblatt">
      <PageHeader titel={titel} pfad={pfad} />
      {action.problem ? (
        <div ref={refusal}>
          <ErrorBox problem={action.problem} />
        </div>
      ) : null}
      {children}
      <div className="am-formfoot">
        <Button onClick={() => history.back()} disabled={action.busy}>
          Abbrechen
        </Button>
        <Button art="primary" icon={Save} taste="Strg+S" busy={action.busy} onClick={save}>
          {verb}
        </Button>
      </div>
    </div>
  );
}
