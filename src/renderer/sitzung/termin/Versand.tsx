import { Download, Mail, MailCheck } from 'lucide-react';
import { useState } from 'react';
import { tagOf, uhrzeitOf } from '../../../domain/shared/dates.ts';
import { nextActions } from '../../../domain/sitzung/index.ts';
import { Button } from '../../kit/Button.tsx';
import { EmptyState, Progress } from '../../kit/Boxes.tsx';
import { TextField } from '../../kit/Field.tsx';
import { tagLang, zeitLang } from '../../kit/format.ts';
import { DescriptionList } from '../../kit/Layout.tsx';
import { StatusTag } from '../../kit/Status.tsx';
import { Table } from '../../kit/Table.tsx';
import { toast, toastProblem } from '../../kit/toasts.ts';
import { downloadUrl } from '../../kit/upload.ts';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { execute } from '../../vorgang/execute.ts';
import { darf, personName } from '../daten.ts';
import { WEG } from '../texte.ts';
import { Zeitfeld, zeitpunktOf, type TagUndZeit } from '../Zeitfeld.tsx';
import type { TerminProps } from './props.ts';

/** What was sent, and for every member how and when it is proven to have arrived. */
export function Versand(p: TerminProps) {
  const { view, s, verzeichnis, app } = p;
  const [offen, setOffen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const kann = darf(nextActions(s, app.person?.id ?? '', verzeichnis, app.heute), 'recordZustellung');
  if (!s.einladung)
    return (
      <EmptyState icon={Mail} titel="Noch nicht eingeladen">
        <p>Mit „Einladung versenden …“ entsteht die Einladung als PDF; danach steht hier jede Zustellung.</p>
      </EmptyState>
    );
  const unbewiesen = s.zustellungen.filter((z) => !z.zugestellt);
  const portal = unbewiesen.filter((z) => z.weg === 'portal');
  const allePortal = async () => {
    setBusy(true);
    for (const z of portal) {
      const answer = await execute(view, {
        type: 'recordZustellung',
        person: z.person,
        weg: z.weg,
        um: new Date().toISOString(),
        nachweis: 'Lesebestätigung des Portals',
        dokument: null,
      } as never);
      if (!answer.ok) {
        toastProblem(answer.problem);
        break;
      }
    }
    setBusy(false);
    toast('Die Zustellungen im Portal sind nachgewiesen.');
  };
  const datei = (text: string, sha256: string) => (
    <a className="am-dateilink" href={downloadUrl(sha256, `${text}.pdf`)} download={`${text}.pdf`}>
      <Download size={16} aria-hidden /> {text}
    </a>
  );
  return (
    <div className="am-stack">
      <DescriptionList
        breit
        angaben={[
          ['Versandt', zeitLang(s.einladung.versandtAm)],
          ['Letzter Tag', `${tagLang(s.einladung.letzterTag)} (${s.einladung.norm})`],
          ['Verkürzt wegen', s.einladung.verkuerzungGrund],
          ['Einladung', datei('Einladung', s.einladung.dokument)],
          ...s.nachtraege.map(
            (n, i) =>
              [
                `Nachtrag ${i + 1}`,
                <span key={n.dokument}>
                  {zeitLang(n.versandtAm)}, {datei(`Nachtrag-${i + 1}`, n.dokument)}
                </span>,
              ] as const,
          ),
          [
            'Bekanntmachung',
            s.bekanntmachung ? (
              <span>
                {zeitLang(s.bekanntmachung.am)}, {s.bekanntmachung.wo},{' '}
                {datei('Bekanntmachung', s.bekanntmachung.dokument)}
              </span>
            ) : null,
          ],
        ]}
      />
      <div className="am-row">
        <div className="am-grow">
          <Progress
            erledigt={s.zustellungen.length - unbewiesen.length}
            gesamt={s.zustellungen.length}
            text="Zustellungen nachgewiesen"
          />
        </div>
        {kann && portal.length > 0 ? (
          <Button klein icon={MailCheck} busy={busy} onClick={() => void allePortal()}>
            {`Portal: ${portal.length} als gelesen erfassen`}
          </Button>
        ) : null}
      </div>
      <Table name="Zustellungen" spalten={['Person', 'Weg', 'Stand', 'Nachweis']}>
        {s.zustellungen.map((z) => (
          <tr key={z.person}>
            <td>{personName(verzeichnis, z.person)}</td>
            <td>{WEG[z.weg]}</td>
            <td>
              {z.zugestellt ? (
                <StatusTag stufe="gut" text={zeitLang(z.zugestellt.um)} />
              ) : (
                <StatusTag stufe="warnung" text="offen" />
              )}
            </td>
            <td>
              {z.zugestellt ? (
                z.zugestellt.nachweis
              ) : kann ? (
                <Button klein art="tertiary" onClick={() => setOffen(z.person)}>
                  {`Nachweisen …`}
                  <span className="kern-sr-only"> {personName(verzeichnis, z.person)}</span>
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
      {offen ? <Nachweis {...p} person={offen} onClose={() => setOffen(null)} /> : null}
    </div>
  );
}

function Nachweis(p: TerminProps & { readonly person: string; readonly onClose: () => void }) {
  const z = p.s.zustellungen.find((x) => x.person === p.person);
  const [jetzt] = useState(() => new Date().toISOString());
  const [zeit, setZeit] = useState<TagUndZeit>({ tag: tagOf(jetzt), uhr: uhrzeitOf(jetzt) });
  const [nachweis, setNachweis] = useState(z?.weg === 'post' ? 'Einlieferungsbeleg' : 'Empfangsbestätigung');
  return (
    <BefehlDialog
      titel={`Zustellung an ${personName(p.verzeichnis, p.person)}`}
      verb="Nachweis erfassen"
      icon={MailCheck}
      view={p.view}
      ist="Die Zustellung ist nachgewiesen."
      onClose={p.onClose}
      build={() => {
        const um = zeitpunktOf(zeit);
        return um && nachweis.trim() !== ''
          ? ({
              type: 'recordZustellung',
              person: p.person,
              weg: z?.weg ?? 'portal',
              um,
              nachweis: nachweis.trim(),
              dokument: null,
            } as never)
          : null;
      }}
    >
      {(versucht) => (
        <>
          <Zeitfeld
            label="Zugestellt am"
            value={zeit}
            onChange={setZeit}
            error={versucht && !zeitpunktOf(zeit) ? 'Geben Sie Tag und Uhrzeit an.' : null}
          />
          <TextField label="Nachweis" value={nachweis} onChange={setNachweis} />
        </>
      )}
    </BefehlDialog>
  );
}
