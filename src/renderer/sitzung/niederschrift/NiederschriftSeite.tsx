import { FilePen, FilePlus2, Pencil, Printer, Undo2 } from 'lucide-react';
import { FileQuestion } from 'lucide-react';
import { useState } from 'react';
import type { AppState } from '../../../contract/app.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import { tagOf } from '../../../domain/shared/dates.ts';
import { offeneUnterschriften, type Niederschrift } from '../../../domain/sitzung/index.ts';
import type { PageProps } from '../../faecher.ts';
import { Button } from '../../kit/Button.tsx';
import { EmptyState, ErrorBox, Note } from '../../kit/Boxes.tsx';
import { tagLang } from '../../kit/format.ts';
import { DescriptionList, Panel } from '../../kit/Layout.tsx';
import { Dokument } from '../../unterschriften/Dokument.tsx';
import { Tabs } from '../../kit/Tabs.tsx';
import { navigate } from '../../shell/router.ts';
import { Verlauf } from '../../vorgang/Verlauf.tsx';
import { Vorgangsrahmen } from '../../vorgang/Vorgangsrahmen.tsx';
import { aktionenFuer, darf, personName, useVerzeichnis, useVorgang } from '../daten.ts';
import { drucke } from '../drucken.ts';
import { GrundDialog } from '../../vorgang/GrundDialog.tsx';
import { NichtoeffentlichTag } from '../Oeffentlichkeit.tsx';
import { BerichtigungDialog } from './BerichtigungDialog.tsx';
import { AuszugDialog } from './AuszugDialog.tsx';
import { NiederschriftText } from './NiederschriftText.tsx';
import { PapierDialog } from './PapierDialog.tsx';
import { Unterschriften } from './Unterschriften.tsx';
import { nachpruefknopf, papierknopf, unterschreibeknopf, vorlegeknopf } from './Unterschriftsknoepfe.tsx';
import { useUnterschriftslauf } from './Unterschriftslauf.tsx';

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
type Offen = 'papier' | 'oeffnen' | 'auszug' | 'berichtigung' | null;

/** Minutes or an extract: the draft as text, then the PDF that is signed. */
function Ansicht({ app, view, s, verzeichnis }: Props) {
  const [offen, setOffen] = useState<Offen>(null);
  const [reiter, setReiter] = useState('unterschriften');
  const aktionen = aktionenFuer(app, view, s, verzeichnis);
  const meine = aktionen.find((a) => a.command === 'signNiederschrift' && a.erlaubt)?.bezug ?? null;
  const was = s.form === 'auszug' ? 'Auszug' : 'Niederschrift';
  const lauf = useUnterschriftslauf(view, s.dokument, was, [
    view.projection.titel,
    `${view.projection.untertitel}, ${s.inhalt.punkte.length} Punkte`,
  ]);
  return (
    <Vorgangsrahmen
      view={view}
      titel={view.projection.titel}
      pfad={[
        { text: 'Niederschriften', href: '#/sitzung?ansicht=niederschriften' },
        { text: view.projection.untertitel },
      ]}
      marken={s.teil === 'nichtoeffentlich' ? <NichtoeffentlichTag /> : null}
      aktionen={
        <>
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
          {darf(aktionen, 'recheckUnterschriften') ? nachpruefknopf(lauf) : null}
          {darf(aktionen, 'addTop') ? (
            <Button icon={FilePen} onClick={() => setOffen('berichtigung')}>
              Berichtigung beschließen lassen …
            </Button>
          ) : null}
          {darf(aktionen, 'recordPapierunterschrift') ? papierknopf(() => setOffen('papier')) : null}
          {meine ? (
            unterschreibeknopf(lauf, meine)
          ) : darf(aktionen, 'presentNiederschrift') ? (
            vorlegeknopf(lauf)
          ) : darf(aktionen, 'createAuszug') ? (
            <Button art="primary" icon={FilePlus2} onClick={() => setOffen('auszug')}>
              Auszug anlegen …
            </Button>
          ) : null}
        </>
      }
    >
      {lauf.problem ? <ErrorBox problem={lauf.problem} /> : null}
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
      {s.berichtigungen.map((b) => (
        <Note key={b.sitzung} art="warnung" titel="Durch Beschluss berichtigt">
          {b.text} <a href={`#/sitzung/termin/${b.sitzung}`}>Zur Sitzung vom {tagLang(tagOf(b.am))}</a>
        </Note>
      ))}
      <div className="am-zweidrittel">
        {s.dokument ? (
          <Dokument sha256={s.dokument} titel={`${was} vom ${tagLang(s.sitzungstag)}`} />
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
                inhalt: <Unterschriften s={s} vorgang={view.id} verzeichnis={verzeichnis} />,
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
      {lauf.dialog}
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
      {offen === 'berichtigung' ? (
        <BerichtigungDialog view={view} s={s} heute={app.heute} onClose={() => setOffen(null)} />
      ) : null}
      {offen === 'auszug' ? (
        <AuszugDialog view={view} s={s} verzeichnis={verzeichnis} onClose={() => setOffen(null)} />
      ) : null}
    </Vorgangsrahmen>
  );
}
