import { FileText } from 'lucide-react';
import { useState } from 'react';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { findPerson, formatPerson, type Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../kit/Button.tsx';
import { zeitLang } from '../../kit/format.ts';
import { toastProblem } from '../../kit/toasts.ts';
import { BlattDialog } from '../teile.tsx';
import { Blattstand, useBlatt } from './blatt.tsx';

interface Props {
  readonly vorgang: string;
  readonly s: BestattungState;
  readonly verzeichnis: Verzeichnis;
}

const BLATT = { bestaetigung: 'Bestätigung', arbeitsauftrag: 'Arbeitsauftrag' } as const;

/** Everything that went out about this date, newest first; older versions stay readable as they were. */
export function Fassungen({ vorgang, s, verzeichnis }: Props) {
  const [offen, setOffen] = useState<{ fassung: number; blatt: keyof typeof BLATT } | null>(null);
  const [busy, setBusy] = useState('');
  if (s.fassungen.length === 0) return null;
  const zeige = async (fassung: number, art: keyof typeof BLATT) => {
    setBusy(`${fassung} ${art}`);
    const answer = await call('friedhof.blatt', { vorgang, fassung, blatt: art });
    setBusy('');
    if (answer.ok) setOffen({ fassung, blatt: art });
    else toastProblem(answer.problem);
  };
  const name = (id: string): string => {
    const p = findPerson(verzeichnis, id);
    return p ? formatPerson(p) : 'nicht mehr im Verzeichnis';
  };
  return (
    <section className="am-stack-s fh-abschnitt">
      <h3>Fassungen</h3>
      <ul className="fh-fassungen">
        {[...s.fassungen].reverse().map((f) => (
          <li key={f.nummer}>
            <div>
              <b className="am-strong">
                Fassung {f.nummer}: {f.anlass}
              </b>
              {f.nummer < s.fassung ? <span className="am-muted"> – ersetzt</span> : null}
              <p className="am-small am-muted">
                {zeitLang(f.zeit)}, {name(f.person)}
                {f.grund ? `: ${f.grund}` : ''}
              </p>
            </div>
            <span className="fh-fassungen__blaetter">
              {(['bestaetigung', 'arbeitsauftrag'] as const).map((art) => (
                <Button
                  key={art}
                  klein
                  art="tertiary"
                  icon={FileText}
                  aria-label={`${BLATT[art]} zu Fassung ${f.nummer}`}
                  busy={busy === `${f.nummer} ${art}`}
                  onClick={() => void zeige(f.nummer, art)}
                >
                  {BLATT[art]}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {offen ? <Fassungsblatt vorgang={vorgang} {...offen} onClose={() => setOffen(null)} /> : null}
    </section>
  );
}

function Fassungsblatt({
  onClose,
  ...wunsch
}: {
  readonly vorgang: string;
  readonly fassung: number;
  readonly blatt: keyof typeof BLATT;
  readonly onClose: () => void;
}) {
  const { data } = useBlatt(wunsch);
  if (!data) return null;
  const { sha256, name, vorlaeufig } = data;
  const titel = `${BLATT[wunsch.blatt]}, Fassung ${wunsch.fassung}`;
  return (
    <BlattDialog titel={titel} sha256={sha256} name={name} onClose={onClose}>
      <Blattstand vorlaeufig={vorlaeufig} />
    </BlattDialog>
  );
}
