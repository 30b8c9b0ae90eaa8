import { CalendarCheck, CalendarClock } from 'lucide-react';
import { useState } from 'react';
import type { AppState } from '../../../contract/app.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Terminplan } from '../../../domain/bestattung/belegung.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { useAction } from '../../kit/action.ts';
import { ActionDialog } from '../../kit/ActionDialog.tsx';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Select, TextArea } from '../../kit/Field.tsx';
import { tagMitWochentag, tagVon, uhrzeit, zeitLang } from '../../kit/format.ts';
import { useQuery } from '../../shell/query.ts';
import { execute, sayDone } from '../../vorgang/execute.ts';
import { useOrte } from '../orte.ts';
import { TimeField } from '../../kit/TimeField.tsx';
import { Bestaetigung } from './Bestaetigung.tsx';
import { useTerminwahl, type Terminwahl, type Terminziel } from './terminwahl.ts';
import { Vorschlaege } from './Vorschlaege.tsx';

interface Props {
  readonly app: AppState;
  readonly ziel: Terminziel;
  readonly onClose: () => void;
}

/** „Verschieben …“ and „Termin vormerken …“: loads the case, then shows the dialog. */
export function TerminDialog({ app, ziel, onClose }: Props) {
  const view = useQuery('vorgang.get', { id: ziel.vorgang });
  if (view.problem)
    return (
      <Dialog titel="Termin" onClose={onClose}>
        <ErrorBox problem={view.problem} />
      </Dialog>
    );
  if (!view.data) return null;
  return <Inhalt app={app} ziel={ziel} view={view.data} onClose={onClose} />;
}

function Inhalt({ app, ziel, view, onClose }: Props & { readonly view: VorgangView }) {
  const s = view.state as BestattungState;
  const [basis] = useState(view);
  const [alt] = useState(s.plan);
  const halten = !['vorgemerkt', 'freigegeben', 'vorbereitet', 'geprueft'].includes(s.status);
  const w = useTerminwahl(app, ziel, s, alt, halten);
  const [grund, setGrund] = useState('');
  const action = useAction();
  const [fertig, setFertig] = useState<VorgangView | null>(null);
  const kurz = !halten && grund.trim().length < 3;

  const tu = (plan: Terminplan | null) =>
    action.run(
      () =>
        kurz
          ? null
          : execute(
              basis,
              (halten
                ? { type: 'holdTermin', plan }
                : { type: 'moveTermin', plan, grund: grund.trim() }) as never,
            ),
      (answer) => {
        const ist = halten ? 'vorgemerkt' : plan === null ? 'aufgehoben' : 'verlegt';
        sayDone(`Der Termin ist ${ist}.`, answer);
        if ((answer.vorgang.state as BestattungState).fassung > s.fassung) setFertig(answer.vorgang);
        else onClose();
      },
    );

  if (fertig) return <Bestaetigung view={fertig} onClose={onClose} />;
  return (
    <ActionDialog
      titel={halten ? 'Termin vormerken' : `Termin verschieben: ${view.projection.titel}`}
      breit
      action={action}
      verb={halten ? 'Vormerken' : 'Verschieben'}
      icon={halten ? CalendarCheck : CalendarClock}
      gesperrt={w.plan === null || w.unveraendert}
      weitere={
        halten ? null : (
          <Button art="danger" disabled={action.busy} onClick={() => void tu(null)}>
            Termin aufheben, neuer offen
          </Button>
        )
      }
      onAction={() => void tu(w.plan)}
      onClose={onClose}
    >
      {alt && !halten ? (
        <p>
          Bisher: <b className="am-strong">{zeitLang(alt.beginn)}</b>, {s.einsatz?.friedhofName}
          {s.einsatz?.halleName ? `, ${s.einsatz.halleName}` : ''}
        </p>
      ) : null}
      <div className="fh-zwei">
        <div className="am-stack">
          <Wunsch w={w} app={app} />
          {halten ? null : (
            <TextArea
              label="Grund"
              hint="Steht in der Bestätigung für den Bestatter und im Verlauf."
              value={grund}
              onChange={setGrund}
              rows={2}
              maxLength={500}
              required
              error={action.versucht && kurz ? 'Bitte einen Grund eintragen.' : null}
            />
          )}
        </div>
        <Vorschlaege
          legende="Nächste zulässige Termine"
          vorschlaege={w.naechste}
          ausschluesse={w.beste?.ausschluesse ?? []}
          geprueft={w.beste?.geprueft ?? 0}
          gewaehlt={w.gewaehlt}
          onWahl={(v) => w.waehle(v.plan)}
          busy={w.sucht}
        />
      </div>
    </ActionDialog>
  );
}

/** Place, day and time as they are wished, and at once what the rules say to them. */
function Wunsch({ w, app }: { readonly w: Terminwahl; readonly app: AppState }) {
  const orte = useOrte(app.heute);
  const { plan, antwort } = w;
  return (
    <>
      <Select
        label="Friedhof"
        value={w.friedhof}
        leer="alle, die in Frage kommen"
        onChange={w.setFriedhof}
        optionen={orte.friedhoefe.map((f) => ({ wert: f.id, text: `${f.nummer} ${f.name}` }))}
      />
      <div className="fh-paar">
        <DateField label="Tag" value={w.tag} onChange={w.setTag} />
        <TimeField label="Beginn" value={w.zeit} onChange={w.setZeit} />
      </div>
      <div className="fh-paar">
        <Select
          label="Halle"
          value={w.halle}
          leer="beliebige freie Halle"
          onChange={w.setHalle}
          optionen={[
            { wert: 'keine', text: 'ohne Feier in der Halle' },
            ...orte.hallen.map((h) => ({ wert: h.id, text: h.name })),
          ]}
        />
        <Select
          label="Dauer der Feier"
          value={String(w.feierMin)}
          disabled={w.halle === 'keine'}
          onChange={(min) => w.setFeierMin(Number(min))}
          optionen={[30, 60, 90].map((m) => ({ wert: String(m), text: `${m} Minuten` }))}
        />
      </div>
      <div aria-live="polite">
        {w.unveraendert ? (
          <p className="am-muted">Das ist der bisherige Termin.</p>
        ) : plan ? (
          <Note
            art="gut"
            titel={`Möglich: ${tagMitWochentag(tagVon(plan.beginn))}, ${uhrzeit(plan.beginn)} Uhr`}
          >
            {orte.kolonnen.find((k) => k.id === plan.kolonne)?.name}, Aushub {zeitLang(plan.aushubBeginn)}
          </Note>
        ) : antwort ? (
          <Note art="warnung" titel="So nicht möglich">
            <ul className="fh-ausschluss">
              {antwort.ausschluesse.slice(0, 4).map((a) => (
                <li key={a.code + a.text}>
                  {a.heading}: {a.text}
                </li>
              ))}
            </ul>
          </Note>
        ) : null}
        {w.problem ? <ErrorBox problem={w.problem} /> : null}
      </div>
    </>
  );
}
