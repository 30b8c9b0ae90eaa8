import {
  Check,
  ChevronDown,
  Circle,
  PenLine,
  ShieldAlert,
  ShieldCheck,
  SkipForward,
  Undo2,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { describeRoute, type Laufwegzeile } from '../../domain/umlauf/index.ts';
import { Progress } from '../kit/Boxes.tsx';
import { tagMitWochentag, zeitKurz } from '../kit/format.ts';
import { LinienPunkt, Panel, type LinieArt } from '../kit/Layout.tsx';
import { StatusTag, STATUS_ICON } from '../kit/Status.tsx';
import { Stifthinweis } from './Stift.tsx';
import type { UmlaufVorgang } from './vorgang.ts';

interface Props {
  readonly vorgang: UmlaufVorgang;
  /** the step that waits for the viewer */
  readonly meinSchritt: string | null;
  readonly kopf?: ReactNode;
}

/** The route with its state: who decided what and when, who is next, and why each step is there. */
export function Laufweg({ vorgang, meinSchritt, kopf }: Props) {
  const { umlauf, verzeichnis, heute } = vorgang;
  const weg = describeRoute(umlauf, verzeichnis, heute);
  return (
    <Panel titel="Laufweg" rechts={kopf} scroll className="am-laufweg">
      <div className="am-stack">
        <Progress erledigt={weg.erledigt} gesamt={weg.gesamt} text="Schritten erledigt" />
        <Stifthinweis vorgang={vorgang.view.id} />
        <ol className="am-line">
          {weg.zeilen.map((z) => (
            <Zeile key={z.id} zeile={z} heute={heute} mein={z.id === meinSchritt} />
          ))}
        </ol>
        <p className="am-small am-muted">
          Regeln: Fassung {weg.laufweg.fassung} vom {tagMitWochentag(weg.laufweg.gueltigAb)}
          {weg.laufweg.geprueft ? '' : ' · Muster, nicht geprüft'}
        </p>
      </div>
    </Panel>
  );
}

const view = (z: Laufwegzeile): { readonly art: LinieArt; readonly icon: typeof Check } => {
  switch (z.status.code) {
    case 'erledigt':
      return z.positiv === false ? { art: 'fehler', icon: X } : { art: 'fertig', icon: Check };
    case 'aktuell':
      return { art: 'aktiv', icon: PenLine };
    case 'uebersprungen':
      return { art: 'ruht', icon: SkipForward };
    default:
      return { art: 'offen', icon: Circle };
  }
};

interface ZeileProps {
  readonly zeile: Laufwegzeile;
  readonly heute: string;
  readonly mein: boolean;
}

function Zeile({ zeile: z, heute, mein }: ZeileProps) {
  return (
    <LinienPunkt {...view(z)} titel={z.bezeichnung}>
      <p>
        {z.entschiedenVon ?? z.adressat}
        {z.parallel ? <span className="am-muted"> · parallel</span> : null}
      </p>
      {z.entscheidung ? (
        <p className={z.positiv === false ? 'am-strong' : ''}>{capital(z.entscheidung)}</p>
      ) : null}
      {z.bemerkung ? <p className="am-quote">„{z.bemerkung}“</p> : null}
      {z.status.code === 'aktuell' ? (
        <div className="am-row">
          {mein ? (
            <StatusTag stufe="wartet" text="Sie sind dran" />
          ) : (
            <StatusTag
              stufe={z.ueberfaellig ? 'fehler' : z.status.stufe}
              text={z.status.text}
              {...(z.ueberfaellig ? {} : { icon: STATUS_ICON.frist })}
            />
          )}
        </div>
      ) : null}
      {z.faellig && z.status.code === 'aktuell' ? (
        <p className="am-muted">Frist: {tagMitWochentag(z.faellig)}</p>
      ) : null}
      {z.status.code === 'uebersprungen' ? <p className="am-muted">{z.status.text}</p> : null}
      {z.zeit ? (
        <p className="am-line__foot">
          <Nachweis zeile={z} />
          <span>{zeitKurz(z.zeit, heute)}</span>
        </p>
      ) : null}
      {z.erinnertAm ? <p className="am-muted am-small">Erinnert am {zeitKurz(z.erinnertAm, heute)}</p> : null}
      {z.umgeleitet.map((u) => (
        <p key={u.zeit} className="am-muted am-small">
          Zuvor bei {u.von}: {u.grund}
        </p>
      ))}
      {z.fruehere.map((f) => (
        <p key={f.zeit} className="am-small am-row">
          <Undo2 size={14} aria-hidden />
          <span className="am-grow">
            <s>
              {f.von}: {f.entscheidung}, {zeitKurz(f.zeit, heute)}
            </s>{' '}
            überholt: {f.grund}
          </span>
        </p>
      ))}
      <Warum zeile={z} />
    </LinienPunkt>
  );
}

const capital = (s: string): string => s.slice(0, 1).toUpperCase() + s.slice(1);

/** What the record of a decision rests on; provisional proof is never shown as good. */
function Nachweis({ zeile: z }: { readonly zeile: Laufwegzeile }) {
  const n = z.nachweis;
  if (!n) return <span>Ohne Signatur vermerkt</span>;
  const uebung = n.niveau === 'uebung' ? ' (Übung)' : '';
  const gut = n.indication === 'TOTAL_PASSED' && !n.vorlaeufig;
  return (
    <>
      <span
        className={`am-nachweis ${gut ? 'am-nachweis--gut' : 'am-nachweis--offen'}`}
        title={n.zertifikatName}
      >
        {gut ? <ShieldCheck size={15} aria-hidden /> : <ShieldAlert size={15} aria-hidden />}
        {gut ? `Gültig signiert${uebung}` : `Signiert, Prüfung vorläufig${uebung}`}
      </span>
      {n.art === 'pdf' ? (
        <a className="am-small" href={`#/pruefen?dokument=${n.sha256}`}>
          Prüfbericht und Nachweis
        </a>
      ) : null}
    </>
  );
}

/** „Warum dieser Schritt?“: the rules, with their source and whether anybody has checked it. */
export function Warum({
  zeile: z,
}: {
  readonly zeile: Pick<Laufwegzeile, 'warum' | 'hinzugefuegt' | 'pflicht'>;
}) {
  if (z.warum.length === 0 && !z.hinzugefuegt) return null;
  return (
    <details className="am-warum">
      <summary>
        <ChevronDown size={14} aria-hidden /> Warum dieser Schritt?
      </summary>
      {z.hinzugefuegt ? <p>{z.hinzugefuegt}</p> : null}
      {z.warum.map((r) => (
        <p key={r.regel}>
          {r.warum}
          <span className="am-muted">
            {' '}
            {r.norm}
            {r.geprueft ? '' : ' (nicht geprüft)'} · Regel {r.regel}
          </span>
        </p>
      ))}
      <p className="am-muted">{z.pflicht ? 'Pflichtschritt' : 'Kann mit Begründung übersprungen werden'}</p>
    </details>
  );
}
