import { ChevronDown, ChevronRight, Columns2, FileClock, MapPin } from 'lucide-react';
import { useId, useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { SignatureView } from '../../contract/checking.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { tagLang, zeitLang } from '../kit/format.ts';
import { DescriptionList } from '../kit/Layout.tsx';
import { PdfView } from '../kit/PdfView.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { blobUrl } from '../kit/upload.ts';
import { AENDERUNG, NIVEAU, STUFE, URTEIL, ZERTIFIZIERUNG } from './texte.ts';
import { Vergleich } from './Vergleich.tsx';

interface Props {
  readonly sha256: string;
  readonly unterschrift: SignatureView;
  /** jumps to a page, or to the frame of this signature; absent: there is no viewer beside it */
  readonly onZiel?: (seite: number, rahmen?: readonly [number, number, number, number]) => void;
}

/** One signature: a sentence, why and what next; everything behind it on demand. */
export function Eintrag({ sha256, unterschrift: s, onZiel }: Props) {
  const [offen, setOffen] = useState(s.indication === 'TOTAL_FAILED');
  const [damals, setDamals] = useState<{ readonly sha256: string; readonly neben: boolean } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const { icon, ...tag } = URTEIL[s.indication];
  const fetchThen = async (neben: boolean) => {
    setBusy(true);
    const answer = await call('sign.revision', { sha256, feld: s.feld });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setDamals({ sha256: answer.value.sha256, neben });
  };
  const { platz } = s;
  return (
    <article className="am-unterschrift" aria-labelledby={`${id}-n`}>
      <div className="am-row">
        <h3 className="am-grow" id={`${id}-n`}>
          {s.art === 'zeitstempel' ? 'Zeitstempel' : s.unterzeichner}
        </h3>
        <StatusTag {...tag} icon={icon} />
      </div>
      <p>{s.satz}</p>
      {s.indication === 'TOTAL_PASSED' ? null : (
        <>
          <p className="am-small">{s.ursache}</p>
          <p className="am-small">
            <b className="am-strong">Nächster Schritt:</b> {s.naechsterSchritt}
          </p>
        </>
      )}
      {problem ? <ErrorBox problem={problem} /> : null}
      <div className="am-unterschrift__wege">
        {platz && onZiel ? (
          <Button klein icon={MapPin} onClick={() => onZiel(platz.seite, platz.rahmen)}>
            Auf Seite {platz.seite} zeigen
          </Button>
        ) : null}
        {s.vergleichbar && s.danach.length > 0 ? (
          <Button klein icon={Columns2} busy={busy} onClick={() => void fetchThen(true)}>
            Damals und heute
          </Button>
        ) : null}
        {s.vergleichbar && s.danach.length > 0 ? (
          <Button klein icon={FileClock} busy={busy} onClick={() => void fetchThen(false)}>
            Unterschriebene Fassung
          </Button>
        ) : null}
        <Button
          klein
          art="tertiary"
          icon={offen ? ChevronDown : ChevronRight}
          aria-expanded={offen}
          aria-controls={`${id}-d`}
          aria-label={`Einzelheiten zu ${s.unterzeichner}`}
          onClick={() => setOffen(!offen)}
        >
          Einzelheiten
        </Button>
      </div>
      <div id={`${id}-d`} hidden={!offen}>
        {offen ? <Einzelheiten unterschrift={s} onZiel={onZiel} /> : null}
      </div>
      {damals?.neben ? (
        <Vergleich unterschrift={s} damals={damals.sha256} heute={sha256} onClose={() => setDamals(null)} />
      ) : null}
      {damals && !damals.neben ? (
        <Dialog titel={`Wie von ${s.unterzeichner} unterschrieben`} breit onClose={() => setDamals(null)}>
          <div className="am-vergleich__seite">
            <PdfView
              url={blobUrl(damals.sha256)}
              titel={`Wie von ${s.unterzeichner} unterschrieben`}
              kopf={<span />}
              ziel={platz ? { ...platz, mal: 0 } : null}
            />
          </div>
        </Dialog>
      ) : null}
    </article>
  );
}

function Einzelheiten({ unterschrift: s, onZiel }: Pick<Props, 'unterschrift' | 'onZiel'>) {
  const quelle = s.zeitQuelle === 'zeitstempel' ? 'belegt durch Zeitstempel' : 'angegeben';
  return (
    <div className="am-stack">
      <DescriptionList
        breit
        angaben={[
          ['Zeit', s.zeit ? `${zeitLang(s.zeit)}, ${quelle}` : 'nicht angegeben'],
          ['Art', s.art === 'zeitstempel' ? 'Zeitstempel über das Dokument' : NIVEAU[s.niveau]],
          ['Stufe', s.art === 'zeitstempel' ? null : (STUFE[s.stufe] ?? 'keine der Grundstufen')],
          ['Änderungen danach', s.subIndication === 'HASH_FAILURE' ? null : AENDERUNG[s.aenderungen]],
          ['Zertifizierung', s.zertifiziert ? ZERTIFIZIERUNG[s.zertifiziert] : null],
          ['Grund', s.grund],
          ['Ort', s.ort],
          ['Aussteller', s.aussteller],
          ['Verfahren', s.verfahren],
          ['Befund', s.subIndication],
          ['Feld', s.feld],
        ]}
      />
      {s.kette.length > 0 ? (
        <section>
          <h4 className="am-strong am-small">Zertifikate bis zum Vertrauensanker</h4>
          <ol className="am-small am-unterschrift__kette">
            {s.kette.map((c) => (
              <li key={`${c.name} ${c.bis}`}>
                {c.name} <span className="am-muted">gültig bis {tagLang(c.bis.slice(0, 10))}</span>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {s.befunde.length > 0 ? (
        <section>
          <h4 className="am-strong am-small">Was die Prüfung fand</h4>
          <ul className="am-small">
            {s.befunde.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {s.danach.map(({ seite, zeilen }) => (
        <section key={seite ?? 0}>
          <h4 className="am-strong am-small">
            {seite === null ? (
              'Danach am ganzen Dokument'
            ) : onZiel ? (
              <button type="button" className="am-seitenwahl" onClick={() => onZiel(seite)}>
                Danach auf Seite {seite}
              </button>
            ) : (
              `Danach auf Seite ${seite}`
            )}
          </h4>
          <ul className="am-small">
            {zeilen.map((z, i) => (
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
    </div>
  );
}
