import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import type { Command } from '../../domain/shared/vorgang.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { execute, executeHeld, sayDone } from './execute.ts';

interface Props {
  readonly titel: string;
  readonly verb: string;
  readonly icon?: LucideIcon;
  readonly view: VorgangView;
  /** null: something is missing, the fields say what */
  readonly build: () => Command | null;
  readonly ist: string;
  /** given: held for ten seconds with this text, since it goes to others */
  readonly wird?: string;
  readonly gefahr?: boolean;
  readonly breit?: boolean;
  readonly onClose: () => void;
  /** after closing; with the Vorgang as it stands now, unless the command was held */
  readonly onDone?: (nachher: VorgangView | null) => void;
  readonly children: (versucht: boolean, problem: Problem | null) => ReactNode;
}

/** A dialog that ends in one command, on the state it was opened with. */
export function BefehlDialog({ view, build, ist, wird, onDone, children, ...rest }: Props) {
  const [basis] = useState(view);
  const action = useAction();
  const send = () => {
    const ask = () => {
      const command = build();
      if (!command) return null;
      if (wird === undefined) return execute(basis, command);
      executeHeld(basis, command, { wird, ist }, () => onDone?.(null));
      rest.onClose();
      return null;
    };
    void action.run(ask, (answer) => {
      sayDone(ist, answer);
      rest.onClose();
      onDone?.(answer.vorgang);
    });
  };
  return (
    <ActionDialog {...rest} action={action} onAction={send}>
      {children(action.versucht, action.problem)}
    </ActionDialog>
  );
}
