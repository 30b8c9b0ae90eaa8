import { FileInput, Save } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { isEditable, type Laufzettel } from '../../../domain/beschaffung/state.ts';
import { findPerson } from '../../../domain/organisation/verzeichnis.ts';
import type { PageProps } from '../../faecher.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { PageHeader, Panel } from '../../kit/Layout.tsx';
import { useQuery } from '../../shell/query.ts';
import { navigate } from '../../shell/router.ts';
import { execute, newId, sayDone } from '../../vorgang/execute.ts';
import { useFakten, type Fakten } from '../fakten.ts';
import { Laufwegvorschau } from '../Laufwegvorschau.tsx';
import {
  changedAngaben,
  changedPunkte,
  dropUnsaved,
  entwurfOf,
  keepUnsaved,
  leererEntwurf,
  unsavedOf,
  vorab,
  type Entwurf,
} from './entwurf.ts';
import { Haushalt } from './Haushalt.tsx';
import { Lose } from './Lose.tsx';
import { Verfahren } from './Verfahren.tsx';
import { WasUndWarum } from './WasUndWarum.tsx';
import { Wert } from './Wert.tsx';
import { savingMaengel, startMaengel, type Mangel } from './maengel.ts';
import { Vermerkpunkte } from './Vermerkpunkte.tsx';

/** New slip, or the form of one that may still be edited. */
export default function Formular(props: PageProps & { readonly id: string | null }) {
  const { app, id } = props;
  const view = useQuery('vorgang.get', id === null ? undefined : { id });
  const fakten = useFakten(app.person?.id ?? '', app.heute, id ?? '');
  if (view.problem && !view.data) return <ErrorBox problem={view.problem} />;
  if (!fakten || (id !== null && !view.data)) return <div className="am-page" aria-busy="true" />;
  const s = view.data ? (view.data.state as Laufzettel) : null;
  if (s && !isEditable(s)) {
    return (
      <Note art="warnung" titel="Dieser Laufzettel wird nicht mehr bearbeitet">
        Er ist im Umlauf oder abgeschlossen. <a href={`#/beschaffung/${id}`}>Zum Laufzettel</a>
      </Note>
    );
  }
  return <Form {...props} view={view.data} s={s} fakten={fakten} />;
}

interface FormProps extends PageProps {
  readonly id: string | null;
  readonly view: VorgangView | null;
  readonly s: Laufzettel | null;
  readonly fakten: Fakten;
}

function Form({ app, route, id, view, s, fakten }: FormProps) {
  const einheit = findPerson(fakten.verzeichnis, app.person?.id ?? '')?.einheit ?? null;
  const [anfang] = useState<Entwurf>(() => (s ? entwurfOf(s) : leererEntwurf(app.heute, einheit)));
  const [entwurf, setEntwurf] = useState<Entwurf>(() => unsavedOf(id) ?? anfang);
  const [wiederhergestellt] = useState(() => unsavedOf(id) !== null);
  const [basis] = useState(view);
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const change = (next: Partial<Entwurf>) => {
    const now = { ...entwurf, ...next };
    setEntwurf(now);
    keepUnsaved(id, now);
  };
  const setAngaben = (next: Partial<Entwurf['angaben']>) =>
    change({ angaben: { ...entwurf.angaben, ...next } });

  // a link may point at the field that is missing
  const feld = route.query['feld'];
  useEffect(() => {
    if (feld) focusField(form.current, feld);
  }, [feld]);

  const hart = savingMaengel(entwurf.angaben);
  const spaeter = startMaengel(entwurf.angaben, fakten, app.heute);
  const sichtbar: readonly Mangel[] = [
    ...(problem?.field ? [{ feld: problem.field, problem }] : []),
    ...(versucht ? hart : hart.filter((m) => m.feld !== 'titel')),
    // what is wrong is said at once, what is only missing is listed below
    ...spaeter.filter((m) => !/pflichtangabe|fehlt$/.test(m.problem.code)),
  ];

  const save = async () => {
    setVersucht(true);
    const [first] = hart;
    if (first) return focusField(form.current, first.feld);
    setBusy(true);
    setProblem(null);
    const refused = await store();
    setBusy(false);
    if (refused) {
      setProblem(refused);
      if (refused.field) focusField(form.current, refused.field);
    }
  };

  const store = async (): Promise<Problem | null> => {
    let target = basis;
    const angaben = s ? changedAngaben(anfang.angaben, entwurf.angaben) : entwurf.angaben;
    if (!target) {
      const neu = await newId();
      if (typeof neu !== 'string') return neu;
      const made = await execute({ art: 'laufzettel', id: neu, revision: 0 }, {
        type: 'createLaufzettel',
        angaben,
        herkunft: entwurf.herkunft,
        jahr: Number(app.heute.slice(0, 4)),
      } as never);
      if (!made.ok) return made.problem;
      target = made.value.vorgang;
      sayDone('Der Laufzettel ist angelegt.', made.value);
    } else if (Object.keys(angaben).length > 0) {
      const done = await execute(target, { type: 'changeLaufzettel', angaben } as never);
      if (!done.ok) return done.problem;
      target = done.value.vorgang;
      sayDone('Die Angaben sind gespeichert.', done.value);
    }
    for (const [nummer, punkt] of changedPunkte(anfang.vermerk, entwurf.vermerk)) {
      const done = await execute(target, { type: 'setVermerkPunkt', nummer, ...punkt } as never);
      if (!done.ok) return done.problem;
      target = done.value.vorgang;
    }
    dropUnsaved(id);
    navigate(`#/beschaffung/${target.id}`);
    return null;
  };

  const props = { angaben: entwurf.angaben, set: setAngaben, maengel: sichtbar, fakten };
  return (
    <div className="am-page">
      <PageHeader
        titel={s ? 'Laufzettel bearbeiten' : 'Laufzettel anlegen'}
        pfad={[
          { text: 'Laufzettel', href: '#/beschaffung' },
          ...(s && id ? [{ text: s.nummer ?? 'noch ohne Nummer', href: `#/beschaffung/${id}` }] : []),
        ]}
      >
        {s ? null : (
          <Button icon={FileInput} onClick={() => navigate('#/beschaffung/einfuhr')}>
            Aus Bekanntmachung …
          </Button>
        )}
      </PageHeader>
      <div className="am-formseite">
        <form ref={form} className="am-form" noValidate onSubmit={(e) => e.preventDefault()}>
          {wiederhergestellt ? <Note>Ihre noch nicht gespeicherten Eingaben sind wieder da.</Note> : null}
          {problem ? <ErrorBox problem={problem} /> : null}
          <WasUndWarum {...props} />
          <Wert {...props} heute={app.heute} />
          <Verfahren {...props} />
          <Lose {...props} />
          <Haushalt {...props} />
          <Vermerkpunkte
            entwurf={entwurf}
            s={s}
            fakten={fakten}
            onChange={(vermerk) => change({ vermerk })}
          />
          <div className="am-formfoot">
            <Button
              disabled={busy}
              onClick={() => {
                dropUnsaved(id);
                navigate(id ? `#/beschaffung/${id}` : '#/beschaffung');
              }}
            >
              Verwerfen
            </Button>
            <Button art="primary" icon={Save} taste="Strg+S" busy={busy} onClick={() => void save()}>
              Speichern
            </Button>
          </div>
        </form>
        <div className="am-formseite__rand">
          <Panel titel="Was für den Umlauf noch fehlt">
            {spaeter.length === 0 ? (
              <p>Alle Angaben für den Start sind da.</p>
            ) : (
              <ul className="am-errlist">
                {spaeter.map((m) => (
                  <li key={`${m.feld} ${m.problem.code}`}>
                    <button
                      type="button"
                      className="am-link"
                      onClick={() => focusField(form.current, m.feld)}
                    >
                      {m.problem.cause}
                    </button>
                  </li>
                ))}
              </ul>
            )}
            <p className="am-muted am-small">Speichern können Sie auch ohne diese Angaben.</p>
          </Panel>
          <Laufwegvorschau
            s={s ? { ...s, angaben: entwurf.angaben } : vorab(entwurf)}
            fakten={fakten}
            heute={app.heute}
          />
        </div>
      </div>
    </div>
  );
}

function focusField(form: HTMLElement | null, feld: string): void {
  const box = form?.querySelector(`[data-feld="${CSS.escape(feld)}"]`);
  const control = box?.querySelector<HTMLElement>('input,select,textarea,[role=spinbutton]');
  control?.focus();
  box?.scrollIntoView({ block: 'center' });
}
