import { CalendarCheck, CalendarClock } from 'lucide-react';
import { useState } from 'react';
import type { AppState } from '../../../contract/app.ts';
import type { Problem } from '../../../contract/channel.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Terminplan } from '../../../domain/bestattung/belegung.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { instantOf } from '../../../domain/shared/dates.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Select, TextArea } from '../../kit/Field.tsx';
import { tagMitWochentag, tagVon, uhrzeit, zeitLang } from '../../kit/format.ts';
import { useQuery } from '../../shell/query.ts';
import { execute, sayDone } from '../../vorgang/execute.ts';
import { alsUhrzeit } from '../kalender/ziehen.ts';
import { minuten, planungstag } from '../kalender/rechnen.ts';
import { useOrte } from '../orte.ts';
import { TimeField } from '../../kit/TimeField.tsx';
import { useLetzte, useVerzoegert } from '../teile.tsx';
import { Bestaetigung } from './Bestaetigung.tsx';
import { eingabeAus } from './eingabe.ts';
import { Vorschlaege } from './Vorschlaege.tsx';

/** Where a burial is to go; null: as it is. */
export interface Terminziel {
  readonly vorgang: string;
  readonly tag: Tag | null;
  readonly uhrzeit: string | null;
  /** shift of the start in minutes, when not the ceremony itself was dragged */
  readonly versatzMin?: number;
  readonly halle: string | null;
}

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
  const orte = useOrte(app.heute);
  const [friedhof, setFriedhof] = useState(alt?.friedhof ?? '');
  const [tag, setTag] = useState<Tag | null>(ziel.tag ?? (alt ? tagVon(alt.beginn) : planungstag(app.heute)));
  const [zeit, setZeit] = useState(
    ziel.uhrzeit ?? (alt ? alsUhrzeit(minuten(alt.beginn) + (ziel.versatzMin ?? 0)) : '10:00'),
  );
  const [halle, setHalle] = useState(ziel.halle ?? (alt ? (alt.halle ?? 'keine') : ''));
  const [feierMin, setFeierMin] = useState(alt && alt.feierMin > 0 ? alt.feierMin : 30);
  const [gewaehlt, setGewaehlt] = useState<Terminplan | null>(null);
  const [grund, setGrund] = useState('');
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [fertig, setFertig] = useState<VorgangView | null>(null);

  const eingabe = eingabeAus(view.id, s);
  const dauer = halle === 'keine' ? 0 : feierMin;
  const beginn = tag && /^\d\d:\d\d$/.test(zeit) ? instantOf(tag, zeit) : null;
  const frage = useVerzoegert(
    beginn && friedhof
      ? {
          ...eingabe,
          feierMin: dauer,
          friedhof,
          beginn,
          ...(halle === '' ? {} : { halle: halle === 'keine' ? null : halle }),
        }
      : null,
    200,
  );
  const am = useQuery('friedhof.planAm', frage ?? undefined);
  const antwort = useLetzte(am.data);
  const suche = useQuery('friedhof.besteTermine', {
    ...eingabe,
    feierMin: dauer,
    friedhoefe: friedhof ? [friedhof] : null,
    abTag: app.heute,
    tage: 42,
    wunsch: beginn,
    hoechstens: 6,
  });
  const beste = useLetzte(suche.data);
  const plan = gewaehlt ?? antwort?.vorschlag?.plan ?? null;
  const brauchtGrund = !halten;
  const unveraendert = !halten && plan !== null && JSON.stringify(plan) === JSON.stringify(alt);
  const anderer = (v: { readonly plan: Terminplan }) =>
    halten || v.plan.beginn !== alt?.beginn || v.plan.friedhof !== alt.friedhof || v.plan.halle !== alt.halle;

  const waehle = (v: Terminplan) => {
    setGewaehlt(v);
    setFriedhof(v.friedhof);
    setTag(tagVon(v.beginn));
    setZeit(uhrzeit(v.beginn));
    setHalle(v.halle ?? 'keine');
  };
  const selbst = <T,>(set: (wert: T) => void) => {
    return (wert: T) => {
      setGewaehlt(null);
      set(wert);
    };
  };

  const tu = async (p: Terminplan | null) => {
    setVersucht(true);
    if (brauchtGrund && grund.trim().length < 3) return;
    setBusy(true);
    setProblem(null);
    const command = halten
      ? { type: 'holdTermin', plan: p }
      : { type: 'moveTermin', plan: p, grund: grund.trim() };
    const answer = await execute(basis, command as never);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    const ist = halten ? 'vorgemerkt' : p === null ? 'aufgehoben' : 'verlegt';
    sayDone(`Der Termin ist ${ist}.`, answer.value);
    const nachher = answer.value.vorgang.state as BestattungState;
    if (nachher.fassung > s.fassung) setFertig(answer.value.vorgang);
    else onClose();
  };

  if (fertig) return <Bestaetigung view={fertig} onClose={onClose} />;
  return (
    <Dialog
      titel={halten ? 'Termin vormerken' : `Termin verschieben: ${view.projection.titel}`}
      breit
      fest={busy}
      onClose={onClose}
      fuss={
        <>
          <Button onClick={onClose} disabled={busy}>
            Abbrechen
          </Button>
          {halten ? null : (
            <Button art="danger" disabled={busy} onClick={() => void tu(null)}>
              Termin aufheben, neuer offen
            </Button>
          )}
          <Button
            art="primary"
            icon={halten ? CalendarCheck : CalendarClock}
            taste="Strg+Enter"
            busy={busy}
            disabled={plan === null || unveraendert}
            onClick={() => void tu(plan)}
          >
            {halten ? 'Vormerken' : 'Verschieben'}
          </Button>
        </>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      {alt && !halten ? (
        <p>
          Bisher: <b className="am-strong">{zeitLang(alt.beginn)}</b>, {s.einsatz?.friedhofName}
          {s.einsatz?.halleName ? `, ${s.einsatz.halleName}` : ''}
        </p>
      ) : null}
      <div className="fh-zwei">
        <div className="am-stack">
          <Select
            label="Friedhof"
            value={friedhof}
            leer="alle, die in Frage kommen"
            onChange={selbst(setFriedhof)}
            optionen={orte.friedhoefe.map((f) => ({ wert: f.id, text: `${f.nummer} ${f.name}` }))}
          />
          <div className="fh-paar">
            <DateField label="Tag" value={tag} onChange={selbst(setTag)} />
            <TimeField label="Beginn" value={zeit} onChange={selbst(setZeit)} />
          </div>
          <div className="fh-paar">
            <Select
              label="Halle"
              value={halle}
              leer="beliebige freie Halle"
              onChange={selbst(setHalle)}
              optionen={[
                { wert: 'keine', text: 'ohne Feier in der Halle' },
                ...orte.hallen.map((h) => ({ wert: h.id, text: h.name })),
              ]}
            />
            <Select
              label="Dauer der Feier"
              value={String(feierMin)}
              disabled={halle === 'keine'}
              onChange={(w) => selbst(setFeierMin)(Number(w))}
              optionen={[30, 60, 90].map((m) => ({ wert: String(m), text: `${m} Minuten` }))}
            />
          </div>
          <div aria-live="polite">
            {unveraendert ? (
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
            {am.problem ? <ErrorBox problem={am.problem} /> : null}
          </div>
          {brauchtGrund ? (
            <TextArea
              label="Grund"
              hint="Steht in der Bestätigung für den Bestatter und im Verlauf."
              value={grund}
              onChange={setGrund}
              rows={2}
              maxLength={500}
              required
              error={versucht && grund.trim().length < 3 ? 'Bitte einen Grund eintragen.' : null}
            />
          ) : null}
        </div>
        <Vorschlaege
          legende="Nächste zulässige Termine"
          vorschlaege={(plan === null && antwort && antwort.alternativen.length > 0
            ? antwort.alternativen
            : (beste?.vorschlaege ?? [])
          ).filter(anderer)}
          ausschluesse={beste?.ausschluesse ?? []}
          geprueft={beste?.geprueft ?? 0}
          gewaehlt={gewaehlt}
          onWahl={(v) => waehle(v.plan)}
          busy={suche.loading}
        />
      </div>
    </Dialog>
  );
}
