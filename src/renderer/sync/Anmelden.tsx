import { ExternalLink, LogIn } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import { call } from '../bridge.ts';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';

/** Who has logged in; `stadt`: the name of their city. */
export interface Login {
  readonly id: string;
  readonly name: string;
  readonly stadt: string;
}

interface Props {
  /** null: at the centre this workspace belongs to */
  readonly adresse: string | null;
  /** whose identity provider, where cities have their own */
  readonly stadt?: string;
  readonly onAngemeldet: (login: Login) => void;
  readonly text?: string;
}

/**
 * Log in at the page of the city's identity provider, in the browser: this window only waits. In Electron the
 * browser opens by itself; here a tab does, and the link is there for whoever blocks that.
 */
export function Anmelden({ adresse, stadt, onAngemeldet, text = 'Im Browser anmelden' }: Props) {
  const [laeuft, setLaeuft] = useState<{ readonly url: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const da = useRef(true);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    da.current = true;
    return () => {
      da.current = false;
    };
  }, []);
  useEffect(() => {
    if (laeuft) link.current?.focus();
  }, [laeuft]);

  const begin = async () => {
    setProblem(null);
    setBusy(true);
    const begun = await call('login.begin', { adresse, ...(stadt === undefined ? {} : { stadt }) });
    setBusy(false);
    if (!begun.ok) return setProblem(begun.problem);
    const { id, url, geoeffnet } = begun.value;
    setLaeuft({ url });
    if (!geoeffnet) window.open(url, '_blank', 'noopener');
    const came = await call('login.wait', { id });
    if (!da.current) return;
    setLaeuft(null);
    if (came.ok) onAngemeldet({ id, ...came.value });
    else setProblem(came.problem);
  };
  return (
    <div className="am-stack">
      {problem ? <ErrorBox problem={problem} /> : null}
      {laeuft ? (
        <>
          <div role="status">
            <Note titel="Die Anmeldung läuft im Browser">
              Melden Sie sich dort an; hier geht es danach von selbst weiter. Öffnet sich kein Fenster?{' '}
              <a ref={link} href={laeuft.url} target="_blank" rel="noopener noreferrer">
                Anmeldeseite&nbsp;öffnen&nbsp;
                <ExternalLink size={16} aria-hidden />
              </a>
            </Note>
          </div>
          <p>
            <Button art="tertiary" onClick={() => void call('login.cancel', null)}>
              Anmeldung abbrechen
            </Button>
          </p>
        </>
      ) : (
        <p>
          <Button art="primary" icon={LogIn} busy={busy} onClick={() => void begin()}>
            {text}
          </Button>
        </p>
      )}
    </div>
  );
}
