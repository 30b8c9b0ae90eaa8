import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { Kollege } from '../../../contract/bestattung.ts';
import type { Problem } from '../../../contract/channel.ts';
import { call } from '../../bridge.ts';
import { EmptyState, ErrorBox } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { toast } from '../../kit/toasts.ts';
import { refreshAll, useQuery } from '../../shell/query.ts';
import { PinSetzen } from './PinSetzen.tsx';

interface Props {
  readonly kolonne: { readonly id: string; readonly name: string };
  /** the office sees its own people, too, and takes a forgotten PIN away */
  readonly buero: boolean;
  readonly onClose: () => void;
}

/** Who has a PIN on this device: set or changed by the person, a forgotten one taken away by the office. */
export function PinDialog({ kolonne, buero, onClose }: Props) {
  const leute = useQuery('friedhof.kolonnenleute', { kolonne: kolonne.id });
  const kollegen = useQuery('friedhof.kolonnenleute', buero ? { kolonne: null } : undefined);
  const [setzt, setSetzt] = useState<Kollege | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const entferne = async (k: Kollege) => {
    setProblem(null);
    const answer = await call('friedhof.pinEntfernen', { person: k.person });
    if (!answer.ok) return setProblem(answer.problem);
    refreshAll();
    toast(`Die PIN von ${k.name} ist zurückgesetzt.`);
  };
  if (setzt) return <PinSetzen kollege={setzt} onClose={() => setSetzt(null)} />;
  const fehler = problem ?? leute.problem ?? kollegen.problem;
  const gruppen = [
    { name: kolonne.name, liste: leute.data },
    ...(buero ? [{ name: 'Büro', liste: kollegen.data }] : []),
  ];
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
      {fehler ? <ErrorBox problem={fehler} /> : null}
      <p className="am-muted am-small">
        Mit der eigenen PIN bestätigt die zweite Person eine Grabprüfung. Sie gilt nur auf diesem Gerät.
      </p>
      {leute.data?.length === 0 ? <EmptyState icon={KeyRound} titel="Niemand in dieser Kolonne" /> : null}
      {gruppen.map((g) => (
        <section key={g.name} className="am-stack-s">
          {buero ? <h3>{g.name}</h3> : null}
          <ul className="fh-grabliste">
            {g.liste?.map((k) => (
              <li key={k.person}>
                <div>
                  <b className="am-strong">{k.name}</b>
                  <p className="am-small am-muted">
                    {k.funktion} · {k.hatPin ? 'PIN festgelegt' : 'noch keine PIN'}
                  </p>
                </div>
                <span className="fh-fassungen__blaetter">
                  <Button
                    klein
                    aria-label={`${k.hatPin ? 'Ändern' : 'Festlegen'}: PIN von ${k.name}`}
                    onClick={() => setSetzt(k)}
                  >
                    {k.hatPin ? 'Ändern …' : 'Festlegen …'}
                  </Button>
                  {buero && k.hatPin ? (
                    <Button
                      art="danger"
                      klein
                      aria-label={`Zurücksetzen: PIN von ${k.name}`}
                      onClick={() => void entferne(k)}
                    >
                      Zurücksetzen
                    </Button>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}
