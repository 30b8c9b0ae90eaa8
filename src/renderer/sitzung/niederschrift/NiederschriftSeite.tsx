import { BookCheck, FilePlus2, Pencil, PenLine, Printer, Stamp, Undo2 } from 'lucide-react';
import { FileQuestion } from 'lucide-react';
import { useState } from 'react';
import type { AppState } from '../../../contract/app.ts';
import type { Problem } from '../../../contract/channel.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import { nextActions, offeneUnterschriften, type Niederschrift } from '../../../domain/sitzung/index.ts';
import { call } from '../../bridge.ts';
import type { PageProps } from '../../faecher.ts';
import { Button } from '../../kit/Button.tsx';
import { EmptyState, ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Checkbox, Select } from '../../kit/Field.tsx';
import { tagLang } from '../../kit/format.ts';
import { DescriptionList, PageHeader, Panel } from '../../kit/Layout.tsx';
import { PdfView } from '../../kit/PdfView.tsx';
import { StatusTag, VorlaeufigTag } from '../../kit/Status.tsx';
import { Tabs } from '../../kit/Tabs.tsx';
import { blobUrl } from '../../kit/upload.ts';
import { refreshAll } from '../../shell/query.ts';
import { navigate } from '../../shell/router.ts';
import { BefehlDialog } from '../../umlauf/BefehlDialog.tsx';
import { Verlauf } from '../../vorgang/Verlauf.tsx';
import { newId, sayDone } from '../../vorgang/execute.ts';
import { darf, personName, useVerzeichnis, useVorgang } from '../daten.ts';
import { drucke } from '../drucken.ts';
import { GrundDialog } from '../GrundDialog.tsx';
import { NiederschriftText } from './NiederschriftText.tsx';
import { PapierDialog } from './PapierDialog.tsx';
import { Unterschriften } from './Unterschriften.tsx';
import { UnterschreibenDialog } from './UnterschreibenDialog.tsx';

export default function NiederschriftSeite({ app, id }: PageProps & { readonly id: string }) {
  const { view, s, problem } = useVorgang<Niederschrift>(id);
  const verzeichnis = useVerzeichnis();
  if (problem && !view)
    return (
      <EmptyState icon={FileQuestion} titel="Diese Niederschrift sehen Sie nicht">
        <p>
          Bis zur Unterzeichnung lesen sie nur Ratsbüro, Vorsitz und Schriftführung.{' '}
          <a href="#/sitzung?ansicht=niederschriften">Zur Liste</a>
        </p>
      </EmptyState>
    );
  if (!view || !s || !verzeichnis) return <div className="am-page" aria-busy="true" />;
  return <Ansicht app={app} view={view} s={s} verzeichnis={verzeichnis} />;
}

interface Props {
  readonly app: AppState;
  readonly view: VorgangView;
  readonly s: Niederschrift;
  readonly verzeichnis: Verzeichnis;
}
type Offen = 'papier' | 'oeffnen' | 'auszug' | null;

/** Minutes or an extract: the draft as text, then the PDF that is signed. */
function Ansicht({ app, view, s, verzeichnis }: Props) {
  const [offen, setOffen] = useState<Offen>(null);
  // what was on the screen when the dialog opened; it stays until its result has been read
  const [auftrag, setAuftrag] = useState<{ readonly rolle: string; readonly dokument: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [reiter, setReiter] = useState('unterschriften');
  const ich = app.person?.id ?? '';
  const aktionen = nextActions(s, ich, verzeichnis, app.heute);
  const meine = aktionen.find((a) => a.command === 'signNiederschrift' && a.erlaubt)?.bezug ?? null;
  const was = s.form === 'auszug' ? 'Auszug' : 'Niederschrift';
  const present = async () => {
    setBusy(true);
    const answer = await call('sitzung.vorlegen', { vorgang: view.id, baseRevision: view.revision });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(null);
    refreshAll();
    sayDone(`${was} zur Unterschrift vorgelegt.`, answer.value);
  };
  return (
    <div className="am-page am-page--voll">
      <PageHeader
        titel={view.projection.titel}
        pfad={[
          { text: 'Niederschriften', href: '#/sitzung?ansicht=niederschriften' },
          { text: view.projection.untertitel },
        ]}
        zusatz={
          <>
            <StatusTag {...view.projection.status} />
            {s.teil === 'nichtoeffentlich' ? <StatusTag stufe="warnung" text="nichtöffentlich" /> : null}
            {view.vorlaeufig ? <VorlaeufigTag /> : null}
          </>
        }
      >
        <Button art="tertiary" icon={Printer} onClick={() => void drucke(view.id, 'entwurf')}>
          Drucken
        </Button>
        {darf(aktionen, 'reopenNiederschrift') ? (
          <Button icon={Undo2} onClick={() => setOffen('oeffnen')}>
            Wieder öffnen …
          </Button>
        ) : null}
        {darf(aktionen, 'saveNiederschrift') ? (
          <Button icon={Pencil} onClick={() => navigate(`#/sitzung/niederschrift/${view.id}/bearbeiten`)}>
            Bearbeiten …
          </Button>
        ) : null}
        {darf(aktionen, 'recordPapierunterschrift') ? (
          <Button icon={Stamp} onClick={() => setOffen('papier')}>
            Papierunterschrift …
          </Button>
        ) : null}
        {meine ? (
          <Button
            art="primary"
            icon={PenLine}
            taste="Strg+Enter"
            onClick={() => (s.dokument ? setAuftrag({ rolle: meine, dokument: s.dokument }) : undefined)}
          >
            Unterschreiben …
          </Button>
        ) : darf(aktionen, 'presentNiederschrift') ? (
          <Button
            art="primary"
            icon={BookCheck}
            taste="Strg+Enter"
            busy={busy}
            onClick={() => void present()}
          >
            Zur Unterschrift vorlegen
          </Button>
        ) : darf(aktionen, 'createAuszug') ? (
          <Button art="primary" icon={FilePlus2} onClick={() => setOffen('auszug')}>
            Auszug anlegen …
          </Button>
        ) : null}
      </PageHeader>
      {problem ? <ErrorBox problem={problem} /> : null}
      {s.phase === 'uebung' ? (
        <Note art="warnung" titel="Zur Übung unterzeichnet">
          Mit Übungszertifikaten entsteht keine Urkunde. Verlangt ist: {s.regel?.norm ?? 'siehe Regel'}.
        </Note>
      ) : null}
      {s.phase === 'unterzeichnet' ? (
        <Note art="gut" titel="Unterzeichnet">
          Die Niederschrift kann nicht mehr geändert werden; das Gremium kann in der nächsten Sitzung eine
          Berichtigung beschließen.
        </Note>
      ) : null}
      <div className="am-zweidrittel am-termin-seite">
        {s.dokument ? (
          <PdfView url={blobUrl(s.dokument)} titel={`${was} vom ${tagLang(s.sitzungstag)}`} />
        ) : (
          <Panel titel="Entwurf" scroll>
            <NiederschriftText inhalt={s.inhalt} />
          </Panel>
        )}
        <Panel titel="Auf einen Blick" buendig scroll>
          <Tabs
            name="Einzelheiten"
            value={reiter}
            onChange={setReiter}
            reiter={[
              {
                id: 'unterschriften',
                text: 'Unterschriften',
                inhalt: <Unterschriften s={s} verzeichnis={verzeichnis} />,
              },
              {
                id: 'angaben',
                text: 'Angaben',
                inhalt: (
                  <DescriptionList
                    angaben={[
                      [
                        'Sitzung',
                        <a key="s" href={`#/sitzung/termin/${s.sitzung}`}>
                          {s.gremiumName}
                        </a>,
                      ],
                      ['Tag', tagLang(s.sitzungstag)],
                      ['Leitung', personName(verzeichnis, s.leitung)],
                      ['Schriftführung', personName(verzeichnis, s.schriftfuehrung)],
                      [
                        'Regel',
                        s.regel ? `${s.regel.norm}${s.regel.geprueft ? '' : ' (nicht geprüft)'}` : null,
                      ],
                      [
                        'Auszug aus',
                        s.quelle ? <a href={`#/sitzung/niederschrift/${s.quelle}`}>Niederschrift</a> : null,
                      ],
                      ...s.berichtigungen.map((b, i) => [`Berichtigung ${i + 1}`, b.text] as const),
                    ]}
                  />
                ),
              },
              { id: 'verlauf', text: 'Verlauf', inhalt: <Verlauf id={view.id} art={view.art} /> },
            ]}
          />
        </Panel>
      </div>
      {auftrag ? (
        <UnterschreibenDialog
          view={view}
          rolle={auftrag.rolle}
          dokument={auftrag.dokument}
          worum={[view.projection.titel, `${view.projection.untertitel}, ${s.inhalt.punkte.length} Punkte`]}
          onClose={() => setAuftrag(null)}
        />
      ) : null}
      {offen === 'papier' ? (
        <PapierDialog
          view={view}
          rolle="vorsitz"
          personen={[{ id: s.leitung, name: personName(verzeichnis, s.leitung) }]}
          onClose={() => setOffen(null)}
        />
      ) : null}
      {offen === 'oeffnen' ? (
        <GrundDialog
          titel="Niederschrift wieder öffnen"
          verb="Wieder öffnen"
          icon={Undo2}
          gefahr
          view={view}
          ist="Die Niederschrift ist wieder ein Entwurf."
          command={(grund) => ({ type: 'reopenNiederschrift', grund })}
          onClose={() => setOffen(null)}
        >
          <Note art="warnung">
            {offeneUnterschriften(s).length === (s.regel?.rollen.length ?? 0)
              ? 'Es hat noch niemand unterschrieben.'
              : 'Geleistete Unterschriften gelten dann nicht mehr; sie bleiben im Verlauf sichtbar.'}
          </Note>
        </GrundDialog>
      ) : null}
      {offen === 'auszug' ? (
        <AuszugDialog view={view} s={s} verzeichnis={verzeichnis} onClose={() => setOffen(null)} />
      ) : null}
    </div>
  );
}

function AuszugDialog(p: {
  readonly view: VorgangView;
  readonly s: Niederschrift;
  readonly verzeichnis: Verzeichnis;
  readonly onClose: () => void;
}) {
  const [id, setId] = useState('');
  const [tops, setTops] = useState<readonly string[]>([]);
  const [stelle, setStelle] = useState('');
  if (id === '') void newId().then((got) => (typeof got === 'string' ? setId(got) : undefined));
  return (
    <BefehlDialog
      titel="Auszug anlegen"
      verb="Auszug anlegen"
      icon={FilePlus2}
      key={id}
      view={{ ...p.view, id, revision: 0 }}
      ist="Der Auszug ist angelegt."
      onClose={p.onClose}
      onDone={() => navigate(`#/sitzung/niederschrift/${id}`)}
      build={() =>
        tops.length === 0 || stelle === '' || id === ''
          ? null
          : ({ type: 'createAuszug', niederschrift: p.view.id, tops, empfaenger: stelle } as never)
      }
    >
      {(versucht) => (
        <>
          <fieldset className="am-fieldset am-stack-s">
            <legend className="am-legend">Punkte</legend>
            {p.s.inhalt.punkte.map((x) => (
              <Checkbox
                key={x.top}
                checked={tops.includes(x.top)}
                onChange={(an) => setTops(an ? [...tops, x.top] : tops.filter((t) => t !== x.top))}
              >
                {x.nummer} {x.titel}
              </Checkbox>
            ))}
            {versucht && tops.length === 0 ? (
              <p className="kern-error">Wählen Sie mindestens einen Punkt.</p>
            ) : null}
          </fieldset>
          <Select
            label="Für welche Stelle"
            leer="bitte wählen"
            value={stelle}
            onChange={setStelle}
            optionen={p.verzeichnis.einheiten.map((e) => ({ wert: e.id, text: `${e.kuerzel} ${e.name}` }))}
            error={versucht && stelle === '' ? 'Wählen Sie, wer den Auszug erhält.' : null}
          />
        </>
      )}
    </BefehlDialog>
  );
}
