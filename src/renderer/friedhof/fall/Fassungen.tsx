import { FileText } from 'lucide-react';
import { useState } from 'react';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { findPerson, formatPerson, type Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../kit/Button.tsx';
import { zeitLang } from '../../kit/format.ts';
import { toastProblem } from '../../kit/toasts.ts';
import { BlattDialog } from '../teile.tsx';

interface Props {
  readonly vorgang: string;
  readonly s: BestattungState;
  readonly verzeichnis: Verzeichnis;
}

const BLATT = { bestaetigung: 'Bestätigung', arbeitsauftrag: 'Arbeitsauftrag' } as const;

/** Everything that went out about this date, newest first; older versions stay readable as they were. */
export function Fassungen({ vorgang, s, verzeichnis }: Props) {
  const [blatt, setBlatt] = useState<{ sha256: string; name: string; titel: string } | null>(null);
  const [busy, setBusy] = useState('');
  if (s.fassungen.length === 0) return null;
  const zeige = async (fassung: number, art: keyof typeof BLATT) => {
    setBusy(`${fassung} ${art}`);
    const answer = await call('friedhof.blatt', { vorgang, fassung, blatt: art });
    setBusy('');
    if (answer.ok) setBlatt({ ...answer.value, titel: `${BLATT[art]}, Fassung ${fassung}` });
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
      {blatt ? <BlattDialog {...blatt} onClose={() => setBlatt(null)} /> : null}
    </section>
  );
}
