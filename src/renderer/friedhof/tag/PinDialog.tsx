import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import { call } from '../../bridge.ts';
import { EmptyState, ErrorBox } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { refreshAll, useQuery } from '../../shell/query.ts';

interface Props {
  readonly kolonne: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** Who of a crew has a PIN on this device; a forgotten one is taken away, and set anew at the next gate. */
export function PinDialog({ kolonne, onClose }: Props) {
  const leute = useQuery('friedhof.kolonnenleute', { kolonne: kolonne.id });
  const [problem, setProblem] = useState<Problem | null>(null);
  const entferne = async (person: string) => {
    const answer = await call('friedhof.pinEntfernen', { person });
    if (answer.ok) refreshAll();
    else setProblem(answer.problem);
  };
  return (
    <Dialog
      titel={`PINs: ${kolonne.name}`}
      onClose={onClose}
      fuss={
        <Button art="primary" onClick={onClose}>
          Fertig
        </Button>
      }
    >
      {problem || leute.problem ? <ErrorBox problem={(problem ?? leute.problem)!} /> : null}
      {leute.data?.length === 0 ? <EmptyState icon={KeyRound} titel="Niemand in dieser Kolonne" /> : null}
      <ul className="fh-grabliste">
        {leute.data?.map((k) => (
          <li key={k.person}>
            <div>
              <b className="am-strong">{k.name}</b>
              <p className="am-small am-muted">
                {k.funktion} ·{' '}
                {k.hatPin ? 'PIN festgelegt' : 'legt die PIN bei der nächsten Grabprüfung fest'}
              </p>
            </div>
            {k.hatPin ? (
              <Button art="danger" klein onClick={() => void entferne(k.person)}>
                PIN zurücksetzen
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
