import { BellRing, CalendarX, FilePlus2, Info, PenLine, SkipForward, Undo2, UserX } from 'lucide-react';
import { useState } from 'react';
import { beschlussabstimmung, isLeer } from '../../../domain/sitzung/index.ts';
import { Button } from '../../kit/Button.tsx';
import { Note } from '../../kit/Boxes.tsx';
import { uhrzeit } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import { downloadUrl } from '../../kit/upload.ts';
import { toastProblem } from '../../kit/toasts.ts';
import { execute } from '../../vorgang/execute.ts';
import { personName, warnungText } from '../daten.ts';
import { GrundDialog } from '../../vorgang/GrundDialog.tsx';
import { NichtoeffentlichTag } from '../Oeffentlichkeit.tsx';
import { Bloecketext } from '../text/Bloecke.tsx';
import { Abstimmen } from './Abstimmen.tsx';
import { BefangenDialog, BeschlusstextDialog, TischvorlageDialog, VertagenDialog } from './Punktdialoge.tsx';
import type { PunktProps } from './props.ts';
import type { LivePunkt } from './punkt.ts';
import { Ergebnis } from './Ergebnis.tsx';
import { Protokoll } from './Protokoll.tsx';

type Offen = 'befangen' | 'text' | 'tisch' | 'vertagen' | 'absetzen' | 'zuruecknehmen' | null;

/** One item: what is proposed, who may not vote, the vote with its arithmetic, what is said of it in the minutes. */
export function PunktAnsicht(
  p: PunktProps & {
    /** the item called and not closed yet, whichever is on the screen */
    readonly offen: LivePunkt | null;
    readonly onNext: () => void;
  },
) {
  const { punkt, s, verzeichnis } = p;
  const { verlauf } = punkt;
  const [offen, setOffen] = useState<Offen>(null);
  const laeuft = s.phase === 'laufend' || s.phase === 'beendet';
  const aufgerufen = verlauf.aufgerufenUm !== null && verlauf.geschlossenUm === null;
  const entschieden = verlauf.ausgang.art !== 'offen';
  const abstimmung = beschlussabstimmung(verlauf);
  const run = async (command: { readonly type: string } & Readonly<Record<string, unknown>>) => {
    const answer = await execute(punkt.ziel, command);
    if (!answer.ok) toastProblem(answer.problem);
    return answer.ok;
  };
  // one item at a time: calling the next one ends the one in hand
  const aufrufen = async () => {
    const { offen: vorher } = p;
    if (vorher && vorher.id !== punkt.id) {
      const closed = await execute(vorher.ziel, { type: 'closeTop', top: vorher.id, um: null } as never);
      if (!closed.ok) return toastProblem(closed.problem);
    }
    await run({ type: 'openTop', top: punkt.id, um: null });
  };
  const weiter = async () => {
    if (aufgerufen && !(await run({ type: 'closeTop', top: punkt.id, um: null }))) return;
    p.onNext();
  };
  const beschluss = verlauf.beschlusstext ?? punkt.vorschlag;
  return (
    <Panel
      titel={`${punkt.nummer} ${punkt.titel}`}
      scroll
      className="am-live__punkt"
      rechts={punkt.teil === 'nichtoeffentlich' ? <NichtoeffentlichTag /> : null}
    >
      <div className="am-stack">
        <div className="am-live__knoepfe">
          {!aufgerufen &&
          laeuft &&
          verlauf.ausgang.art !== 'abgesetzt' &&
          verlauf.ausgang.art !== 'vertagt' ? (
            <Button
              art={entschieden ? 'secondary' : 'primary'}
              icon={BellRing}
              taste="Alt+A"
              onClick={() => void aufrufen()}
            >
              {verlauf.aufgerufenUm ? 'Erneut aufrufen' : 'Aufrufen'}
            </Button>
          ) : null}
          {laeuft && !entschieden ? (
            <>
              <Button klein icon={UserX} taste="Alt+B" onClick={() => setOffen('befangen')}>
                Befangen …
              </Button>
              <Button klein icon={PenLine} taste="Alt+T" onClick={() => setOffen('text')}>
                Beschlusstext …
              </Button>
              <Button
                klein
                icon={Info}
                onClick={() => void run({ type: 'recordKenntnisnahme', top: punkt.id, um: null })}
              >
                Zur Kenntnis
              </Button>
              <Button klein icon={CalendarX} onClick={() => setOffen('vertagen')}>
                Vertagen …
              </Button>
              <Button klein icon={Undo2} onClick={() => setOffen('absetzen')}>
                Absetzen …
              </Button>
            </>
          ) : null}
          {laeuft ? (
            <Button klein icon={FilePlus2} onClick={() => setOffen('tisch')}>
              Tischvorlage …
            </Button>
          ) : null}
          {aufgerufen ? (
            <Button
              art={entschieden ? 'primary' : 'secondary'}
              icon={SkipForward}
              taste="Alt+W"
              onClick={() => void weiter()}
            >
              Schließen, weiter
            </Button>
          ) : null}
        </div>
        <p className="am-muted">
          {[
            punkt.bezugNummer ? `Vorlage ${punkt.bezugNummer}` : '',
            verlauf.aufgerufenUm ? `aufgerufen ${uhrzeit(verlauf.aufgerufenUm)}` : 'noch nicht aufgerufen',
            verlauf.geschlossenUm ? `geschlossen ${uhrzeit(verlauf.geschlossenUm)}` : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {[...new Set(verlauf.warnungen.map(warnungText))].map((w) => (
          <Note key={w} art="warnung">
            {w}
          </Note>
        ))}
        {verlauf.befangen.length > 0 ? (
          <Note art="info" titel="Befangen (§ 31 GO NRW)">
            {verlauf.befangen
              .map(
                (b) =>
                  `${personName(verzeichnis, b.person)}, ${b.verhalten === 'raumVerlassen' ? 'hat den Raum verlassen' : 'im Zuhörerbereich'}`,
              )
              .join('; ')}
          </Note>
        ) : null}
        {verlauf.tischvorlagen.length > 0 ? (
          <p>
            Tischvorlagen:{' '}
            {verlauf.tischvorlagen.map((t, i) => (
              <span key={t.id}>
                {i > 0 ? ', ' : ''}
                <a href={downloadUrl(t.sha256, `${t.bezeichnung}.pdf`)} download>
                  {t.bezeichnung}
                </a>
              </span>
            ))}
          </p>
        ) : null}
        {isLeer(beschluss) ? null : (
          <section aria-label="Beschlusstext" className="am-live__beschluss">
            <h3>{verlauf.beschlusstext ? 'Beschluss in geänderter Fassung' : 'Beschlussvorschlag'}</h3>
            <Bloecketext bloecke={beschluss} stufe={4} />
            {verlauf.abweichung ? <p className="am-muted">Abweichend: {verlauf.abweichung}</p> : null}
          </section>
        )}
        <Ergebnis p={p} onZuruecknehmen={() => setOffen('zuruecknehmen')} />
        {laeuft && !abstimmung && !entschieden ? <Abstimmen {...p} /> : null}
        <Protokoll p={p} />
      </div>
      <Dialoge {...p} offen={offen} onClose={() => setOffen(null)} abstimmung={abstimmung?.id ?? null} />
    </Panel>
  );
}

function Dialoge(
  p: PunktProps & {
    readonly offen: Offen;
    readonly abstimmung: string | null;
    readonly onClose: () => void;
  },
) {
  const { punkt, onClose } = p;
  switch (p.offen) {
    case null:
      return null;
    case 'befangen':
      return <BefangenDialog {...p} />;
    case 'text':
      return <BeschlusstextDialog {...p} />;
    case 'tisch':
      return <TischvorlageDialog {...p} />;
    case 'vertagen':
      return <VertagenDialog {...p} />;
    case 'absetzen':
      return (
        <GrundDialog
          titel={`${punkt.nummer} absetzen`}
          verb="Absetzen"
          icon={Undo2}
          view={punkt.ziel}
          ist="Der Punkt ist abgesetzt."
          command={(grund) => ({ type: 'recordAbsetzung', top: punkt.id, grund, um: null })}
          onClose={onClose}
        />
      );
    case 'zuruecknehmen':
      return (
        <GrundDialog
          titel="Abstimmung zurücknehmen"
          verb="Zurücknehmen"
          icon={Undo2}
          gefahr
          view={punkt.ziel}
          ist="Die Abstimmung ist zurückgenommen und bleibt als solche sichtbar."
          command={(grund) => ({
            type: 'withdrawAbstimmung',
            top: punkt.id,
            abstimmung: p.abstimmung,
            grund,
          })}
          onClose={onClose}
        />
      );
  }
}
