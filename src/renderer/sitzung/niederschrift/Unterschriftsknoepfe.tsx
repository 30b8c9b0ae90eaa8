import { BookCheck, PenLine, RefreshCw, Stamp } from 'lucide-react';
import { Button } from '../../kit/Button.tsx';
import type { Lauf } from './Unterschriftslauf.tsx';

/*
 * The buttons of presenting and signing, the same for minutes, extracts and urgent decisions. Plain functions, so that
 * the one main button stays the same element, with its focus, when what it does changes.
 */

export const vorlegeknopf = (lauf: Lauf) => (
  <Button art="primary" icon={BookCheck} taste="Strg+Enter" busy={lauf.busy} onClick={lauf.vorlegen}>
    Zur Unterschrift vorlegen
  </Button>
);

/** `rolle`: the capacity one signs in; null: none is named. */
export const unterschreibeknopf = (lauf: Lauf, rolle: string | null) => (
  <Button
    art="primary"
    icon={PenLine}
    taste="Strg+Enter"
    onClick={() => (rolle ? lauf.unterschreiben(rolle) : undefined)}
  >
    Unterschreiben …
  </Button>
);

export const nachpruefknopf = (lauf: Lauf) => (
  <Button icon={RefreshCw} busy={lauf.busy} onClick={lauf.nachpruefen}>
    Signaturen nachprüfen
  </Button>
);

export const papierknopf = (onClick: () => void) => (
  <Button icon={Stamp} onClick={onClick}>
    Papierunterschrift …
  </Button>
);
