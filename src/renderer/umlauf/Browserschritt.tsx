import { ExternalLink } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { call, listen } from '../bridge.ts';
import { Note } from '../kit/Boxes.tsx';
import { Button, LinkButton } from '../kit/Button.tsx';

/**
 * Shown while a page of a remote service waits for the person. In Electron the system's browser has opened it
 * already; in the browser shell it opens from the link in a new tab.
 */
export function Browserschritt() {
  const [seite, setSeite] = useState<{ readonly url: string; readonly offen: boolean } | null>(null);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(
    () =>
      listen((event) => {
        if (event.type === 'browser')
          setSeite(event.url === null ? null : { url: event.url, offen: event.offen });
      }),
    [],
  );
  useEffect(() => {
    if (seite && !seite.offen) link.current?.focus();
  }, [seite]);
  if (!seite) return null;
  const { host } = new URL(seite.url);
  return (
    <div role="status">
      <Note titel={seite.offen ? 'Weiter geht es im Browser' : 'Weiter geht es auf der Seite des Dienstes'}>
        <div className="am-stack-s">
          <p>
            {seite.offen
              ? `Im Browser ist die Seite von ${host} offen. Schließen Sie dort ab; hier geht es von selbst weiter.`
              : `Öffnen Sie die Seite von ${host} und schließen Sie dort ab; hier geht es von selbst weiter.`}
          </p>
          <div className="am-row">
            {seite.offen ? null : (
              <LinkButton
                icon={ExternalLink}
                ref={link}
                href={seite.url}
                target="_blank"
                rel="noopener noreferrer"
              >
                Seite öffnen (neuer Tab)
              </LinkButton>
            )}
            <Button klein art="tertiary" onClick={() => void call('sign.cancel', null)}>
              Nicht weiter warten
            </Button>
          </div>
        </div>
      </Note>
    </div>
  );
}
