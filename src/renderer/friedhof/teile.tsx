import { Check, CheckCheck, Clock, CloudOff, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { BefundText } from '../../contract/bestattung.ts';
import type { Zustand } from '../../domain/bestattung/auswahl/zeitstrahl.ts';
import { Norm } from '../kit/Boxes.tsx';
import { Button, LinkButton } from '../kit/Button.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { Dokument } from '../unterschriften/Dokument.tsx';
import { downloadUrl } from '../kit/upload.ts';

export const ZUSTAND_ICON: Readonly<Record<Zustand, LucideIcon>> = {
  vorgemerkt: Clock,
  freigegeben: Check,
  erledigt: CheckCheck,
  konflikt: TriangleAlert,
};

const LEGENDE: readonly (readonly [Zustand, string])[] = [
  ['vorgemerkt', 'Vorgemerkt – noch nicht freigegeben'],
  ['freigegeben', 'Freigegeben'],
  ['erledigt', 'Erledigt'],
  ['konflikt', 'Überschneidung'],
];

export function Legende() {
  return (
    <ul className="fh-legende" aria-label="Zeichenerklärung">
      {LEGENDE.map(([zustand, text]) => {
        const Icon = ZUSTAND_ICON[zustand];
        return (
          <li key={zustand}>
            <span className={`fh-muster fh-balken--${zustand}`}>
              <Icon size={14} aria-hidden />
            </span>
            {text}
          </li>
        );
      })}
      <li>
        <CloudOff size={16} aria-hidden />
        Vorläufig – noch nicht übertragen
      </li>
    </ul>
  );
}

const TEILE = [
  { href: '#/friedhof', text: 'Kalender', id: 'kalender' },
  { href: '#/friedhof/fristen', text: 'Fristen', id: 'fristen' },
  { href: '#/friedhof/tag', text: 'Kolonnentag', id: 'tag' },
  { href: '#/friedhof/register', text: 'Gräber und Register', id: 'register' },
] as const;

/** The few pages of the office, in one line. */
export function Unterseiten({ aktiv }: { readonly aktiv: (typeof TEILE)[number]['id'] }) {
  return (
    <nav className="fh-nav am-noprint" aria-label="Friedhof">
      {TEILE.map((t) => (
        <a key={t.id} href={t.href} aria-current={t.id === aktiv ? 'page' : undefined}>
          {t.text}
        </a>
      ))}
    </nav>
  );
}

/** What the rules say, each with its cause and next step. */
export function Befunde({ befunde }: { readonly befunde: readonly BefundText[] }) {
  return (
    <ul className="fh-befunde">
      {befunde.map((b) => (
        <li key={`${b.code} ${b.cause}`} data-stufe={b.stufe}>
          {b.stufe === 'sperre' ? (
            <TriangleAlert size={18} aria-label="Hindert" />
          ) : (
            <Clock size={18} aria-label="Hinweis" />
          )}
          <div>
            <b className="am-strong">{b.heading}</b>
            <p>{b.cause}</p>
            <p className="am-muted am-small">{b.next}</p>
            {b.norm ? <Norm norm={b.norm} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** A printed sheet: seen, saved, put on paper. */
export function BlattDialog({
  titel,
  sha256,
  name,
  onClose,
  children,
}: {
  readonly titel: string;
  readonly sha256: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  return (
    <Dialog
      titel={titel}
      breit
      onClose={onClose}
      fuss={
        <>
          <LinkButton href={downloadUrl(sha256, name)}>PDF speichern</LinkButton>
          <Button art="primary" onClick={onClose}>
            Fertig
          </Button>
        </>
      }
    >
      {children}
      <div className="fh-blatt">
        <Dokument sha256={sha256} titel={name} />
      </div>
    </Dialog>
  );
}

/** Saves what the main process has made ready, under its name. */
export function speichere({ sha256, name }: { readonly sha256: string; readonly name: string }): void {
  const link = document.createElement('a');
  link.href = downloadUrl(sha256, name);
  link.download = name;
  link.click();
}

/** The last answer stays while the next is on its way: nothing flickers while one types. */
export function useLetzte<T>(wert: T | null): T | null {
  const [letzte, setLetzte] = useState(wert);
  if (wert !== null && wert !== letzte) setLetzte(wert);
  return wert ?? letzte;
}

/** The value after a moment of quiet. */
export function useVerzoegert<T>(wert: T, ms: number): T {
  const [ruhig, setRuhig] = useState(wert);
  const text = JSON.stringify(wert);
  useEffect(() => {
    const timer = setTimeout(() => setRuhig(JSON.parse(text) as T), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return ruhig;
}
