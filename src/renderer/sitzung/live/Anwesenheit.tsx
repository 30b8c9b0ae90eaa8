import { Clock, LogIn, LogOut, UserCheck, Users } from 'lucide-react';
import { useState } from 'react';
import { instantOf, tagOf } from '../../../domain/shared/dates.ts';
import {
  anwesendUm,
  darfVertreten,
  mitgliederAm,
  type Mitglied,
  type Sitzung,
} from '../../../domain/sitzung/index.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { Note } from '../../kit/Boxes.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { uhrzeit } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import { toastProblem } from '../../kit/toasts.ts';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { execute } from '../../vorgang/execute.ts';
import { personName } from '../daten.ts';
import { EIGENSCHAFT } from '../texte.ts';
import { asUhrzeit } from '../Zeitfeld.tsx';
import { BerichtigenDialog } from './BerichtigenDialog.tsx';
import type { LiveProps } from './props.ts';

/** Who is in the room: one press comes, one press goes; a time other than now is typed above. */
export function Anwesenheit(
  p: LiveProps & {
    readonly um: string;
    /** no item has been called yet: who is noted now was there at the opening */
    readonly vorAufruf: boolean;
  },
) {
  const { view, s, gremium, verzeichnis, um } = p;
  const [uhr, setUhr] = useState('');
  const [filter, setFilter] = useState('');
  const [busy, setBusy] = useState(false);
  const [vertretung, setVertretung] = useState<Mitglied | null>(null);
  const [berichtigen, setBerichtigen] = useState<Mitglied | null>(null);
  const tag = tagOf(s.beginn);
  const alle = mitgliederAm(gremium, tag);
  const da = new Map(anwesendUm(s.anwesenheit, um).map((a) => [a.person, a]));
  const kann = s.phase === 'laufend' || s.phase === 'eingeladen' || s.phase === 'beendet';
  const eroeffnung = p.vorAufruf ? s.eroeffnetUm : null;
  const zeit = zeitOf(uhr, s, um);
  const record = async (person: string, richtung: 'kommt' | 'geht', vertritt: string | null = null) => {
    const answer = await execute(view, {
      type: 'recordAnwesenheit',
      person,
      richtung,
      vertritt,
      um: zeit ?? (richtung === 'kommt' ? eroeffnung : null),
    } as never);
    if (!answer.ok) toastProblem(answer.problem);
    return answer.ok;
  };
  const toggle = (m: Mitglied) => {
    if (da.has(m.person)) return void record(m.person, 'geht');
    if (m.funktion === 'stellvertretung' && m.stimmrecht === 'stimmberechtigt') return setVertretung(m);
    void record(m.person, 'kommt');
  };
  const fehlend = alle.filter((m) => m.funktion !== 'stellvertretung' && !da.has(m.person));
  // whose seat a deputy has taken is away for good reason
  const vertreten = new Set([...da.values()].map((a) => a.vertritt));
  const unvertreten = fehlend.filter((m) => !vertreten.has(m.person));
  const alleDa = async () => {
    setBusy(true);
    for (const m of unvertreten) if (!(await record(m.person, 'kommt'))) break;
    setBusy(false);
  };
  const gezeigt = alle.filter((m) =>
    personName(verzeichnis, m.person).toLowerCase().includes(filter.trim().toLowerCase()),
  );
  return (
    <Panel titel="Anwesenheit" icon={Users} anzahl={da.size} ruhig buendig className="am-live__raum">
      <div className="am-live__raumkopf">
        <div className="am-cols">
          <TextField label="Suchen" value={filter} onChange={setFilter} type="search" />
          <TextField
            label={eroeffnung ? 'Uhrzeit (leer: Eröffnung)' : 'Uhrzeit (leer: jetzt)'}
            inputMode="numeric"
            placeholder="17:25"
            maxLength={5}
            value={uhr}
            onChange={(t) => setUhr(asUhrzeit(t))}
          />
        </div>
        {kann && unvertreten.length > 0 ? (
          <Button klein icon={UserCheck} busy={busy} onClick={() => void alleDa()}>
            {`Alle ${unvertreten.length} Fehlenden anwesend`}
          </Button>
        ) : null}
      </div>
      <ul className="am-live__leute" tabIndex={0} aria-label="Mitglieder">
        {gezeigt.map((m) => {
          const stay = da.get(m.person);
          const name = personName(verzeichnis, m.person);
          return (
            <li key={m.person}>
              <button
                type="button"
                aria-pressed={stay !== undefined}
                disabled={!kann}
                onClick={() => toggle(m)}
              >
                {stay ? <LogOut size={18} aria-hidden /> : <LogIn size={18} aria-hidden />}
                <span className="am-grow">
                  {name}
                  <small>
                    {[
                      m.fraktion ?? EIGENSCHAFT[m.eigenschaft],
                      m.stimmrecht === 'beratend' ? 'beratend' : '',
                      stay?.vertritt ? `für ${personName(verzeichnis, stay.vertritt)}` : '',
                      m.funktion === 'stellvertretung' && !stay ? 'Stellvertretung' : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>
                <span className="am-live__da">{stay ? `seit ${uhrzeit(stay.von)}` : 'fehlt'}</span>
              </button>
              {s.phase === 'laufend' || s.phase === 'beendet' ? (
                <IconButton
                  icon={Clock}
                  text={`Zeiten von ${name} berichtigen`}
                  onClick={() => setBerichtigen(m)}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {berichtigen ? <BerichtigenDialog {...p} m={berichtigen} onClose={() => setBerichtigen(null)} /> : null}
      {vertretung ? (
        <VertretungDialog
          {...p}
          m={vertretung}
          abwesend={fehlend.filter((x) => darfVertreten(vertretung, x))}
          zeit={zeit ?? eroeffnung}
          onClose={() => setVertretung(null)}
        />
      ) : null}
    </Panel>
  );
}

/** The typed time on the day of the session; on the day it is really held, when that differs. */
function zeitOf(uhr: string, s: Sitzung, um: string): string | null {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(uhr)) return null;
  return instantOf(tagOf(s.eroeffnetUm ?? um), uhr);
}

function VertretungDialog(
  p: LiveProps & {
    readonly m: Mitglied;
    readonly abwesend: readonly Mitglied[];
    readonly zeit: string | null;
    readonly onClose: () => void;
  },
) {
  const [fuer, setFuer] = useState(p.abwesend[0]?.person ?? '');
  return (
    <BefehlDialog
      titel={`${personName(p.verzeichnis, p.m.person)} kommt in Vertretung`}
      verb="Anwesend"
      icon={LogIn}
      view={p.view}
      ist="Die Anwesenheit ist erfasst."
      onClose={p.onClose}
      build={() =>
        fuer === ''
          ? null
          : ({
              type: 'recordAnwesenheit',
              person: p.m.person,
              richtung: 'kommt',
              vertritt: fuer,
              um: p.zeit,
            } as never)
      }
    >
      {() =>
        p.abwesend.length === 0 ? (
          <Note art="warnung">Kein Mitglied fehlt, das diese Person vertreten darf.</Note>
        ) : (
          <Select
            label="Für wen?"
            value={fuer}
            onChange={setFuer}
            optionen={p.abwesend.map((x) => ({
              wert: x.person,
              text: personName(p.verzeichnis, x.person),
            }))}
          />
        )
      }
    </BefehlDialog>
  );
}
