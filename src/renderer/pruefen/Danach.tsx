import { Columns2 } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { DocumentInfo } from '../../contract/document.ts';
import type { ChangesAfter } from '../../contract/signing.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { PdfView } from '../kit/PdfView.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { blobUrl } from '../kit/upload.ts';
import './pruefen.css';

interface Props {
  readonly document: DocumentInfo;
  readonly danach: ChangesAfter;
  readonly unterzeichner: string;
}

/** What happened to the file after one signature, page by page, and both states side by side. */
export function Danach({ document: d, danach, unterzeichner }: Props) {
  const [damals, setDamals] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  if (danach.seiten.length === 0) return null;
  const compare = async () => {
    setBusy(true);
    const answer = await call('sign.revision', { sha256: d.sha256, feld: danach.feld });
    setBusy(false);
    if (answer.ok) setDamals(answer.value.sha256);
    else setProblem(answer.problem);
  };
  return (
    <div className="am-stack">
      {problem ? <ErrorBox problem={problem} /> : null}
      {danach.seiten.map((s) => (
        <section key={s.seite ?? 0}>
          <h4 className="am-strong am-small">{s.seite === null ? 'Ganzes Dokument' : `Seite ${s.seite}`}</h4>
          <ul className="am-small">
            {s.zeilen.map((z, i) => (
              <li key={i}>
                <StatusTag
                  stufe={z.erlaubt ? 'ruht' : 'fehler'}
                  text={z.erlaubt ? 'zulässig' : 'nicht erlaubt'}
                />{' '}
                {z.text}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {danach.vergleichbar ? (
        <div>
          <Button klein icon={Columns2} busy={busy} onClick={() => void compare()}>
            Damals und heute nebeneinander
          </Button>
        </div>
      ) : null}
      {damals ? (
        <Dialog titel={`Nach der Unterschrift von ${unterzeichner}`} breit onClose={() => setDamals(null)}>
          <div className="am-vergleich">
            <section className="am-vergleich__seite">
              <h3>Wie unterschrieben</h3>
              <PdfView url={blobUrl(damals)} titel="Wie unterschrieben" kopf={<span />} />
            </section>
            <section className="am-vergleich__seite">
              <h3>Wie heute</h3>
              <PdfView url={blobUrl(d.sha256)} titel="Wie heute" kopf={<span />} />
            </section>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
