import { X } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { Button, IconButton } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { anzahl } from '../kit/format.ts';
import { PdfView, type PdfZiel } from '../kit/PdfView.tsx';
import { blobUrl } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';
import { Nachladen } from '../sync/Nachladen.tsx';
import { Eintrag } from './Eintrag.tsx';
import { schlechtestes, URTEIL } from './texte.ts';
import './unterschriften.css';

interface Props {
  readonly sha256: string;
  readonly titel: string;
  /** shown in the toolbar, e.g. a choice of documents */
  readonly kopf?: ReactNode;
}

/** Where the viewer shall look next; the same place may be asked for again. */
export function useZiel() {
  const [ziel, setZiel] = useState<PdfZiel | null>(null);
  const zeige = (seite: number, rahmen?: PdfZiel['rahmen']) =>
    setZiel((z) => ({ seite, mal: (z?.mal ?? 0) + 1, ...(rahmen ? { rahmen } : {}) }));
  return { ziel, zeige };
}

/** A document of a Vorgang with its signatures: how many and how they stand, and everything about them on demand. */
export function Dokument({ sha256, titel, kopf }: Props) {
  // another document starts with its panel closed and nothing marked
  return (
    <Nachladen key={sha256} sha256={sha256} titel={titel}>
      <MitUnterschriften sha256={sha256} titel={titel} kopf={kopf} />
    </Nachladen>
  );
}

function MitUnterschriften({ sha256, titel, kopf }: Props) {
  const info = useQuery('document.info', { sha256 });
  const [offen, setOffen] = useState(false);
  const { ziel, zeige } = useZiel();
  const id = useId();
  const signaturen = info.data?.signaturen ?? [];
  const urteil = schlechtestes(signaturen);
  const wieviele = anzahl(signaturen.length, 'Unterschrift', 'Unterschriften');
  return (
    <PdfView
      url={blobUrl(sha256)}
      titel={titel}
      kopf={kopf}
      ziel={ziel}
      werkzeuge={
        urteil ? (
          <>
            <Button
              klein
              art="tertiary"
              icon={URTEIL[urteil].icon}
              aria-expanded={offen}
              aria-controls={id}
              aria-label={`${wieviele}: ${URTEIL[urteil].text}`}
              title={URTEIL[urteil].text}
              onClick={() => setOffen(!offen)}
            >
              {signaturen.length}
              <span className="am-pdf__wort">{wieviele.slice(String(signaturen.length).length)}</span>
            </Button>
            <span className="am-pdf__sep" />
          </>
        ) : null
      }
      neben={offen ? <Tafel id={id} sha256={sha256} onZiel={zeige} onClose={() => setOffen(false)} /> : null}
    />
  );
}

interface TafelProps {
  readonly id: string;
  readonly sha256: string;
  readonly onZiel: (seite: number, rahmen?: PdfZiel['rahmen']) => void;
  readonly onClose: () => void;
}

/** Validated when it is opened: what was good yesterday may be revoked today. */
function Tafel({ id, sha256, onZiel, onClose }: TafelProps) {
  const geprueft = useQuery('sign.check', { sha256 });
  return (
    <aside id={id} className="am-tafel" aria-label="Unterschriften">
      <div className="am-tafel__kopf">
        <h3 className="am-grow">Unterschriften</h3>
        <IconButton icon={X} text="Unterschriften schließen" onClick={onClose} />
      </div>
      <div className="am-tafel__liste" tabIndex={0} role="region" aria-label="Liste der Unterschriften">
        {geprueft.problem ? <ErrorBox problem={geprueft.problem} /> : null}
        {geprueft.loading && !geprueft.data ? <p role="status">Unterschriften werden geprüft …</p> : null}
        {geprueft.data?.unterschriften.map((s) => (
          <Eintrag key={`${s.feld} ${s.zeit}`} sha256={sha256} unterschrift={s} onZiel={onZiel} />
        ))}
        {geprueft.data ? (
          <p className="am-small">
            <a className="am-link" href={`#/pruefen?dokument=${sha256}`}>
              Ganzen Prüfbericht öffnen
            </a>
          </p>
        ) : null}
      </div>
    </aside>
  );
}
