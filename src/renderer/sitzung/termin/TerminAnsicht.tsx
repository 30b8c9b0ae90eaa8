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
import { tagOf } from '../../../domain/shared/dates.ts';
import { nextActions } from '../../../domain/sitzung/index.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Boxes.tsx';
import { tagLang } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import type { MenuEintrag } from '../../kit/Menu.tsx';
import { Tabs } from '../../kit/Tabs.tsx';
import { formatRoute, navigate } from '../../shell/router.ts';
import { Verlauf } from '../../vorgang/Verlauf.tsx';
import { execute, executeNew, sayOutcome } from '../../vorgang/execute.ts';
import { Vorgangsrahmen } from '../../vorgang/Vorgangsrahmen.tsx';
import { darf } from '../daten.ts';
import { drucke } from '../drucken.ts';
import { Eckdaten } from './Eckdaten.tsx';
import { Pakete } from './Pakete.tsx';
import { Tagesordnung } from './Tagesordnung.tsx';
import type { TerminProps } from './props.ts';
import { Termindialoge, type OffenerTermindialog } from './Termindialoge.tsx';
import { Versand } from './Versand.tsx';
import { Vorrat } from './Vorrat.tsx';

/** A session while it is prepared and after it was held. */
export function TerminAnsicht(p: TerminProps & { readonly reiter: string }) {
  const { app, view, s, gremium, noe, verzeichnis } = p;
  const [offen, setOffen] = useState<OffenerTermindialog | null>(null);
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
    setBusy(true);
    const answer = await executeNew('niederschrift', {
      type: 'createNiederschrift',
      sitzung: view.id,
      gremium: s.gremium,
      teil,
      nichtoeffentlicheSitzung: teil === 'nichtoeffentlich' ? s.nichtoeffentlicheSitzung : null,
    } as never);
    setBusy(false);
    sayOutcome('Die Niederschrift ist entworfen.', answer);
    if (answer.ok) navigate(`#/sitzung/niederschrift/${answer.value.vorgang.id}`);
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
      <Termindialoge {...p} offen={offen} onClose={() => setOffen(null)} />
    </Vorgangsrahmen>
  );
}
