import { DoorClosed, Gavel, Plus, Scale, Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import { beschlussfaehigkeitUm, sitzungslage } from '../../../domain/sitzung/index.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Boxes.tsx';
import { uhrzeit } from '../../kit/format.ts';
import { PageHeader, Panel } from '../../kit/Layout.tsx';
import { StatusTag } from '../../kit/Status.tsx';
import { toastProblem } from '../../kit/toasts.ts';
import { useShortcut } from '../../kit/shortcuts.ts';
import { navigate } from '../../shell/router.ts';
import { execute, sayDone } from '../../vorgang/execute.ts';
import { TopDialog } from '../termin/TopDialog.tsx';
import { Anwesenheit } from './Anwesenheit.tsx';
import { FeststellungDialog } from './FeststellungDialog.tsx';
import { livePunkte, type LivePunkt } from './punkt.ts';
import { PunktAnsicht } from './PunktAnsicht.tsx';
import type { LiveProps } from './props.ts';

/** Now, moving on every few seconds; what is judged in the room is judged at this moment. */
function useJetzt(): string {
  const [jetzt, setJetzt] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setJetzt(new Date().toISOString()), 5000);
    return () => clearInterval(timer);
  }, []);
  return jetzt;
}

const zustand = (p: LivePunkt) => {
  const { ausgang, aufgerufenUm, geschlossenUm } = p.verlauf;
  switch (ausgang.art) {
    case 'angenommen':
      return { stufe: 'gut', text: 'beschlossen' } as const;
    case 'abgelehnt':
      return { stufe: 'fehler', text: 'abgelehnt' } as const;
    case 'vertagt':
    case 'abgesetzt':
      return { stufe: 'ruht', text: ausgang.art } as const;
    case 'zurKenntnis':
      return { stufe: 'gut', text: 'zur Kenntnis' } as const;
    case 'offen':
      if (aufgerufenUm && !geschlossenUm) return { stufe: 'wartet', text: 'aufgerufen' } as const;
      return aufgerufenUm ? ({ stufe: 'ruht', text: 'beraten' } as const) : null;
  }
};

/** Agenda left, the item in the middle, who is in the room right: big, fast, for the keyboard. */
export function LiveAnsicht(p: LiveProps) {
  const { view, s, gremium, noe } = p;
  const jetzt = useJetzt();
  // an entry just made may be a moment ahead of the ticking clock
  const um = s.beendetUm ?? (view.zuletzt.zeit > jetzt ? view.zuletzt.zeit : jetzt);
  const punkte = livePunkte(view, s, noe);
  const offen = punkte.find((x) => x.verlauf.aufgerufenUm && !x.verlauf.geschlossenUm);
  const [gewaehlt, setGewaehlt] = useState<string | null>(null);
  const punkt = punkte.find((x) => x.id === gewaehlt) ?? offen ?? punkte[0] ?? null;
  const [dialog, setDialog] = useState<'feststellung' | 'top' | null>(null);
  const laeuft = s.phase === 'laufend';
  const b = beschlussfaehigkeitUm(sitzungslage(s, gremium), um);
  const next = (d: 1 | -1) => {
    const i = punkte.findIndex((x) => x.id === punkt?.id);
    const ziel = punkte[i + d];
    if (ziel) setGewaehlt(ziel.id);
  };
  useShortcut('Alt+PageDown', 'Nächster Punkt', () => next(1));
  useShortcut('Alt+PageUp', 'Voriger Punkt', () => next(-1));
  const end = async () => {
    const answer = await execute(view, { type: 'endSitzung', um: null } as never);
    if (!answer.ok) return toastProblem(answer.problem);
    sayDone('Die Sitzung ist beendet.', answer.value);
    navigate(`#/sitzung/termin/${view.id}`);
  };
  return (
    <div className="am-page am-page--voll am-live">
      <PageHeader
        titel={s.gremiumName}
        pfad={[
          { text: 'Sitzungen', href: '#/sitzung' },
          { text: s.titel, href: `#/sitzung/termin/${view.id}` },
          { text: 'Laufende Sitzung' },
        ]}
        zusatz={
          <>
            <span className="am-live__uhr">{uhrzeit(um)} Uhr</span>
            <StatusTag
              stufe={b.festgestelltUnfaehig ? 'fehler' : b.erfuellt ? 'gut' : 'warnung'}
              icon={Users}
              text={`${b.anwesend} anwesend, ${b.erforderlich} erforderlich${b.festgestelltUnfaehig ? ', Beschlussunfähigkeit festgestellt' : ''}`}
            />
          </>
        }
      >
        {laeuft ? (
          <>
            <Button icon={Plus} onClick={() => setDialog('top')}>
              Dringlich aufnehmen …
            </Button>
            <Button icon={Scale} onClick={() => setDialog('feststellung')}>
              Feststellung …
            </Button>
            <Button icon={DoorClosed} onClick={() => void end()}>
              Sitzung beenden
            </Button>
          </>
        ) : null}
      </PageHeader>
      {laeuft && !b.erfuellt && !b.festgestelltUnfaehig ? (
        <Note
          art="warnung"
          titel={
            b.ueberwiegen
              ? `Nur ${b.anwesend} von ${b.erforderlich} erforderlichen Mitgliedern sind anwesend`
              : `Die Ratsmitglieder überwiegen nicht: ${b.ratsmitglieder} gegen ${b.sachkundige}`
          }
        >
          Das Gremium gilt als beschlussfähig, bis das Gegenteil festgestellt wird (§ 49 Abs. 1 GO NRW).{' '}
          <button type="button" className="am-link" onClick={() => setDialog('feststellung')}>
            Beschlussfähigkeit feststellen …
          </button>
        </Note>
      ) : null}
      {laeuft && b.festgestelltUnfaehig ? (
        <Note art="fehler" titel="Die Beschlussunfähigkeit ist festgestellt">
          Ein jetzt gefasster Beschluss wäre unwirksam (§ 49 Abs. 1 GO NRW). Vertagen Sie die übrigen Punkte;
          sind wieder genug Mitglieder da, ist das{' '}
          <button type="button" className="am-link" onClick={() => setDialog('feststellung')}>
            neu festzustellen …
          </button>
        </Note>
      ) : null}
      <div className="am-live__drei">
        <Panel titel="Tagesordnung" icon={Gavel} buendig scroll>
          <ol className="am-live__tops">
            {punkte.map((x) => {
              const z = zustand(x);
              return (
                <li key={x.id}>
                  <button
                    type="button"
                    aria-current={x.id === punkt?.id ? 'true' : undefined}
                    onClick={() => setGewaehlt(x.id)}
                  >
                    <span className="am-live__nr">{x.nummer}</span>
                    <span className="am-grow">
                      {x.titel}
                      {z ? <StatusTag {...z} /> : null}
                    </span>
                  </button>
                </li>
              );
            })}
          </ol>
        </Panel>
        {punkt ? (
          <PunktAnsicht
            key={punkt.id}
            {...p}
            punkt={punkt}
            um={um}
            offen={offen ?? null}
            onNext={() => next(1)}
          />
        ) : null}
        <Anwesenheit {...p} um={um} vorAufruf={punkte.every((x) => x.verlauf.aufgerufenUm === null)} />
      </div>
      {dialog === 'feststellung' ? (
        <FeststellungDialog view={view} b={b} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'top' ? (
        <TopDialog sitzung={{ view, s }} vorgabe={null} onClose={() => setDialog(null)} />
      ) : null}
    </div>
  );
}
