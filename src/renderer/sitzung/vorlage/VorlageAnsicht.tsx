import {
  BadgeCheck,
  CalendarPlus,
  CircleHelp,
  Ellipsis,
  FileLock2,
  PenLine,
  Pencil,
  Printer,
  Reply,
  Route,
  Send,
  Undo2,
  XCircle,
} from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { AppState } from '../../../contract/app.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import {
  errors,
  fehlendeAngaben,
  mitzeichnungsmaengel,
  nextActions,
  umlaufKontext,
  type Vorlage,
} from '../../../domain/sitzung/index.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { tagKurz } from '../../kit/format.ts';
import { PageHeader } from '../../kit/Layout.tsx';
import { Menu, type MenuEintrag } from '../../kit/Menu.tsx';
import { StatusTag, VorlaeufigTag } from '../../kit/Status.tsx';
import { toastProblem } from '../../kit/toasts.ts';
import { navigate } from '../../shell/router.ts';
import type { OffenerDialog } from '../../umlauf/dialoge/offen.ts';
import { Dialogwahl } from '../../umlauf/Dialogwahl.tsx';
import { Laufweg } from '../../umlauf/Laufweg.tsx';
import { umlaufMenue } from '../../umlauf/menue.ts';
import { aktionenOf, allowed, myStep, type UmlaufVorgang } from '../../umlauf/vorgang.ts';
import { execute, sayDone } from '../../vorgang/execute.ts';
import { darf, problemFor } from '../daten.ts';
import { drucke } from '../drucken.ts';
import { GrundDialog } from '../GrundDialog.tsx';
import { AnlageDialog } from './AnlageDialog.tsx';
import { AufTagesordnungDialog } from './AufTagesordnungDialog.tsx';
import { FolgeDialog } from './FolgeDialog.tsx';
import { Mitzeichnungsweg } from './Mitzeichnungsweg.tsx';
import { MitzeichnungDialog } from './MitzeichnungDialog.tsx';
import { Vorlagentext } from './Vorlagentext.tsx';
import { VorlageBlick } from './VorlageBlick.tsx';

interface Props {
  readonly app: AppState;
  readonly view: VorgangView;
  readonly s: Vorlage;
  readonly verzeichnis: Verzeichnis;
  readonly tun: string | null;
}

type Eigener = 'mitzeichnung' | 'folge' | 'zurueckgeben' | 'zurueckziehen' | 'anlage' | 'tagesordnung';

/** Facts left, the text in the middle, the Mitzeichnung right; one primary action. */
export function VorlageAnsicht({ app, view, s, verzeichnis, tun }: Props) {
  const person = app.person?.id ?? '';
  const vorgang: UmlaufVorgang | null = s.umlauf && {
    view,
    umlauf: s.umlauf,
    kontext: umlaufKontext(s),
    verzeichnis,
    person,
    heute: app.heute,
    worum: [`${s.nummer ?? 'Ohne Nummer'} ${view.projection.titel}`, `Fassung ${s.fassungen.length}`],
    errors: [errors],
  };
  const [dialog, setDialog] = useState<OffenerDialog | null>(tun === 'erinnern' ? { art: 'erinnern' } : null);
  const [eigener, setEigener] = useState<Eigener | null>(null);
  const [busy, setBusy] = useState(false);
  const aktionen = nextActions(s, person, verzeichnis, app.heute);
  const hat = (command: string) => view.nurLesen === null && darf(aktionen, command);
  const imUmlauf = s.phase === 'mitzeichnung';
  const mein = vorgang && imUmlauf ? myStep(vorgang) : null;
  const frage = vorgang
    ? (vorgang.umlauf.rueckfragen.find(
        (r) =>
          r.antwort === null &&
          allowed(aktionenOf(vorgang), 'answerRueckfrage').some((a) => a.schritt === r.schritt) &&
          r.von !== person,
      ) ?? null)
    : null;
  const start = aktionen.find((a) => a.command === 'startMitzeichnung');
  const freigabe = aktionen.find((a) => a.command === 'releaseVorlage');

  const release = async () => {
    setBusy(true);
    const answer = await execute(view, { type: 'releaseVorlage' });
    setBusy(false);
    if (answer.ok) sayDone('Die Vorlage ist freigegeben.', answer.value);
    else toastProblem(answer.problem);
  };

  const eintrag = (
    command: string,
    text: string,
    icon: NonNullable<MenuEintrag['icon']>,
    run: () => void,
    gefahr = false,
  ): readonly MenuEintrag[] => (hat(command) ? [{ id: command, text, icon, run, gefahr }] : []);
  const gruppen = [
    {
      eintraege: [
        ...eintrag('saveFassung', 'Bearbeiten …', Pencil, () =>
          navigate(`#/sitzung/vorlage/${view.id}/bearbeiten`),
        ),
        ...eintrag('setBeratungsfolge', 'Beratungsfolge …', Route, () => setEigener('folge')),
        ...eintrag('saveFassung', 'Nichtöffentliche Anlage …', FileLock2, () => setEigener('anlage')).map(
          (e) => ({ ...e, id: 'anlage' }),
        ),
        ...eintrag('returnVorlage', 'Zurückgeben …', Undo2, () => setEigener('zurueckgeben')),
        ...eintrag('withdrawVorlage', 'Zurückziehen …', XCircle, () => setEigener('zurueckziehen'), true),
      ],
    },
    { eintraege: vorgang && imUmlauf ? umlaufMenue(vorgang, setDialog) : [] },
    {
      eintraege: [
        {
          id: 'drucken',
          text: 'Als PDF drucken',
          icon: Printer,
          run: () => void drucke(view.id, 'vorlage'),
        },
      ],
    },
  ];

  return (
    <div className="am-page am-page--voll">
      <PageHeader
        titel={view.projection.titel || 'Ohne Betreff'}
        pfad={[
          { text: 'Vorlagen und Anträge', href: '#/sitzung?ansicht=vorlagen' },
          { text: s.nummer ?? 'noch ohne Nummer' },
        ]}
        zusatz={
          <>
            {mein ? (
              <StatusTag
                stufe="wartet"
                text={`Sie sind dran${mein.faellig ? ` – bis ${tagKurz(mein.faellig, app.heute)}` : ''}`}
              />
            ) : (
              <StatusTag {...view.projection.status} />
            )}
            {s.oeffentlich ? null : <StatusTag stufe="warnung" icon={FileLock2} text="nichtöffentlich" />}
            {view.vorlaeufig ? <VorlaeufigTag /> : null}
          </>
        }
      >
        <Menu name="Weitere Aktionen" gruppen={gruppen} rechts>
          <AriaButton className="am-icon-btn am-icon-btn--line" aria-label="Weitere Aktionen">
            <Ellipsis size={20} aria-hidden />
          </AriaButton>
        </Menu>
        {hat('saveFassung') && !imUmlauf ? (
          <Button icon={Pencil} onClick={() => navigate(`#/sitzung/vorlage/${view.id}/bearbeiten`)}>
            Bearbeiten …
          </Button>
        ) : null}
        {mein && !frage ? (
          <Button icon={CircleHelp} onClick={() => setDialog({ art: 'rueckfrage', schritt: mein.id })}>
            Rückfrage …
          </Button>
        ) : null}
        {frage ? (
          <Button
            art="primary"
            icon={Reply}
            taste="Strg+Enter"
            onClick={() => setDialog({ art: 'antwort', frage: frage.id })}
          >
            Rückfrage beantworten …
          </Button>
        ) : mein ? (
          <Button
            art="primary"
            icon={PenLine}
            taste="Strg+Enter"
            onClick={() => setDialog({ art: 'zeichnen', schritt: mein.id })}
          >
            {mein.art === 'Kenntnisnahme' ? 'Zur Kenntnis nehmen …' : 'Mitzeichnen …'}
          </Button>
        ) : start && view.nurLesen === null && start.grund?.code !== 'sitzung.nicht-berechtigt' ? (
          <Button
            art="primary"
            icon={Send}
            taste="Strg+Enter"
            onClick={() => (start.erlaubt ? setEigener('mitzeichnung') : setEigener('folge'))}
          >
            {start.erlaubt || fehlendeAngaben(s).join() !== 'Beratungsfolge'
              ? 'Mitzeichnung starten …'
              : 'Beratungsfolge festlegen …'}
          </Button>
        ) : freigabe ? (
          <Button
            art="primary"
            icon={BadgeCheck}
            taste="Strg+Enter"
            busy={busy}
            disabled={!freigabe.erlaubt}
            onClick={() => void release()}
          >
            Freigeben
          </Button>
        ) : hat('addTop') ? (
          <Button
            art="primary"
            icon={CalendarPlus}
            taste="Strg+Enter"
            onClick={() => setEigener('tagesordnung')}
          >
            Auf eine Tagesordnung setzen …
          </Button>
        ) : null}
      </PageHeader>
      {view.nurLesen ? <ErrorBox problem={view.nurLesen} /> : null}
      {start?.grund && start.grund.code !== 'sitzung.nicht-berechtigt' ? (
        <Note art="info" titel="Vor der Mitzeichnung fehlt noch etwas">
          {problemFor(start.grund).cause}
        </Note>
      ) : null}
      <Maengel s={s} />
      <div className="am-drei">
        <VorlageBlick view={view} s={s} verzeichnis={verzeichnis} heute={app.heute} />
        <Vorlagentext s={s} verzeichnis={verzeichnis} />
        {vorgang && s.phase !== 'entwurf' ? (
          <Laufweg vorgang={vorgang} meinSchritt={mein?.id ?? null} />
        ) : (
          <Mitzeichnungsweg s={s} verzeichnis={verzeichnis} person={person} heute={app.heute} id={view.id} />
        )}
      </div>
      {vorgang ? <Dialogwahl offen={dialog} vorgang={vorgang} onClose={() => setDialog(null)} /> : null}
      <EigenerDialog
        offen={eigener}
        view={view}
        s={s}
        verzeichnis={verzeichnis}
        person={person}
        heute={app.heute}
        onClose={() => setEigener(null)}
      />
    </div>
  );
}

/** Co-signatures on another version than this one: which station, and what has changed since. */
function Maengel({ s }: { readonly s: Vorlage }) {
  if (!['mitzeichnung', 'mitgezeichnet'].includes(s.phase)) return null;
  const veraltet = mitzeichnungsmaengel(s).filter((m) => m.art === 'veraltet');
  return veraltet.map((m) => (
    <Note key={m.schritt} art="warnung" titel={`${m.station} hat eine frühere Fassung gezeichnet`}>
      Gezeichnet wurde Fassung {m.gezeichneteFassung ?? '?'}. Seither geändert: {m.stelle}
    </Note>
  ));
}

interface EigenerProps {
  readonly offen: Eigener | null;
  readonly view: VorgangView;
  readonly s: Vorlage;
  readonly verzeichnis: Verzeichnis;
  readonly person: string;
  readonly heute: string;
  readonly onClose: () => void;
}

function EigenerDialog({ offen, ...p }: EigenerProps) {
  const { view, onClose } = p;
  switch (offen) {
    case null:
      return null;
    case 'mitzeichnung':
      return <MitzeichnungDialog {...p} />;
    case 'folge':
      return <FolgeDialog {...p} />;
    case 'anlage':
      return <AnlageDialog {...p} />;
    case 'tagesordnung':
      return <AufTagesordnungDialog {...p} />;
    case 'zurueckgeben':
      return (
        <GrundDialog
          titel="Vorlage zurückgeben"
          verb="Zurückgeben"
          icon={Undo2}
          view={view}
          ist="Die Vorlage ist zurückgegeben."
          command={(grund) => ({ type: 'returnVorlage', grund })}
          onClose={onClose}
        />
      );
    case 'zurueckziehen':
      return (
        <GrundDialog
          titel="Vorlage zurückziehen"
          verb="Zurückziehen"
          icon={XCircle}
          gefahr
          view={view}
          ist="Die Vorlage ist zurückgezogen."
          command={(grund) => ({ type: 'withdrawVorlage', grund })}
          onClose={onClose}
        />
      );
  }
}
