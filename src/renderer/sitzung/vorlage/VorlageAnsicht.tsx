import {
  BadgeCheck,
  CalendarPlus,
  FileLock2,
  Pencil,
  Printer,
  Route,
  Send,
  Undo2,
  XCircle,
} from 'lucide-react';
import { useState } from 'react';
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
import type { Schritt } from '../../../domain/umlauf/index.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Boxes.tsx';
import type { MenuEintrag } from '../../kit/Menu.tsx';
import { navigate } from '../../shell/router.ts';
import type { OffenerDialog } from '../../umlauf/dialoge/offen.ts';
import { Dialogwahl } from '../../umlauf/Dialogwahl.tsx';
import { Laufweg } from '../../umlauf/Laufweg.tsx';
import { AmZug, hauptaktion, meinTeilAn, RueckfrageKnopf } from '../../umlauf/MeinTeil.tsx';
import { umlaufMenue } from '../../umlauf/menue.ts';
import type { UmlaufVorgang } from '../../umlauf/vorgang.ts';
import { execute, sayOutcome } from '../../vorgang/execute.ts';
import { Vorgangsrahmen } from '../../vorgang/Vorgangsrahmen.tsx';
import { darf, papierpfad, problemFor } from '../daten.ts';
import { drucke } from '../drucken.ts';
import { NichtoeffentlichTag } from '../Oeffentlichkeit.tsx';
import { Mitzeichnungsweg } from './Mitzeichnungsweg.tsx';
import { Vorlagentext } from './Vorlagentext.tsx';
import { VorlageBlick } from './VorlageBlick.tsx';
import { Vorlagendialog, type OffenerVorlagendialog } from './Vorlagendialog.tsx';

interface Props {
  readonly app: AppState;
  readonly view: VorgangView;
  readonly s: Vorlage;
  readonly verzeichnis: Verzeichnis;
  readonly tun: string | null;
}

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
  const [eigener, setEigener] = useState<OffenerVorlagendialog | null>(null);
  const [busy, setBusy] = useState(false);
  const aktionen = nextActions(s, person, verzeichnis, app.heute);
  const hat = (command: string) => view.nurLesen === null && darf(aktionen, command);
  const imUmlauf = s.phase === 'mitzeichnung';
  const teil = meinTeilAn(vorgang, imUmlauf);
  const mein = teil.schritt;
  const start = aktionen.find((a) => a.command === 'startMitzeichnung');
  const freigabe = aktionen.find((a) => a.command === 'releaseVorlage');

  const release = async () => {
    setBusy(true);
    const answer = await execute(view, { type: 'releaseVorlage' });
    setBusy(false);
    sayOutcome('Die Vorlage ist freigegeben.', answer);
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

  const knoepfe = (
    <>
      {hat('saveFassung') && !imUmlauf ? (
        <Button icon={Pencil} onClick={() => navigate(`#/sitzung/vorlage/${view.id}/bearbeiten`)}>
          Bearbeiten …
        </Button>
      ) : null}
      <RueckfrageKnopf teil={teil} open={setDialog} />
      {teil.frage || mein ? (
        hauptaktion(teil, verbOf, setDialog)
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
    </>
  );

  return (
    <Vorgangsrahmen
      view={view}
      titel={view.projection.titel || 'Ohne Betreff'}
      pfad={papierpfad(s.nummer)}
      stand={mein ? <AmZug faellig={mein.faellig} heute={app.heute} /> : undefined}
      marken={s.oeffentlich ? null : <NichtoeffentlichTag />}
      menue={gruppen}
      aktionen={knoepfe}
    >
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
      <Vorlagendialog
        offen={eigener}
        view={view}
        s={s}
        verzeichnis={verzeichnis}
        person={person}
        heute={app.heute}
        onClose={() => setEigener(null)}
      />
    </Vorgangsrahmen>
  );
}

const verbOf = (schritt: Schritt): string =>
  schritt.art === 'Kenntnisnahme' ? 'Zur Kenntnis nehmen …' : 'Mitzeichnen …';

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
