import { FileText, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import {
  currentVersion,
  findDokument,
  vermerkDokument,
  vorhandene,
  type Laufzettel,
} from '../../domain/beschaffung/state.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState, ErrorBox, Note } from '../kit/Boxes.tsx';
import { Select } from '../kit/Field.tsx';
import { Dokument } from '../unterschriften/Dokument.tsx';
import { printVermerk, vermerkStand } from './drucken.ts';

interface Props {
  readonly view: VorgangView;
  readonly s: Laufzettel;
  readonly editable: boolean;
  readonly gewaehlt: string | null;
  readonly onWahl: (dokument: string) => void;
}

/** The document one decides on: the Vermerk, or whichever annex was chosen. */
export function Dokumentansicht({ view, s, editable, gewaehlt, onWahl }: Props) {
  const dokumente = vorhandene(s);
  const d = (gewaehlt ? findDokument(s, gewaehlt) : null) ?? vermerkDokument(s) ?? dokumente[0] ?? null;
  const v = d ? currentVersion(d) : null;
  const stand = vermerkStand(s);
  return (
    <div className="am-mitte">
      {editable && stand === 'veraltet' ? (
        <Note art="warnung" titel="Der Vergabevermerk ist älter als die Angaben">
          <Erzeugen view={view} text="Neu erzeugen" />
        </Note>
      ) : null}
      {v ? (
        <Dokument
          sha256={v.sha256}
          titel={v.dateiname}
          kopf={
            dokumente.length > 1 ? (
              <div className="am-pdf__wahl">
                <Select
                  label="Dokument"
                  value={d?.dokument ?? ''}
                  onChange={onWahl}
                  optionen={dokumente.map((one) => ({
                    wert: one.dokument,
                    text: currentVersion(one).dateiname,
                  }))}
                />
              </div>
            ) : null
          }
        />
      ) : (
        <section className="am-panel am-mitte__leer" aria-label="Dokument">
          <EmptyState icon={FileText} titel="Noch kein Vergabevermerk">
            <p>Er entsteht aus Ihren Angaben, spätestens wenn Sie den Laufzettel in den Umlauf geben.</p>
            {editable ? <Erzeugen view={view} text="Vergabevermerk erzeugen" /> : null}
          </EmptyState>
        </section>
      )}
    </div>
  );
}

function Erzeugen({ view, text }: { readonly view: VorgangView; readonly text: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async () => {
    setBusy(true);
    const answer = await printVermerk(view);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <>
      {problem ? <ErrorBox problem={problem} /> : null}
      <Button klein icon={RefreshCw} busy={busy} onClick={() => void run()}>
        {text}
      </Button>
    </>
  );
}
