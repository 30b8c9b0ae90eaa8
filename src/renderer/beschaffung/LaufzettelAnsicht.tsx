import { Archive, FilePlus2, Pencil, Printer, Send, XCircle } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState, type RefObject } from 'react';
import type { AppState } from '../../contract/app.ts';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import {
  describeStatus,
  kontextWithChecks,
  errors,
  PHASEN,
  PHASEN_NAMEN,
} from '../../domain/beschaffung/index.ts';
import { isEditable, type Laufzettel } from '../../domain/beschaffung/state.ts';
import type { Schritt } from '../../domain/umlauf/index.ts';
import { Button } from '../kit/Button.tsx';
import { Note } from '../kit/Boxes.tsx';
import type { MenuEintrag } from '../kit/Menu.tsx';
import { StatusTag, STATUS_ICON } from '../kit/Status.tsx';
import { navigate } from '../shell/router.ts';
import type { OffenerDialog } from '../umlauf/dialoge/offen.ts';
import { Dialogwahl } from '../umlauf/Dialogwahl.tsx';
import { Laufweg } from '../umlauf/Laufweg.tsx';
import { AmZug, hauptaktion, meinTeilAn, RueckfrageKnopf } from '../umlauf/MeinTeil.tsx';
import { umlaufMenue } from '../umlauf/menue.ts';
import { aktionenOf, allowed, type UmlaufVorgang } from '../umlauf/vorgang.ts';
import { checkBearbeiter } from '../../domain/beschaffung/decide/entwurf.ts';
import { holdAction } from '../kit/toasts.ts';
import { execute, sayOutcome } from '../vorgang/execute.ts';
import { Vorgangsrahmen } from '../vorgang/Vorgangsrahmen.tsx';
import { AufEinenBlick } from './AufEinenBlick.tsx';
import { Dokumentansicht } from './Dokumentansicht.tsx';
import { closeWithProtokoll } from './drucken.ts';
import { EntwurfZurueckziehen } from './EntwurfZurueckziehen.tsx';
import type { Fakten } from './fakten.ts';
import { Laufwegvorschau } from './Laufwegvorschau.tsx';
import { mittelFelder, worum } from './worum.ts';

const SendenDialog = lazy(() => import('./SendenDialog.tsx').then((m) => ({ default: m.SendenDialog })));

interface Props {
  readonly app: AppState;
  readonly view: VorgangView;
  readonly s: Laufzettel;
  readonly fakten: Fakten;
  /** what the link asks for: `erinnern` */
  readonly tun: string | null;
}

/** Facts on the left, the document in the middle, the route on the right; one primary action. */
export function LaufzettelAnsicht({ app, view, s, fakten, tun }: Props) {
  const vorgang: UmlaufVorgang | null = s.umlauf && {
    view,
    umlauf: s.umlauf,
    kontext: kontextWithChecks(s, fakten.facts),
    verzeichnis: fakten.verzeichnis,
    person: app.person?.id ?? '',
    heute: app.heute,
    worum: worum(s),
    errors: [errors],
    zusatz: (schritt) => mittelFelder(s, schritt),
  };
  const [dialog, setDialog] = useState<OffenerDialog | null>(tun === 'erinnern' ? { art: 'erinnern' } : null);
  const [senden, setSenden] = useState<{ readonly warnung: Problem | null } | null>(null);
  const da = useDa();
  const [zurueckziehen, setZurueckziehen] = useState(false);
  const [dokument, setDokument] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const meiner = checkBearbeiter(s, fakten.facts, fakten.verzeichnis) === null && view.nurLesen === null;
  const editable = isEditable(s) && meiner;
  const teil = meinTeilAn(vorgang, s.status === 'imUmlauf');
  const mein = teil.schritt;

  // nothing changes after that, so there are ten seconds to think again
  const close = () => {
    setBusy(true);
    holdAction(
      'Der Laufzettel wird zu den Akten genommen.',
      async () => {
        sayOutcome('Der Laufzettel ist zu den Akten genommen.', await closeWithProtokoll(view));
        setBusy(false);
      },
      () => setBusy(false),
    );
  };
  const next = PHASEN[PHASEN.indexOf(s.phase) + 1];
  const fertig = s.status === 'gezeichnet' && meiner;
  // a direct order is done with its one part; any other purchase goes on to the award
  const weiter = fertig && next && s.angaben.vergabeart !== 'direktauftrag' ? next : null;
  const beginNext = async () => {
    if (!next) return;
    const answer = await execute(view, { type: 'beginTeil', phase: next } as never);
    sayOutcome(`Teil „${PHASEN_NAMEN[next]}“ begonnen.`, answer);
  };

  const eigene: MenuEintrag[] = [
    ...(editable
      ? [
          {
            id: 'bearbeiten',
            text: 'Angaben bearbeiten …',
            icon: Pencil,
            run: () => navigate(`#/beschaffung/${view.id}/bearbeiten`),
          },
          {
            id: 'zurueckziehen',
            text: 'Laufzettel zurückziehen …',
            icon: XCircle,
            gefahr: true,
            run: () => setZurueckziehen(true),
          },
        ]
      : []),
    ...(fertig && next && !weiter
      ? [
          {
            id: 'teil',
            text: `Teil „${PHASEN_NAMEN[next]}“ beginnen`,
            icon: FilePlus2,
            run: () => void beginNext(),
          },
        ]
      : []),
  ];
  const gruppen = [
    { eintraege: eigene },
    { eintraege: vorgang && !editable ? umlaufMenue(vorgang, setDialog) : [] },
    { eintraege: [{ id: 'drucken', text: 'Ansicht drucken', icon: Printer, run: () => window.print() }] },
  ];

  const aktionen = (
    <>
      {editable ? (
        <Button icon={Pencil} onClick={() => navigate(`#/beschaffung/${view.id}/bearbeiten`)}>
          Bearbeiten …
        </Button>
      ) : null}
      <RueckfrageKnopf teil={teil} open={setDialog} />
      {s.status === 'angehalten' && vorgang && allowed(aktionenOf(vorgang), 'returnUmlauf').length > 0 ? (
        <Button art="primary" onClick={() => setDialog({ art: 'zurueckgeben' })}>
          Zurückgeben …
        </Button>
      ) : teil.frage || mein ? (
        hauptaktion(teil, verbOf, setDialog)
      ) : editable ? (
        <Button art="primary" icon={Send} taste="Strg+Enter" onClick={() => setSenden({ warnung: null })}>
          In den Umlauf geben …
        </Button>
      ) : fertig ? (
        <>
          <Button art={weiter ? 'secondary' : 'primary'} icon={Archive} busy={busy} onClick={close}>
            Zu den Akten nehmen
          </Button>
          {weiter ? (
            <Button art="primary" icon={FilePlus2} onClick={() => void beginNext()}>
              Teil „{PHASEN_NAMEN[weiter]}“ beginnen
            </Button>
          ) : null}
        </>
      ) : null}
    </>
  );

  return (
    <Vorgangsrahmen
      view={view}
      titel={s.angaben.titel || 'Ohne Gegenstand'}
      pfad={[{ text: 'Laufzettel', href: '#/beschaffung' }, { text: s.nummer ?? 'noch ohne Nummer' }]}
      stand={
        mein ? <AmZug faellig={mein.faellig ?? view.projection.faellig} heute={app.heute} /> : <Stand s={s} />
      }
      menue={gruppen}
      aktionen={aktionen}
    >
      <Hinweise s={s} vorgang={vorgang} />
      <div className="am-drei">
        <AufEinenBlick
          view={view}
          s={s}
          fakten={fakten}
          editable={editable}
          gewaehlt={dokument}
          onDokument={setDokument}
        />
        <Dokumentansicht view={view} s={s} editable={editable} gewaehlt={dokument} onWahl={setDokument} />
        {vorgang ? (
          <Laufweg vorgang={vorgang} meinSchritt={mein?.id ?? null} />
        ) : (
          <Laufwegvorschau s={s} fakten={fakten} heute={app.heute} />
        )}
      </div>
      {vorgang ? <Dialogwahl offen={dialog} vorgang={vorgang} onClose={() => setDialog(null)} /> : null}
      {zurueckziehen ? <EntwurfZurueckziehen view={view} onClose={() => setZurueckziehen(false)} /> : null}
      <Suspense fallback={null}>
        {senden ? (
          <SendenDialog
            view={view}
            s={s}
            fakten={fakten}
            heute={app.heute}
            warnung={senden.warnung}
            onWarnung={(warnung) => {
              if (da.current) setSenden({ warnung });
              return da.current;
            }}
            onClose={() => setSenden(null)}
          />
        ) : null}
      </Suspense>
    </Vorgangsrahmen>
  );
}

/** Is this screen still there? For what is answered after it may have been left. */
function useDa(): RefObject<boolean> {
  const da = useRef(true);
  useEffect(() => {
    da.current = true;
    return () => void (da.current = false);
  }, []);
  return da;
}

const verbOf = (schritt: Schritt): string =>
  schritt.zeichnung === 'ohne' ? 'Zur Kenntnis nehmen …' : 'Zeichnen …';

function Stand({ s }: { readonly s: Laufzettel }) {
  return (
    <StatusTag
      {...describeStatus(s)}
      {...(s.status === 'zurueckgegeben' ? { icon: STATUS_ICON.rueckfrage } : {})}
    />
  );
}

/** What one must know before reading on: halted, returned, an open question. */
function Hinweise({ s, vorgang }: { readonly s: Laufzettel; readonly vorgang: UmlaufVorgang | null }) {
  if (!vorgang) return null;
  const { umlauf: u } = vorgang;
  if (s.status === 'angehalten') {
    const halt = u.schritte.find((x) => x.id === u.angehaltenDurch);
    const z = halt?.zeichnungen.at(-1);
    return (
      <Note art="warnung" titel={`Angehalten: ${halt?.bezeichnung ?? ''}`}>
        {z ? `${z.name}: ${z.entscheidungText}. „${z.bemerkung}“` : null} Jetzt kann an einen Schritt
        zurückgegeben oder der Umlauf zurückgezogen werden.
      </Note>
    );
  }
  if (s.status === 'zurueckgegeben') {
    const r = u.rueckgaben.at(-1);
    return (
      <Note art="warnung" titel={`Zurückgegeben von ${r?.name ?? ''}`}>
        „{r?.grund}“ Ändern Sie, was nötig ist, und geben Sie den Laufzettel erneut in den Umlauf.
      </Note>
    );
  }
  return null;
}
