import {
  CalendarClock,
  CalendarPlus,
  FilePlus2,
  Gavel,
  Mail,
  Megaphone,
  Play,
  Plus,
  Printer,
  ScrollText,
  Siren,
  XCircle,
} from 'lucide-react';
import { useState } from 'react';
import type { AppState } from '../../../contract/app.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import { tagOf } from '../../../domain/shared/dates.ts';
import {
  letzterLadungstag,
  nextActions,
  regelnAm,
  type Gremium,
  type NichtoeffentlicheSitzung,
  type Sitzung,
} from '../../../domain/sitzung/index.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Boxes.tsx';
import { tagLang, zeitLang } from '../../kit/format.ts';
import { DescriptionList, Panel } from '../../kit/Layout.tsx';
import type { MenuEintrag } from '../../kit/Menu.tsx';
import { Tabs } from '../../kit/Tabs.tsx';
import { toastProblem } from '../../kit/toasts.ts';
import { formatRoute, navigate } from '../../shell/router.ts';
import { Verlauf } from '../../vorgang/Verlauf.tsx';
import { execute, newId, sayOutcome } from '../../vorgang/execute.ts';
import { Vorgangsrahmen } from '../../vorgang/Vorgangsrahmen.tsx';
import { darf, personName, warnungText } from '../daten.ts';
import { drucke } from '../drucken.ts';
import { GrundDialog } from '../GrundDialog.tsx';
import { FORM } from '../texte.ts';
import { Bekanntmachen, Einladen, Nachtragen, TerminAendern } from './Ladungsdialoge.tsx';
import { EroeffnenDialog } from './EroeffnenDialog.tsx';
import { Fristrechnung } from './Fristrechnung.tsx';
import { SitzungAnlegen } from './SitzungAnlegen.tsx';
import { Pakete } from './Pakete.tsx';
import { Tagesordnung } from './Tagesordnung.tsx';
import { TopDialog, type Topvorgabe } from './TopDialog.tsx';
import { Versand } from './Versand.tsx';
import { Vorrat } from './Vorrat.tsx';

export interface TerminProps {
  readonly app: AppState;
  readonly view: VorgangView;
  readonly s: Sitzung;
  readonly gremium: Gremium;
  readonly noe: { readonly view: VorgangView; readonly s: NichtoeffentlicheSitzung } | null;
  readonly verzeichnis: Verzeichnis;
}

type Offen =
  | {
      readonly art:
        'einladen' | 'nachtrag' | 'bekanntmachen' | 'aendern' | 'absagen' | 'eroeffnen' | 'zweite';
    }
  | { readonly art: 'top'; readonly vorgabe: Topvorgabe | null };

/** A session while it is prepared and after it was held. */
export function TerminAnsicht(p: TerminProps & { readonly reiter: string }) {
  const { app, view, s, gremium, noe, verzeichnis } = p;
  const [offen, setOffen] = useState<Offen | null>(null);
  const [busy, setBusy] = useState(false);
  const aktionen = nextActions(s, app.person?.id ?? '', verzeichnis, app.heute);
  const hat = (command: string) => view.nurLesen === null && darf(aktionen, command);
  const run = async (command: { readonly type: string }, ist: string) => {
    setBusy(true);
    const answer = await execute(view, command);
    setBusy(false);
    sayOutcome(ist, answer);
  };
  const entwerfen = async (teil: 'oeffentlich' | 'nichtoeffentlich') => {
    const id = await newId();
    if (typeof id !== 'string') return toastProblem(id);
    setBusy(true);
    const answer = await execute({ art: 'niederschrift', id, revision: 0 }, {
      type: 'createNiederschrift',
      sitzung: view.id,
      gremium: s.gremium,
      teil,
      nichtoeffentlicheSitzung: teil === 'nichtoeffentlich' ? s.nichtoeffentlicheSitzung : null,
    } as never);
    setBusy(false);
    if (sayOutcome('Die Niederschrift ist entworfen.', answer)) navigate(`#/sitzung/niederschrift/${id}`);
  };
  const eintrag = (
    command: string,
    text: string,
    icon: NonNullable<MenuEintrag['icon']>,
    tun: () => void,
    gefahr = false,
  ): readonly MenuEintrag[] =>
    hat(command) ? [{ id: `${command} ${text}`, text, icon, run: tun, gefahr }] : [];

  const gruppen = [
    {
      eintraege: [
        ...eintrag('changeSitzung', 'Termin ändern …', CalendarClock, () => setOffen({ art: 'aendern' })),
        ...(s.phase === 'eingeladen'
          ? eintrag('addTop', 'Nachtrag aufnehmen …', Siren, () => setOffen({ art: 'top', vorgabe: null }))
          : []),
        ...eintrag('publishBekanntmachung', 'Bekannt machen …', Megaphone, () =>
          setOffen({ art: 'bekanntmachen' }),
        ),
        ...eintrag(
          'createNiederschrift',
          'Öffentliche Niederschrift entwerfen',
          ScrollText,
          () => void entwerfen('oeffentlich'),
        ),
        ...(noe && noe.s.punkte.length > 0
          ? eintrag(
              'createNiederschrift',
              'Nichtöffentliche Niederschrift entwerfen',
              ScrollText,
              () => void entwerfen('nichtoeffentlich'),
            )
          : []),
        ...(s.feststellungen.some((f) => f.ergebnis === 'beschlussunfaehig')
          ? eintrag('createNiederschrift', 'Zweite Sitzung anlegen …', CalendarPlus, () =>
              setOffen({ art: 'zweite' }),
            )
          : []),
        ...eintrag('cancelSitzung', 'Absagen …', XCircle, () => setOffen({ art: 'absagen' }), true),
      ],
    },
    {
      titel: 'Drucken',
      eintraege: [
        {
          id: 'd1',
          text: 'Einladung (neutrale Titel)',
          icon: Printer,
          run: () => void drucke(view.id, 'einladung'),
        },
        ...(noe
          ? [
              {
                id: 'd2',
                text: 'Einladung für Mitglieder (vertraulich)',
                icon: Printer,
                run: () => void drucke(noe.view.id, 'einladung'),
              },
            ]
          : []),
        {
          id: 'd3',
          text: 'Bekanntmachung',
          icon: Printer,
          run: () => void drucke(view.id, 'bekanntmachung'),
        },
      ],
    },
  ];

  return (
    <Vorgangsrahmen
      view={view}
      titel={`${s.gremiumName}, ${tagLang(tagOf(s.beginn))}`}
      pfad={[{ text: 'Sitzungen', href: '#/sitzung' }, { text: s.titel }]}
      menue={gruppen}
      aktionen={
        <>
          {s.phase === 'planung' && hat('addTop') ? (
            <Button icon={Plus} taste="Alt+N" onClick={() => setOffen({ art: 'top', vorgabe: null })}>
              Punkt aufnehmen …
            </Button>
          ) : null}
          {hat('sendNachtrag') ? (
            <Button icon={Mail} onClick={() => setOffen({ art: 'nachtrag' })}>
              Nachtrag versenden …
            </Button>
          ) : null}
          {s.phase === 'laufend' ? (
            <Button art="primary" icon={Gavel} onClick={() => navigate(`#/sitzung/termin/${view.id}/live`)}>
              Zur laufenden Sitzung
            </Button>
          ) : hat('sendEinladung') ? (
            <Button
              art="primary"
              icon={Mail}
              taste="Strg+Enter"
              onClick={() => setOffen({ art: 'einladen' })}
            >
              Einladung versenden …
            </Button>
          ) : hat('startSitzung') ? (
            <Button
              art="primary"
              icon={Play}
              taste="Strg+Enter"
              onClick={() => setOffen({ art: 'eroeffnen' })}
            >
              Sitzung eröffnen …
            </Button>
          ) : hat('closeSitzung') ? (
            <>
              <Button onClick={() => navigate(`#/sitzung/termin/${view.id}/live`)}>Protokoll ergänzen</Button>
              <Button
                art="primary"
                icon={Gavel}
                busy={busy}
                onClick={() => void run({ type: 'closeSitzung' }, 'Das Protokoll ist abgeschlossen.')}
              >
                Protokoll abschließen
              </Button>
            </>
          ) : hat('createNiederschrift') ? (
            <Button art="primary" icon={FilePlus2} busy={busy} onClick={() => void entwerfen('oeffentlich')}>
              Niederschrift entwerfen
            </Button>
          ) : null}
        </>
      }
    >
      {s.phase === 'abgesagt' ? (
        <Note art="warnung" titel="Abgesagt">
          {s.absagegrund}
        </Note>
      ) : null}
      {s.nachtragOffen && s.phase === 'eingeladen' ? (
        <Note art="warnung" titel="Ein Nachtrag ist noch nicht versandt">
          Die Tagesordnung hat sich seit der Einladung geändert.
        </Note>
      ) : null}
      <div className="am-zweidrittel">
        <Panel titel="Sitzung" buendig scroll className="am-grow">
          <Tabs
            name="Ansichten der Sitzung"
            value={p.reiter}
            onChange={(ansicht) => navigate(formatRoute(['sitzung', 'termin', view.id], { ansicht }), true)}
            reiter={[
              {
                id: 'tagesordnung',
                text: `Tagesordnung (${s.tagesordnung.length})`,
                inhalt: <Tagesordnung {...p} darfAendern={hat('addTop')} />,
              },
              { id: 'versand', text: 'Ladung und Zustellung', inhalt: <Versand {...p} /> },
              { id: 'pakete', text: 'Sitzungspakete', inhalt: <Pakete {...p} /> },
              { id: 'verlauf', text: 'Verlauf', inhalt: <Verlauf id={view.id} art={view.art} /> },
            ]}
          />
        </Panel>
        <div className="am-stack am-termin-rand">
          {hat('addTop') && (s.phase === 'planung' || s.phase === 'eingeladen') ? (
            <Vorrat s={s} noe={noe?.s ?? null} onWahl={(vorgabe) => setOffen({ art: 'top', vorgabe })} />
          ) : null}
          <Eckdaten s={s} gremium={gremium} verzeichnis={verzeichnis} heute={app.heute} />
        </div>
      </div>
      <Dialoge {...p} offen={offen} onClose={() => setOffen(null)} />
    </Vorgangsrahmen>
  );
}

function Eckdaten(p: {
  readonly s: Sitzung;
  readonly gremium: Gremium;
  readonly verzeichnis: Verzeichnis;
  readonly heute: string;
}) {
  const { s, gremium } = p;
  const frist = letzterLadungstag(s.beginn, regelnAm(gremium, tagOf(s.beginn)).ladung);
  return (
    <Panel titel="Eckdaten">
      <div className="am-stack">
        <DescriptionList
          angaben={[
            ['Beginn', zeitLang(s.beginn)],
            ['Ort', s.ort],
            ['Form', FORM[s.form]],
            [
              'Gremium',
              <a key="g" href={`#/sitzung/gremium/${s.gremium}`}>
                {s.gremiumName}
              </a>,
            ],
            ['Leitung', s.leitung ? personName(p.verzeichnis, s.leitung) : null],
            ['Schriftführung', s.schriftfuehrung ? personName(p.verzeichnis, s.schriftfuehrung) : null],
            ['Eingeladen', s.einladung ? zeitLang(s.einladung.versandtAm) : null],
            ['Bekannt gemacht', s.bekanntmachung ? zeitLang(s.bekanntmachung.am) : null],
          ]}
        />
        {s.phase === 'planung' ? (
          <>
            <Fristrechnung frist={frist} />
            {frist.letzterTag < p.heute ? (
              <Note art="warnung" titel="Die Ladungsfrist ist verstrichen">
                {frist.verkuerztBis
                  ? `Verkürzt und begründet geht es bis ${zeitLang(frist.verkuerztBis)}.`
                  : 'Die Geschäftsordnung kennt keine Verkürzung: Bitte den Termin verlegen.'}
              </Note>
            ) : null}
          </>
        ) : null}
        {s.warnungen.length > 0 ? (
          <Note art="warnung" titel="Bei Aufnahme und Ladung vermerkt">
            <ul className="am-text">
              {[...new Set(s.warnungen.map(warnungText))].map((w) => (
                <li key={w}>{w}</li>
              ))}
            </ul>
          </Note>
        ) : null}
      </div>
    </Panel>
  );
}

function Dialoge(p: TerminProps & { readonly offen: Offen | null; readonly onClose: () => void }) {
  switch (p.offen?.art) {
    case undefined:
      return null;
    case 'einladen':
      return <Einladen {...p} />;
    case 'nachtrag':
      return <Nachtragen {...p} />;
    case 'bekanntmachen':
      return <Bekanntmachen {...p} />;
    case 'aendern':
      return <TerminAendern {...p} />;
    case 'eroeffnen':
      return <EroeffnenDialog {...p} />;
    case 'zweite':
      return (
        <SitzungAnlegen
          heute={p.app.heute}
          zweite={{ id: p.view.id, gremium: p.s.gremium, titel: p.s.titel }}
          onClose={p.onClose}
        />
      );
    case 'absagen':
      return (
        <GrundDialog
          titel="Sitzung absagen"
          verb="Absagen"
          icon={XCircle}
          gefahr
          view={p.view}
          ist="Die Sitzung ist abgesagt."
          command={(grund) => ({ type: 'cancelSitzung', grund })}
          onClose={p.onClose}
        />
      );
    case 'top':
      return (
        <TopDialog
          sitzung={{ view: p.view, s: p.s }}
          vorgabe={p.offen.art === 'top' ? p.offen.vorgabe : null}
          onClose={p.onClose}
        />
      );
  }
}
