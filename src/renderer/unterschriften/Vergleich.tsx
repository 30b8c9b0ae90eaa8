import { useState } from 'react';
import type { SignatureView } from '../../contract/checking.ts';
import { Dialog } from '../kit/Dialog.tsx';
import { PdfView, type PdfZiel } from '../kit/PdfView.tsx';
import { blobUrl } from '../kit/upload.ts';
import { ersteGeaenderte } from './texte.ts';
import './unterschriften.css';

interface Props {
  readonly unterschrift: SignatureView;
  readonly damals: string;
  readonly heute: string;
  readonly onClose: () => void;
}

/** The document as it was signed beside the document as it is, both at the first page that was changed. */
export function Vergleich({ unterschrift: s, damals, heute, onClose }: Props) {
  const [ziel, setZiel] = useState<PdfZiel>({ seite: ersteGeaenderte(s.danach), mal: 0 });
  const seiten = s.danach.flatMap((d) => (d.seite === null ? [] : [d.seite]));
  return (
    <Dialog titel={`Nach der Unterschrift von ${s.unterzeichner}`} breit onClose={onClose}>
      {seiten.length > 0 ? (
        <div className="am-row" role="group" aria-label="Geänderte Seiten">
          <span className="am-muted">Geändert:</span>
          {seiten.map((seite) => (
            <button
              key={seite}
              type="button"
              className="am-seitenwahl"
              aria-pressed={ziel.seite === seite}
              onClick={() => setZiel((z) => ({ seite, mal: z.mal + 1 }))}
            >
              Seite {seite}
            </button>
          ))}
        </div>
      ) : null}
      <div className="am-vergleich">
        <section className="am-vergleich__seite">
          <h3>Wie unterschrieben</h3>
          <PdfView url={blobUrl(damals)} titel="Wie unterschrieben" kopf={<span />} ziel={ziel} />
        </section>
        <section className="am-vergleich__seite">
          <h3>Wie heute</h3>
          <PdfView url={blobUrl(heute)} titel="Wie heute" kopf={<span />} ziel={ziel} />
        </section>
      </div>
    </Dialog>
  );
}
