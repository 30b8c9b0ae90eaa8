import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import type { Command } from '../../domain/shared/vorgang.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { execute, executeHeld, sayDone } from '../vorgang/execute.ts';

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
  readonly onDone?: () => void;
  readonly children: (versucht: boolean, problem: Problem | null) => ReactNode;
}

/** A dialog that ends in one command. */
export function BefehlDialog(p: Props) {
  const [basis] = useState(p.view);
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async () => {
    setVersucht(true);
    const command = p.build();
    if (!command) return;
    if (p.wird !== undefined) {
      executeHeld(basis, command, { wird: p.wird, ist: p.ist }, p.onDone);
      return p.onClose();
    }
    setBusy(true);
    const answer = await execute(basis, command);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    sayDone(p.ist, answer.value);
    p.onClose();
    p.onDone?.();
  };
  return (
    <Dialog
      titel={p.titel}
      onClose={p.onClose}
      breit={p.breit}
      fest={busy}
      fuss={
        <>
          <Button onClick={p.onClose} disabled={busy}>
            Abbrechen
          </Button>
          <Button
            art={p.gefahr ? 'danger' : 'primary'}
            {...(p.icon ? { icon: p.icon } : {})}
            busy={busy}
            taste="Strg+Enter"
            onClick={() => void submit()}
          >
            {p.verb}
          </Button>
        </>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      {p.children(versucht, problem)}
    </Dialog>
  );
}
