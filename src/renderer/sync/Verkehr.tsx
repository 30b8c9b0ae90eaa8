import { ArrowDown, ArrowUp, FileCheck2, FileClock } from 'lucide-react';
import type { AppState } from '../../contract/app.ts';
import type { TransferRow } from '../../contract/transfer.ts';
import { hrefOf } from '../faecher.ts';
import { EmptyState, ErrorBox, Progress } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { anzahl, groesse } from '../kit/format.ts';
import { ListPanel } from '../kit/ListPanel.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { useQuery } from '../shell/query.ts';
import { anteil, useBytes, useLaden } from './verkehr.ts';

const RICHTUNG = {
  hinauf: { icon: ArrowUp, text: 'zur Zentrale' },
  herunter: { icon: ArrowDown, text: 'von der Zentrale' },
} as const;

/** Documents between this device and the centre: how many wait, how far the current one is, what failed and why. */
export function Verkehr({ app }: { readonly app: AppState }) {
  const { dokumente, art } = app.sync;
  const verkehr = useQuery('dokument.verkehr', art === 'einzelplatz' ? undefined : null);
  const bytes = useBytes();
  const { laden, laeuft, problem } = useLaden();
  if (art === 'einzelplatz') return null;
  const rows = verkehr.data ?? [];
  const { hinauf = 0, herunter = 0 } = dokumente ?? {};
  const warten = hinauf + herunter;
  return (
    <ListPanel
      titel="Dokumente"
      zaehlt
      liste={{ ...verkehr, data: rows }}
      leer={
        app.sync.erster ? (
          <EmptyState icon={FileClock} titel="Die Dokumente folgen">
            <p>
              Zuerst kommen die Einträge. Danach lädt die Amtsmappe von selbst die Dokumente Ihrer offenen
              Vorgänge.
            </p>
          </EmptyState>
        ) : (
          <EmptyState icon={FileCheck2} titel="Alle Dokumente sind übertragen">
            <p>
              Ihre sind bei der Zentrale, und was Sie für offene Vorgänge brauchen, liegt auf diesem Rechner.
            </p>
          </EmptyState>
        )
      }
      davor={
        rows.length === 0 ? null : (
          <>
            <p role="status">
              {[
                hinauf > 0 ? `${anzahl(hinauf, 'Dokument geht', 'Dokumente gehen')} zur Zentrale` : '',
                herunter > 0
                  ? `${anzahl(herunter, 'Dokument kommt', 'Dokumente kommen')} von der Zentrale`
                  : '',
              ]
                .filter(Boolean)
                .join(', ')}
              {warten > 0 ? '.' : ''}
              {warten > 0 && art !== 'verbunden'
                ? ' Angehalten, weil die Zentrale nicht erreichbar ist; es geht dort weiter, wo es stand.'
                : ''}
            </p>
            {problem ? <ErrorBox problem={problem} /> : null}
          </>
        )
      }
      name="Dokumente zwischen diesem Rechner und der Zentrale"
      spalten={['Dokument', 'Richtung', 'Stand', { text: 'Handlung', art: 'verborgen' }]}
      zeile={(r) => (
        <Zeile
          key={r.sha256}
          r={r}
          jetzt={bytes.get(r.sha256)}
          laeuft={laeuft}
          verbunden={art === 'verbunden'}
          onLaden={() => void laden(r.sha256)}
        />
      )}
    />
  );
}

interface ZeileProps {
  readonly r: TransferRow;
  readonly jetzt: { readonly done: number; readonly total: number } | undefined;
  readonly laeuft: string | null;
  readonly verbunden: boolean;
  readonly onLaden: () => void;
}

function Zeile({ r, jetzt, laeuft, verbunden, onLaden }: ZeileProps) {
  const { icon: Icon, text } = RICHTUNG[r.richtung];
  return (
    <tr>
      <td>
        {r.name}
        {r.vorgang ? (
          <p className="am-small">
            <a href={hrefOf(r.vorgang)}>{r.vorgang.titel}</a>
          </p>
        ) : null}
      </td>
      <td>
        <span className="am-mit-icon">
          <Icon size={16} aria-hidden /> {text}
        </span>
      </td>
      <td>
        <Stand r={r} jetzt={jetzt} verbunden={verbunden} />
      </td>
      <td>
        {r.richtung === 'herunter' && r.stand !== 'laeuft' ? (
          <Button
            klein
            busy={laeuft === r.sha256}
            disabled={laeuft !== null}
            aria-label={`Jetzt laden: ${r.name}`}
            onClick={onLaden}
          >
            Jetzt laden
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function Stand({ r, jetzt, verbunden }: Pick<ZeileProps, 'r' | 'jetzt' | 'verbunden'>) {
  switch (r.stand) {
    case 'laeuft': {
      const von = jetzt?.total ?? r.gesamt;
      return anteil(r, jetzt) === null || !von ? (
        <StatusTag stufe="laeuft" text="wird übertragen" />
      ) : (
        <Progress
          erledigt={jetzt?.done ?? r.erledigt}
          gesamt={von}
          text={`${groesse(jetzt?.done ?? r.erledigt)} von ${groesse(von)}`}
          prozent
        />
      );
    }
    case 'wartet':
      return (
        <>
          <StatusTag stufe="wartet" text={verbunden ? 'wartet' : 'angehalten: keine Verbindung'} />
          {r.gesamt || r.erledigt ? (
            <p className="am-muted am-small">
              {r.erledigt > 0 ? `${groesse(r.erledigt)} sind schon da` : groesse(r.gesamt ?? 0)}
            </p>
          ) : null}
        </>
      );
    case 'fehler':
      return (
        <>
          <StatusTag stufe="fehler" text={r.problem?.heading ?? 'Fehler'} />
          <p className="am-small">
            {r.problem?.cause} {r.problem?.next}
          </p>
        </>
      );
  }
}
