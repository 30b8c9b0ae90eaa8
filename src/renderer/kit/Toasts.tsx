import { CircleAlert, CircleCheck, Clock, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import { Text } from 'react-aria-components/Text';
import { queue, type ToastInhalt } from './toasts.ts';

const ICON = { gut: CircleCheck, fehler: CircleAlert, info: Clock };

/** Messages at the lower right; F6 moves the focus there and back. */
export function Toasts() {
  return (
    <ToastRegion queue={queue} className="am-toasts" aria-label="Meldungen">
      {({ toast }) => (
        <AriaToast toast={toast} className={`am-toast am-toast--${toast.content.stufe}`}>
          <Inhalt inhalt={toast.content} />
        </AriaToast>
      )}
    </ToastRegion>
  );
}

function Inhalt({ inhalt }: { readonly inhalt: ToastInhalt }) {
  const Icon = ICON[inhalt.stufe];
  const held = inhalt.gehalten;
  return (
    <>
      <Icon size={20} aria-hidden />
      <ToastContent className="am-toast__text">
        <Text slot="title">{inhalt.text}</Text>
        {inhalt.zusatz ? <small>{inhalt.zusatz}</small> : null}
        {held ? <Countdown bis={held.bis} /> : null}
      </ToastContent>
      {held ? (
        <>
          <button type="button" className="kern-btn" onClick={held.undo}>
            <span className="kern-label">Rückgängig</span>
          </button>
          <button type="button" className="kern-btn" onClick={held.now}>
            <span className="kern-label">Sofort</span>
          </button>
        </>
      ) : (
        <AriaButton slot="close" className="am-icon-btn" aria-label="Meldung schließen">
          <X size={18} aria-hidden />
        </AriaButton>
      )}
    </>
  );
}

/** Seconds left; hidden from screen readers, which have heard the sentence already. */
function Countdown({ bis }: { readonly bis: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return <small aria-hidden>in {Math.max(0, Math.ceil((bis - now) / 1000))} Sekunden</small>;
}
