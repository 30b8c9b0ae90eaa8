import { CalendarCheck, Save } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Unterlage } from '../../../domain/bestattung/begriffe.ts';
import type { Terminplan } from '../../../domain/bestattung/belegung.ts';
import { istFreigegeben, type BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import type { PageProps } from '../../faecher.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { PageHeader, Panel } from '../../kit/Layout.tsx';
import { useQuery } from '../../shell/query.ts';
import { navigate } from '../../shell/router.ts';
import { aendere, legeAn } from './ablegen.ts';
import { usePruefung, useTerminsuche } from './fragen.ts';
import { GrabFelder } from './GrabFelder.tsx';
import { PersonFelder } from './PersonFelder.tsx';
import { Pruefung, Terminwahl } from './Terminwahl.tsx';
import {
  angabenAus,
  entwurfAus,
  leererEntwurf,
  pflichtfehler,
  type Entwurf,
  type Setzen,
} from './entwurf.ts';

/** The call of an undertaker on one screen: who, what, where, when; rules speak up while one types. */
export default function Anfrage(props: PageProps & { readonly id: string | null }) {
  const view = useQuery('vorgang.get', props.id === null ? undefined : { id: props.id });
  if (view.problem && !view.data) return <ErrorBox problem={view.problem} />;
  if (props.id !== null && !view.data) return <div className="am-page" aria-busy="true" />;
  return <Formular {...props} view={view.data} />;
}

function Formular({ app, view }: PageProps & { readonly view: VorgangView | null }) {
  const s = view ? (view.state as BestattungState) : null;
  const [basis] = useState(view);
  const [e, setE] = useState<Entwurf>(() => (s ? entwurfAus(s.angaben) : leererEntwurf));
  const [friedhof, setFriedhof] = useState('');
  const [grab, setGrab] = useState<string | null>(s?.grab ?? null);
  const [papiere, setPapiere] = useState<readonly Unterlage[]>(s?.unterlagen.map((u) => u.unterlage) ?? []);
  const [feierMin, setFeierMin] = useState(30);
  const [plan, setPlan] = useState<Terminplan | null>(null);
  const [andere, setAndere] = useState('');
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // somebody is on the phone: the first answer is typed at once
  useEffect(() => {
    if (s === null) form.current?.querySelector<HTMLElement>('select, input')?.focus();
  }, [s]);

  const set: Setzen = (feld) => (wert) => {
    setE((vorher) => ({ ...vorher, [feld]: wert }));
    // another death, kind or grave: the chosen date was found for the former
    if (['art', 'sterbetag', 'sterbeuhrzeit', 'grabart', 'einaescherungTag'].includes(feld)) setPlan(null);
  };
  const angaben = angabenAus(e);
  const { p, ...pruefung } = usePruefung(view, angaben, grab, papiere, plan);
  const suche = useTerminsuche(s ? null : angaben, grab, friedhof, feierMin, app.heute);
  const fehler = versucht ? pflichtfehler(e) : {};
  // What the change would be refused for: a released date must keep every rule of the release.
  const frei = s !== null && istFreigegeben(s.status);
  const sperren = p?.vormerken.filter((b) => b.stufe === 'sperre') ?? [];

  const speichern = async (vormerken: boolean) => {
    setVersucht(true);
    const offen = Object.keys(pflichtfehler(e));
    if (offen.length > 0 || !angaben) {
      form.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid=true]')?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    const gescheitert =
      s && basis
        ? await aendere(basis, angaben, s)
        : await legeAn({ angaben, termin: vormerken ? plan : null, grab, papiere, andere }, app.heute);
    setBusy(false);
    if (gescheitert) setProblem(gescheitert);
  };

  return (
    <div className="am-page am-page--voll">
      <PageHeader
        titel={s ? `Angaben ändern: ${view?.projection.titel}` : 'Bestattung vormerken'}
        pfad={[
          { text: 'Friedhof', href: '#/friedhof' },
          ...(view
            ? [{ text: s?.nummer ?? 'Vorgang', href: `#/friedhof/${view.id}` }, { text: 'Angaben' }]
            : [{ text: 'Neue Anfrage' }]),
        ]}
      >
        <Button onClick={() => navigate(view ? `#/friedhof/${view.id}` : '#/friedhof')}>Abbrechen</Button>
        {s ? (
          <Button art="primary" icon={Save} taste="Strg+S" busy={busy} onClick={() => void speichern(false)}>
            Speichern
          </Button>
        ) : (
          <>
            <Button icon={Save} taste="Strg+S" busy={busy} onClick={() => void speichern(false)}>
              Ohne Termin speichern
            </Button>
            <Button
              art="primary"
              icon={CalendarCheck}
              taste="Strg+Enter"
              busy={busy}
              disabled={plan === null || sperren.length > 0}
              onClick={() => void speichern(true)}
            >
              Vormerken
            </Button>
          </>
        )}
      </PageHeader>
      {problem ? <ErrorBox problem={problem} /> : null}
      <form ref={form} className="fh-anfrage" onSubmit={(ev) => ev.preventDefault()}>
        <PersonFelder
          e={e}
          set={set}
          fehler={fehler}
          doppelfall={p?.doppelfall ?? null}
          andere={s ? null : andere}
          onAndere={setAndere}
        />
        <GrabFelder
          heute={app.heute}
          e={e}
          set={set}
          neu={
            s
              ? null
              : {
                  friedhof,
                  grab,
                  papiere,
                  onFriedhof: (id) => {
                    setFriedhof(id);
                    setPlan(null);
                  },
                  onGrab: (gewaehlt, wo) => {
                    setGrab(gewaehlt);
                    setPlan(null);
                    if (wo !== null) setFriedhof(wo);
                  },
                  onPapiere: setPapiere,
                }
          }
        />
        <Panel titel={s ? 'Prüfung' : 'Termin'} scroll>
          <div className="am-stack fh-eng">
            <Pruefung p={p} {...pruefung} frei={frei} mitTermin={plan !== null} />
            {s ? null : angaben === null ? (
              <p className="am-muted">Mit dem Sterbetag erscheinen hier die besten zulässigen Termine.</p>
            ) : (
              <Terminwahl
                {...suche}
                feierMin={feierMin}
                onFeierMin={(minuten) => {
                  setFeierMin(minuten);
                  setPlan(null);
                }}
                plan={plan}
                onPlan={setPlan}
              />
            )}
          </div>
        </Panel>
      </form>
    </div>
  );
}
