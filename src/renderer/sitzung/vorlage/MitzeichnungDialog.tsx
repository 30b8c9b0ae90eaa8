import { Send } from 'lucide-react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import { aktuelleFassung, type Vorlage } from '../../../domain/sitzung/index.ts';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { problemFor } from '../daten.ts';
import { Schritte, useWeg } from './Mitzeichnungsweg.tsx';

interface Props {
  readonly view: VorgangView;
  readonly s: Vorlage;
  readonly verzeichnis: Verzeichnis;
  readonly person: string;
  readonly heute: string;
  readonly onClose: () => void;
}

/** Starts the Mitzeichnung along the route that is shown, and no other. */
export function MitzeichnungDialog({ view, s, onClose, ...p }: Props) {
  const weg = useWeg({ ...p, s, id: view.id });
  return (
    <BefehlDialog
      titel="Mitzeichnung starten"
      verb="Mitzeichnung starten"
      icon={Send}
      view={view}
      ist="Die Mitzeichnung läuft."
      onClose={onClose}
      build={() =>
        weg?.ok
          ? ({
              type: 'startMitzeichnung',
              gezeigt: {
                fassung: weg.value.laufweg.fassung,
                schritte: weg.value.schritte.map((x) => x.id),
              },
            } as never)
          : null
      }
    >
      {() => (
        <>
          <div className="am-summary">
            <p className="am-strong">
              {s.nummer ?? 'Ohne Nummer'} {aktuelleFassung(s).inhalt.betreff}
            </p>
            <p>Fassung {aktuelleFassung(s).nummer}</p>
          </div>
          {weg?.ok ? (
            <Schritte vorschlag={weg.value} verzeichnis={p.verzeichnis} heute={p.heute} />
          ) : weg ? (
            <ErrorBox problem={problemFor(weg.error)} />
          ) : null}
          <Note>
            Wer zeichnet, zeichnet genau diese Fassung. Ändern Sie danach den Text, muss neu gezeichnet
            werden.
          </Note>
        </>
      )}
    </BefehlDialog>
  );
}
