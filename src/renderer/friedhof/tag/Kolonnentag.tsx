import { CheckCheck, ChevronLeft, ChevronRight, CircleAlert, KeyRound, Printer, Shovel } from 'lucide-react';
import { useState } from 'react';
import type { Tagesposten } from '../../../domain/bestattung/auswahl/kolonnentag.ts';
import type { PageProps } from '../../faecher.ts';
import { EmptyState, ErrorBox } from '../../kit/Boxes.tsx';
import { Button, IconButton } from '../../kit/Button.tsx';
import { Select } from '../../kit/Field.tsx';
import { tagAusgeschrieben, tagMitWochentag } from '../../kit/format.ts';
import { PageHeader } from '../../kit/Layout.tsx';
import { toastProblem } from '../../kit/toasts.ts';
import { call } from '../../bridge.ts';
import { useQuery } from '../../shell/query.ts';
import { formatRoute, navigate } from '../../shell/router.ts';
import { planungstag, plusTage } from '../kalender/rechnen.ts';
import { BlattDialog, Unterseiten, useLetzte } from '../teile.tsx';
import { useAussen } from './aussen.ts';
import { PinDialog } from './PinDialog.tsx';

/** What one crew does on a day, in the order of the clock; each post says what comes next. */
export default function Kolonnentag({ app, route }: PageProps) {
  useAussen();
  const { query } = route;
  const tag = query['tag'] ?? planungstag(app.heute);
  const antwort = useQuery('friedhof.kolonnentag', { tag, kolonne: query['kolonne'] ?? null });
  const daten = useLetzte(antwort.data);
  const [blatt, setBlatt] = useState<{ sha256: string; name: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [pins, setPins] = useState(false);
  const buero = app.person?.rollen.includes('friedhofsverwaltung') ?? false;
  const gehe = (next: Readonly<Record<string, string>>) =>
    navigate(formatRoute(['friedhof', 'tag'], { ...query, ...next }), true);
  const drucke = async () => {
    if (!daten) return;
    setBusy(true);
    const answer = await call('friedhof.tagesblatt', { tag, kolonne: daten.kolonne.id });
    setBusy(false);
    if (answer.ok) setBlatt(answer.value);
    else toastProblem(answer.problem);
  };
  const naechster = daten?.tageMitArbeit.find((t) => t > tag);
  return (
    <div className="am-page fh-aussen">
      {buero ? <Unterseiten aktiv="tag" /> : null}
      <PageHeader
        titel={daten?.kolonne.name ?? 'Kolonnentag'}
        vorzeile="Friedhof · Kolonnentag"
        zusatz={
          <span className="am-muted">
            {tagAusgeschrieben(tag)}
            {tag === app.heute ? ' · heute' : ''}
          </span>
        }
      >
        <IconButton
          linie
          icon={ChevronLeft}
          text="Vorheriger Tag"
          onClick={() => gehe({ tag: plusTage(tag, -1) })}
        />
        <Button onClick={() => gehe({ tag: planungstag(app.heute) })}>Heute</Button>
        <IconButton
          linie
          icon={ChevronRight}
          text="Nächster Tag"
          onClick={() => gehe({ tag: plusTage(tag, 1) })}
        />
        {daten ? (
          <Button art="tertiary" icon={KeyRound} onClick={() => setPins(true)}>
            PINs
          </Button>
        ) : null}
        <Button art="tertiary" icon={Printer} busy={busy} onClick={() => void drucke()}>
          Tagesblatt
        </Button>
      </PageHeader>
      {antwort.problem ? <ErrorBox problem={antwort.problem} /> : null}
      {daten?.geraeteuhr ? <ErrorBox problem={daten.geraeteuhr} /> : null}
      {daten && daten.kolonnen.length > 1 ? (
        <div className="fh-kolonnenwahl">
          <Select
            label="Kolonne"
            value={daten.kolonne.id}
            onChange={(kolonne) => gehe({ kolonne })}
            optionen={daten.kolonnen.map((k) => ({ wert: k.id, text: k.name }))}
          />
        </div>
      ) : null}
      {daten && daten.posten.length === 0 ? (
        <EmptyState icon={Shovel} titel="An diesem Tag ist nichts zu tun">
          <p>Neue Aufträge erscheinen hier von selbst, sobald sie freigegeben sind.</p>
          {naechster ? (
            <Button onClick={() => gehe({ tag: naechster })}>Zum {tagMitWochentag(naechster)}</Button>
          ) : null}
        </EmptyState>
      ) : null}
      <ol className="fh-posten">
        {daten?.posten.map((p) => (
          <Posten key={p.vorgang + p.was} p={p} />
        ))}
      </ol>
      {pins && daten ? (
        <PinDialog kolonne={daten.kolonne} buero={buero} onClose={() => setPins(false)} />
      ) : null}
      {blatt ? <BlattDialog titel="Tagesblatt" {...blatt} onClose={() => setBlatt(null)} /> : null}
    </div>
  );
}

const ZURUECK = { storniert: 'Storniert', verlegt: 'Verlegt', abgegeben: 'Abgegeben' } as const;

function Posten({ p }: { readonly p: Tagesposten }) {
  const fertig = p.schritteErledigt === p.schritteGesamt;
  return (
    <li>
      <a
        className="fh-posten__karte"
        href={`#/friedhof/auftrag/${p.vorgang}`}
        data-lage={
          p.zurueckgezogen || p.gestoppt ? 'halt' : !p.quittiert ? 'neu' : fertig ? 'fertig' : 'offen'
        }
      >
        <span className="fh-posten__zeit">{p.uhrzeit}</span>
        <span className="fh-posten__text">
          <b>
            {p.was}: {p.titel}
          </b>
          <span>{p.ort}</span>
        </span>
        <span className="fh-posten__stand">
          {p.zurueckgezogen ? (
            <b className="fh-halt">
              <CircleAlert size={20} aria-hidden /> {ZURUECK[p.zurueckgezogen]} – nicht ausführen
            </b>
          ) : p.gestoppt ? (
            <b className="fh-halt">
              <CircleAlert size={20} aria-hidden /> Arbeit gestoppt
            </b>
          ) : fertig ? (
            <b>
              <CheckCheck size={20} aria-hidden /> Erledigt
            </b>
          ) : (
            <b>Als Nächstes: {p.naechstes?.text ?? '–'}</b>
          )}
          <span className="am-muted">
            Fassung {p.fassung}
            {p.quittiert ? ', quittiert' : ', noch nicht quittiert'} · {p.schritteErledigt} von{' '}
            {p.schritteGesamt} Schritten
          </span>
        </span>
        <ChevronRight size={24} aria-hidden />
      </a>
    </li>
  );
}
