import { ChevronLeft, ChevronRight, Plus, Printer } from 'lucide-react';
import { useState } from 'react';
import type { PageProps } from '../../faecher.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { Button, IconButton } from '../../kit/Button.tsx';
import { Segment } from '../../kit/Choice.tsx';
import { tagAusgeschrieben } from '../../kit/format.ts';
import { PageHeader } from '../../kit/Layout.tsx';
import { useQuery } from '../../shell/query.ts';
import { formatRoute, navigate } from '../../shell/router.ts';
import { Legende, Unterseiten, useLetzte } from '../teile.tsx';
import { TerminDialog } from '../fall/TerminDialog.tsx';
import type { Terminziel } from '../fall/terminwahl.ts';
import { Terminliste } from './Terminliste.tsx';
import { kalenderwoche, planungstag, plusTage, wochenspanne } from './rechnen.ts';
import { Zeitstrahl } from './Zeitstrahl.tsx';

/** Day and week over halls, crews and machines; the same as a list. Everything that chooses is in the address. */
export default function Kalender({ app, route }: PageProps) {
  const { query } = route;
  const art = query['art'] === 'tag' ? 'tag' : 'woche';
  const sicht = query['sicht'] === 'liste' ? 'liste' : 'zeitstrahl';
  const tag = /^\d{4}-\d\d-\d\d$/.test(query['tag'] ?? '')
    ? (query['tag'] as string)
    : planungstag(app.heute);
  const alle = query['mittel'] === 'alle';
  const antwort = useQuery('friedhof.kalender', { tag, art, alle });
  const daten = useLetzte(antwort.data);
  const [ziel, setZiel] = useState<Terminziel | null>(null);

  const gehe = (next: Readonly<Record<string, string>>) =>
    navigate(formatRoute(['friedhof'], { ...query, ...next }), true);
  const blaettere = (richtung: 1 | -1) => gehe({ tag: plusTage(tag, richtung * (art === 'tag' ? 1 : 7)) });

  return (
    <div className="am-page am-page--voll fh-kalender">
      <div className="fh-navzeile">
        <Unterseiten aktiv="kalender" />
        <div className="am-row am-noprint">
          {sicht === 'zeitstrahl' ? (
            <label className="am-check fh-alle">
              <input
                type="checkbox"
                checked={alle}
                onChange={(e) => gehe({ mittel: e.target.checked ? 'alle' : 'benutzte' })}
              />
              <span>Auch freie zeigen</span>
            </label>
          ) : null}
          <Segment
            legende="Zeitraum"
            value={art}
            onChange={(wert) => gehe({ art: wert })}
            wahlen={[
              { wert: 'woche', text: 'Woche' },
              { wert: 'tag', text: 'Tag' },
            ]}
          />
        </div>
      </div>
      <PageHeader
        titel="Bestattungskalender"
        zusatz={
          <span className="am-muted">
            {art === 'tag' ? tagAusgeschrieben(tag) : wochenspanne(tag)} · KW {kalenderwoche(tag)}
          </span>
        }
      >
        <IconButton
          linie
          icon={ChevronLeft}
          text={art === 'tag' ? 'Vorheriger Tag' : 'Vorherige Woche'}
          onClick={() => blaettere(-1)}
        />
        <Button onClick={() => gehe({ tag: planungstag(app.heute) })}>Heute</Button>
        <IconButton
          linie
          icon={ChevronRight}
          text={art === 'tag' ? 'Nächster Tag' : 'Nächste Woche'}
          onClick={() => blaettere(1)}
        />
        <Segment
          legende="Ansicht"
          value={sicht}
          onChange={(wert) => gehe({ sicht: wert })}
          wahlen={[
            { wert: 'zeitstrahl', text: 'Zeitstrahl' },
            { wert: 'liste', text: 'Liste' },
          ]}
        />
        <IconButton linie icon={Printer} text="Drucken" onClick={() => window.print()} />
        <Button art="primary" icon={Plus} taste="Strg+N" onClick={() => navigate('#/friedhof/neu')}>
          Bestattung vormerken …
        </Button>
      </PageHeader>
      <Legende />
      {antwort.problem ? <ErrorBox problem={antwort.problem} /> : null}
      {daten === null ? (
        <div aria-busy="true" />
      ) : sicht === 'liste' ? (
        <Terminliste termine={daten.termine} heute={daten.heute} />
      ) : (
        <Zeitstrahl
          daten={daten}
          onOeffnen={(vorgang) => navigate(`#/friedhof/${vorgang}`)}
          onVerschieben={setZiel}
          onBlaettern={blaettere}
        />
      )}
      {ziel ? <TerminDialog app={app} ziel={ziel} onClose={() => setZiel(null)} /> : null}
    </div>
  );
}
