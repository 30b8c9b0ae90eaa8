import { CheckCheck, FileQuestion, PhoneCall, Printer } from 'lucide-react';
import { useState } from 'react';
import type { AppState } from '../../../contract/app.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { nextActions } from '../../../domain/bestattung/auswahl/naechsteAktionen.ts';
import { nichtInformiert, quittungsanzeige } from '../../../domain/bestattung/auswahl/quittung.ts';
import type { Unterlage } from '../../../domain/bestattung/begriffe.ts';
import type { BestattungCommand } from '../../../domain/bestattung/bestattung/schema.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { errors } from '../../../domain/bestattung/errors.ts';
import { findPerson, formatPerson, type Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import type { PageProps } from '../../faecher.ts';
import { EmptyState, ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { useQuery } from '../../shell/query.ts';
import { navigate } from '../../shell/router.ts';
import { execute, sayOutcome } from '../../vorgang/execute.ts';
import { problemOf } from '../../vorgang/texte.ts';
import { Verlauf } from '../../vorgang/Verlauf.tsx';
import { Vorgangsrahmen } from '../../vorgang/Vorgangsrahmen.tsx';
import { Bestaetigung } from './Bestaetigung.tsx';
import { FallDialog } from './FallDialog.tsx';
import type { Fallaktion } from './fallbefehl.ts';
import { Fassungen } from './Fassungen.tsx';
import { Angabenblick, Terminblick, Unterlagenblick } from './Blick.tsx';
import { TerminDialog } from './TerminDialog.tsx';

/** One burial: waits for its data, then shows it. */
export default function FallSeite({ app, route, id }: PageProps & { readonly id: string }) {
  const view = useQuery('vorgang.get', { id });
  const verzeichnis = useQuery('verzeichnis.get', null);
  if (view.problem && !view.data)
    return (
      <>
        <ErrorBox problem={view.problem} />
        <EmptyState icon={FileQuestion} titel="Diesen Vorgang sehen Sie nicht">
          <p>
            Vielleicht gehört er zu einem anderen Bereich. <a href="#/friedhof">Zum Friedhof</a>
          </p>
        </EmptyState>
      </>
    );
  if (!view.data || !verzeichnis.data) return <div className="am-page" aria-busy="true" />;
  if (view.data.art !== 'bestattung')
    return <EmptyState icon={FileQuestion} titel="Das ist keine Bestattung" />;
  return (
    <Ansicht
      app={app}
      view={view.data}
      verzeichnis={verzeichnis.data}
      hinweis={route.query['hinweis'] ?? null}
      blatt={route.query['blatt'] === 'neu'}
    />
  );
}

interface Props {
  readonly app: AppState;
  readonly view: VorgangView;
  readonly verzeichnis: Verzeichnis;
  readonly hinweis: string | null;
  /** a new version was just made: its sheet is shown */
  readonly blatt: boolean;
}

function Ansicht({ app, view, verzeichnis, hinweis, blatt }: Props) {
  const s = view.state as BestattungState;
  const [aktion, setAktion] = useState<Fallaktion | 'termin' | 'bestaetigung' | null>(
    blatt ? 'bestaetigung' : null,
  );
  const [papier, setPapier] = useState<Unterlage | null>(null);
  const [nachher, setNachher] = useState<VorgangView | null>(null);
  const aktionen = view.nurLesen ? [] : nextActions(s, app.person?.id ?? '', verzeichnis, app.heute);
  const haupt = aktionen.find((a) => a.haupt);
  const zweite = aktionen
    .filter((a) => !a.haupt && ['moveTermin', 'assignGrab', 'rejectAnfrage'].includes(a.command))
    .slice(0, 2);
  const rest = aktionen.filter((a) => a !== haupt && !zweite.includes(a));

  const beginne = (command: BestattungCommand['type']) => {
    if (command === 'updateAngaben') return navigate(`#/friedhof/${view.id}/bearbeiten`);
    if (command === 'holdTermin' || command === 'moveTermin') return setAktion('termin');
    if (command === 'requestTermin') return void frageAn();
    setAktion(command as Fallaktion);
  };
  const frageAn = async () => {
    const answer = await execute(view, { type: 'requestTermin', plan: null } as never);
    sayOutcome('Als Anfrage vermerkt.', answer);
  };
  const name = (p: string) => {
    const found = findPerson(verzeichnis, p);
    return found ? formatPerson(found) : 'nicht mehr im Verzeichnis';
  };

  return (
    <Vorgangsrahmen
      view={view}
      titel={view.projection.titel}
      pfad={[{ text: 'Friedhof', href: '#/friedhof' }, { text: s.nummer ?? 'noch ohne Nummer' }]}
      menue={[
        {
          eintraege: rest.map((a) => ({
            id: a.command,
            text: a.text.replace('...', '…'),
            run: () => beginne(a.command),
          })),
        },
        {
          eintraege: [
            {
              id: 'bestaetigung',
              text: 'Bestätigung für den Bestatter (PDF)',
              icon: Printer,
              run: () => setAktion('bestaetigung'),
            },
            { id: 'drucken', text: 'Ansicht drucken', icon: Printer, run: () => window.print() },
          ],
        },
      ]}
      aktionen={
        <>
          {zweite.map((a) => (
            <Button key={a.command} onClick={() => beginne(a.command)}>
              {a.text.replace('...', '…')}
            </Button>
          ))}
          {haupt ? (
            <Button art="primary" taste="Strg+Enter" onClick={() => beginne(haupt.command)}>
              {haupt.text.replace('...', '…')}
            </Button>
          ) : null}
        </>
      }
    >
      {hinweis ? (
        <Note art="warnung" titel="Gespeichert, aber nicht alles ging">
          {hinweis}
        </Note>
      ) : null}
      <Lage s={s} name={name} auftrag={s.fassung > 0 ? s.auftragId : null} />
      <div className="fh-drei">
        <Panel titel="Auf einen Blick" scroll>
          <Angabenblick s={s} />
        </Panel>
        <Panel titel="Termin und Unterlagen" scroll>
          <Terminblick s={s} />
          <Unterlagenblick
            view={view}
            s={s}
            heute={app.heute}
            onErfassen={
              aktionen.some((a) => a.command === 'recordUnterlage')
                ? () => setAktion('recordUnterlage')
                : null
            }
            onZuruecknehmen={
              aktionen.some((a) => a.command === 'recordUnterlage')
                ? (u) => {
                    setPapier(u);
                    setAktion('removeUnterlage');
                  }
                : null
            }
          />
          <Fassungen vorgang={view.id} s={s} verzeichnis={verzeichnis} />
        </Panel>
        <Panel titel="Verlauf" scroll>
          <Verlauf id={view.id} art="bestattung" />
        </Panel>
      </div>
      {aktion === 'termin' ? (
        <TerminDialog
          app={app}
          ziel={{ vorgang: view.id, tag: null, uhrzeit: null, halle: null }}
          onClose={() => setAktion(null)}
        />
      ) : aktion === 'bestaetigung' ? (
        <Bestaetigung
          view={view}
          onClose={() => {
            setAktion(null);
            if (blatt) navigate(`#/friedhof/${view.id}`, true);
          }}
        />
      ) : aktion ? (
        <FallDialog
          app={app}
          aktion={aktion}
          view={view}
          s={s}
          papier={aktion === 'removeUnterlage' ? papier : null}
          onClose={() => setAktion(null)}
          onFassung={setNachher}
        />
      ) : null}
      {nachher ? <Bestaetigung view={nachher} onClose={() => setNachher(null)} /> : null}
    </Vorgangsrahmen>
  );
}

/** What one must know before reading on: stopped work, a contradiction, a crew that does not know. */
function Lage({
  s,
  name,
  auftrag,
}: {
  readonly s: BestattungState;
  readonly name: (p: string) => string;
  readonly auftrag: string | null;
}) {
  const quittung = quittungsanzeige(s, name);
  const beendet = s.status === 'durchgefuehrt' || s.status === 'abgeschlossen';
  return (
    <>
      {s.auftrag.gestoppt ? (
        <Note art="fehler" titel="Arbeit am Grab gestoppt">
          Die Kolonne wartet auf Ihre Entscheidung.{' '}
          {auftrag ? <a href={`#/friedhof/auftrag/${auftrag}`}>Arbeitsauftrag öffnen</a> : null}
        </Note>
      ) : null}
      {s.auftrag.klaerung.length > 0 && s.status !== 'abgeschlossen' ? (
        <Note art="warnung" titel="Bericht der Kolonne klären">
          {s.auftrag.klaerung.join('; ')}{' '}
          {auftrag ? <a href={`#/friedhof/auftrag/${auftrag}`}>Arbeitsauftrag öffnen</a> : null}
        </Note>
      ) : null}
      {nichtInformiert(s).map((x) => (
        <p key={x.kolonne} className="fh-anrufzeile" role="status">
          <PhoneCall size={18} aria-hidden />
          <span>
            <b className="am-strong">Bitte anrufen.</b> {x.name} hat den Auftrag abgegeben und das noch nicht
            quittiert: {x.telefon}
          </span>
        </p>
      ))}
      {beendet || quittung.art === 'keine' ? null : quittung.art === 'anrufen' ? (
        <p className="fh-anrufzeile" role="status">
          <PhoneCall size={18} aria-hidden />
          <span>
            <b className="am-strong">Bitte anrufen.</b>{' '}
            {problemOf({ code: quittung.befund.code, params: quittung.befund.params }, errors).cause}
          </span>
        </p>
      ) : (
        <p className="fh-quittiert">
          <CheckCheck size={18} aria-hidden /> {quittung.text}
        </p>
      )}
    </>
  );
}
