import { CalendarCheck, Save } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import {
  bestattungsarten,
  bestattungsartText,
  grabarten,
  grabartText,
  unterlagen as alleUnterlagen,
  unterlageText,
  type Unterlage,
} from '../../../domain/bestattung/begriffe.ts';
import type { Terminplan } from '../../../domain/bestattung/belegung.ts';
import { istFreigegeben, type BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import type { PageProps } from '../../faecher.ts';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Checkbox, Select, TextArea, TextField } from '../../kit/Field.tsx';
import { tagMitWochentag, zeitLang } from '../../kit/format.ts';
import { PageHeader, Panel } from '../../kit/Layout.tsx';
import { useQuery } from '../../shell/query.ts';
import { navigate } from '../../shell/router.ts';
import { execute, newId, sayDone } from '../../vorgang/execute.ts';
import { Grabsuche } from '../fall/Grabsuche.tsx';
import { Vorschlaege } from '../fall/Vorschlaege.tsx';
import { useOrte } from '../orte.ts';
import { TimeField } from '../../kit/TimeField.tsx';
import { Befunde, useLetzte, useVerzoegert } from '../teile.tsx';
import { angabenAus, entwurfAus, leererEntwurf, pflichtfehler, type Entwurf } from './entwurf.ts';

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
  const { friedhoefe } = useOrte(app.heute);

  const set =
    <K extends keyof Entwurf>(feld: K) =>
    (wert: Entwurf[K]) => {
      setE((vorher) => ({ ...vorher, [feld]: wert }));
      // another death, kind or grave: the chosen date was found for the former
      if (['art', 'sterbetag', 'sterbeuhrzeit', 'grabart', 'einaescherungTag'].includes(feld)) setPlan(null);
    };
  const angaben = angabenAus(e);
  const frage = useVerzoegert(
    angaben && {
      vorgang: view?.id ?? null,
      angaben,
      grab,
      verlaengerungJahre: s?.verlaengerungJahre ?? 0,
      genehmigungen: s?.genehmigungen.map(({ dokument: _, ...g }) => g) ?? [],
      unterlagen: [...papiere],
      plan: plan ?? s?.plan ?? null,
    },
    250,
  );
  const pruefung = useQuery('friedhof.pruefen', frage ?? undefined);
  const p = useLetzte(pruefung.data);
  const suchfrage = useVerzoegert(
    angaben && s === null
      ? {
          vorgang: null,
          angaben: { ...angaben, verstorben: { ...angaben.verstorben, vorname: '', nachname: '' } },
          grab,
          verlaengerungJahre: 0,
          genehmigungen: [],
          unterlagen: [],
          feierMin,
          friedhoefe: friedhof && grab === null ? [friedhof] : null,
          abTag: app.heute,
          tage: 42,
          wunsch: null,
          hoechstens: 8,
        }
      : null,
    250,
  );
  const suche = useQuery('friedhof.besteTermine', suchfrage ?? undefined);
  const beste = useLetzte(suche.data);
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
    const gescheitert = s && basis ? await aendere(basis) : await lege(vormerken ? plan : null);
    setBusy(false);
    if (gescheitert) setProblem(gescheitert);
  };

  const aendere = async (ziel: VorgangView): Promise<Problem | null> => {
    const answer = await execute(ziel, { type: 'updateAngaben', angaben } as never);
    if (!answer.ok) return answer.problem;
    sayDone('Die Angaben sind gespeichert.', answer.value);
    // What undertaker and crew know has changed: the new sheet is shown at once.
    const neu = (answer.value.vorgang.state as BestattungState).fassung > (s?.fassung ?? 0);
    navigate(`#/friedhof/${ziel.id}${neu ? '?blatt=neu' : ''}`);
    return null;
  };

  /** Creates the case, then what belongs to it step by step; what was kept stays if a later step is refused. */
  const lege = async (termin: Terminplan | null): Promise<Problem | null> => {
    const id = await newId();
    if (typeof id !== 'string') return id;
    const schritte = [
      {
        type: 'createBestattung',
        jahr: Number(app.heute.slice(0, 4)),
        angaben,
        keinDoppelfall: andere.trim() || null,
      },
      ...(termin ? [{ type: 'holdTermin', plan: termin }] : []),
      ...(grab === null ? [] : [{ type: 'assignGrab', grab, verlaengerungJahre: 0 }]),
      ...papiere.map((unterlage) => ({
        type: 'recordUnterlage',
        unterlage,
        am: app.heute,
        dokument: null,
      })),
    ];
    let revision = 0;
    for (const command of schritte) {
      const answer = await execute({ art: 'bestattung', id, revision }, command as never);
      if (!answer.ok) {
        // the case is there already: it goes on at its own page, where the next step can be repeated
        if (revision > 0) navigate(`#/friedhof/${id}?hinweis=${encodeURIComponent(answer.problem.cause)}`);
        return answer.problem;
      }
      revision = answer.value.vorgang.revision;
      if (command === schritte.at(-1))
        sayDone(termin ? 'Der Termin ist vorgemerkt.' : 'Die Anfrage ist gespeichert.', answer.value);
    }
    navigate(`#/friedhof/${id}`);
    return null;
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
        <Panel titel="Verstorbene Person und Anfrage" scroll>
          <div className="am-stack fh-eng">
            <Select
              label="Bestattungsart"
              value={e.art}
              onChange={(w) => set('art')(w as Entwurf['art'])}
              optionen={bestattungsarten.map((a) => ({ wert: a, text: bestattungsartText[a] }))}
            />
            <div className="fh-paar">
              <TextField label="Vorname" value={e.vorname} onChange={set('vorname')} />
              <TextField
                label="Nachname"
                required
                value={e.nachname}
                onChange={set('nachname')}
                error={fehler.nachname ?? null}
              />
            </div>
            <div className="fh-paar">
              <TextField label="Geburtsname" optional value={e.geburtsname} onChange={set('geburtsname')} />
              <DateField label="Geburtsdatum" value={e.geburtsdatum} onChange={set('geburtsdatum')} />
            </div>
            <div className="fh-paar">
              <DateField
                label="Gestorben am"
                value={e.sterbetag}
                onChange={set('sterbetag')}
                error={fehler.sterbetag ?? null}
              />
              <TimeField label="Uhrzeit" value={e.sterbeuhrzeit} onChange={set('sterbeuhrzeit')} />
            </div>
            {e.art === 'urne' ? (
              <div className="fh-paar">
                <DateField
                  label="Eingeäschert am"
                  value={e.einaescherungTag}
                  onChange={set('einaescherungTag')}
                />
                <TextField
                  label="Einäscherungsnummer"
                  value={e.einaescherungNummer}
                  onChange={set('einaescherungNummer')}
                />
              </div>
            ) : null}
            <div className="fh-paar">
              <TextField
                label="Bestatter"
                required
                value={e.bestatter}
                onChange={set('bestatter')}
                error={fehler.bestatter ?? null}
              />
              <TextField label="Telefon" type="tel" value={e.telefon} onChange={set('telefon')} />
            </div>
            {p?.doppelfall ? (
              <Note art="warnung" titel="Vielleicht schon erfasst">
                <p>
                  Möglicher Doppelfall: <a href={`#/friedhof/${p.doppelfall.vorgang}`}>{p.doppelfall.text}</a>
                </p>
                {s ? null : (
                  <TextField label="Es ist eine andere Person, weil" value={andere} onChange={setAndere} />
                )}
              </Note>
            ) : null}
            <details>
              <summary>Kostenträger, Nutzungsrecht, Feier, Hinweise</summary>
              <div className="am-stack fh-mehr">
                <div className="fh-paar">
                  <TextField label="Kostenträger" value={e.kostentraeger} onChange={set('kostentraeger')} />
                  <TextField label="Anschrift" value={e.anschrift} onChange={set('anschrift')} />
                </div>
                <TextField
                  label="Nutzungsberechtigt"
                  value={e.nutzungsberechtigt}
                  onChange={set('nutzungsberechtigt')}
                />
                <Checkbox checked={e.zugestimmt} onChange={set('zugestimmt')}>
                  Hat der Bestattung zugestimmt
                </Checkbox>
                <div className="fh-paar">
                  <TextField label="Redner" value={e.redner} onChange={set('redner')} />
                  <TextField label="Musik" value={e.musik} onChange={set('musik')} />
                </div>
                <TextField label="Träger" value={e.traeger} onChange={set('traeger')} />
                <TextArea
                  label="Hinweis für die Kolonne"
                  rows={2}
                  maxLength={1000}
                  value={e.hinweisKolonne}
                  onChange={set('hinweisKolonne')}
                />
                <TextArea
                  label="Bemerkung (nur Büro)"
                  rows={2}
                  maxLength={2000}
                  value={e.bemerkung}
                  onChange={set('bemerkung')}
                />
              </div>
            </details>
          </div>
        </Panel>
        <Panel titel="Grab und Unterlagen" scroll>
          <div className="am-stack fh-eng">
            <Select
              label="Grabart"
              leer="noch offen"
              value={e.grabart}
              onChange={(w) => set('grabart')(w as Entwurf['grabart'])}
              optionen={grabarten.map((g) => ({ wert: g, text: grabartText[g] }))}
            />
            {e.art === 'urne' ? null : (
              <div className="fh-paar">
                <TextField
                  label="Sarg: Länge (cm)"
                  inputMode="numeric"
                  value={e.sargLaenge}
                  onChange={set('sargLaenge')}
                />
                <TextField
                  label="Breite (cm)"
                  inputMode="numeric"
                  value={e.sargBreite}
                  onChange={set('sargBreite')}
                />
              </div>
            )}
            {s ? null : (
              <>
                <Select
                  label="Friedhof"
                  leer="alle, die in Frage kommen"
                  value={friedhof}
                  onChange={(w) => {
                    setFriedhof(w);
                    setPlan(null);
                  }}
                  optionen={friedhoefe.map((f) => ({
                    wert: f.id,
                    text: `${f.nummer} ${f.name}${f.geschlossenAb ? ' (geschlossen)' : ''}`,
                  }))}
                />
                <Grabsuche
                  friedhof={friedhof || null}
                  grabart={e.grabart || null}
                  heute={app.heute}
                  gewaehlt={grab}
                  onWahl={(t) => {
                    setGrab(t?.grab.schluessel ?? null);
                    setPlan(null);
                    if (t) setFriedhof(t.grab.friedhof);
                    if (t && e.grabart === '') set('grabart')(t.grab.grabart);
                  }}
                />
                <fieldset className="am-fieldset am-stack-s">
                  <legend className="am-legend">Unterlagen liegen vor</legend>
                  {alleUnterlagen.map((u) => (
                    <Checkbox
                      key={u}
                      checked={papiere.includes(u)}
                      onChange={(an) => setPapiere(an ? [...papiere, u] : papiere.filter((x) => x !== u))}
                    >
                      {unterlageText[u]}
                    </Checkbox>
                  ))}
                </fieldset>
              </>
            )}
          </div>
        </Panel>
        <Panel titel={s ? 'Prüfung' : 'Termin'} scroll>
          <div className="am-stack fh-eng">
            <div aria-live="polite" className="am-stack-s">
              {p && (p.fruehestens || p.spaetestens) ? (
                <p className="fh-frist">
                  {p.fruehestens ? `Frühestens ${zeitLang(p.fruehestens)}. ` : ''}
                  {p.spaetestens ? `Spätestens ${tagMitWochentag(p.spaetestens)}.` : ''}
                </p>
              ) : null}
              {pruefung.problem ? <ErrorBox problem={pruefung.problem} /> : null}
              {p && frage ? (
                <Befunde befunde={frei ? [...p.vormerken, ...p.freigeben] : p.vormerken} />
              ) : null}
              {p && frage && plan && p.freigeben.length > 0 ? (
                <details className="am-small">
                  <summary>Für die Freigabe fehlt noch ({p.freigeben.length})</summary>
                  <ul className="fh-ausschluss">
                    {p.freigeben.map((b) => (
                      <li key={b.cause}>{b.cause}</li>
                    ))}
                  </ul>
                </details>
              ) : null}
            </div>
            {s ? null : angaben === null ? (
              <p className="am-muted">Mit dem Sterbetag erscheinen hier die besten zulässigen Termine.</p>
            ) : (
              <>
                <Select
                  label="Trauerfeier in der Halle"
                  value={String(feierMin)}
                  onChange={(w) => {
                    setFeierMin(Number(w));
                    setPlan(null);
                  }}
                  optionen={[
                    { wert: '30', text: '30 Minuten' },
                    { wert: '60', text: '60 Minuten' },
                    { wert: '90', text: '90 Minuten' },
                    { wert: '0', text: 'keine' },
                  ]}
                />
                {suche.problem ? <ErrorBox problem={suche.problem} /> : null}
                <Vorschlaege
                  legende="Beste Termine"
                  vorschlaege={beste?.vorschlaege ?? []}
                  ausschluesse={beste?.ausschluesse ?? []}
                  geprueft={beste?.geprueft ?? 0}
                  gewaehlt={plan}
                  onWahl={(v) => setPlan(v.plan)}
                  busy={suche.loading}
                />
              </>
            )}
          </div>
        </Panel>
      </form>
    </div>
  );
}
