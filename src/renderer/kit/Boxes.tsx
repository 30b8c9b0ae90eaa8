import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { Rechtsgrundlage } from '../../domain/shared/legal.ts';
import { zahl } from './format.ts';

/** A refusal: what, why, and what to do next. */
export function ErrorBox({
  problem,
  children,
}: {
  readonly problem: Problem;
  readonly children?: ReactNode;
}) {
  return (
    <div className="am-box am-box--fehler" role="alert">
      <CircleAlert size={22} aria-hidden />
      <p className="am-box__titel">{problem.heading}</p>
      <p>{problem.cause}</p>
      <p>
        <b className="am-strong">Nächster Schritt:</b> {problem.next}
      </p>
      {children}
      <p className="am-box__code">Kennung: {problem.code}</p>
    </div>
  );
}

const BOX: Readonly<Record<'info' | 'warnung' | 'gut' | 'fehler', LucideIcon>> = {
  info: Info,
  warnung: TriangleAlert,
  gut: CircleCheck,
  fehler: CircleAlert,
};

interface NoteProps {
  readonly art?: keyof typeof BOX;
  readonly titel?: string;
  readonly children?: ReactNode;
}

export function Note({ art = 'info', titel, children }: NoteProps) {
  const Icon = BOX[art];
  return (
    <div className={`am-box am-box--${art}`}>
      <Icon size={20} aria-hidden />
      {titel ? <p className="am-box__titel">{titel}</p> : null}
      {children ? <div>{children}</div> : null}
    </div>
  );
}

interface EmptyProps {
  readonly icon: LucideIcon;
  readonly titel: string;
  /** why it is empty and what comes next */
  readonly children?: ReactNode;
}

export function EmptyState({ icon: Icon, titel, children }: EmptyProps) {
  return (
    <div className="am-empty">
      <Icon size={32} strokeWidth={1.5} aria-hidden />
      <p className="am-box__titel">{titel}</p>
      {children}
    </div>
  );
}

interface ProgressProps {
  readonly erledigt: number;
  readonly gesamt: number;
  /** e.g. „Schritten erledigt“ gives „3 von 5 Schritten erledigt“ */
  readonly text: string;
  readonly prozent?: boolean;
}

/** Progress in words and as a bar. */
export function Progress({ erledigt, gesamt, text, prozent }: ProgressProps) {
  const anteil = gesamt > 0 ? Math.round((erledigt / gesamt) * 100) : 0;
  const worte = prozent ? `${text} – ${anteil} %` : `${zahl(erledigt)} von ${zahl(gesamt)} ${text}`;
  return (
    <div className="am-progress">
      <div className="am-progress__text">{worte}</div>
      <progress value={erledigt} max={Math.max(gesamt, 1)} aria-label={worte} />
    </div>
  );
}

/** Where a rule comes from, with the warning when nobody has checked it. */
export function Norm({ norm }: { readonly norm: Rechtsgrundlage }) {
  return (
    <span className="am-small am-muted">
      {norm.norm}
      {norm.geprueft ? null : ' (nicht geprüft)'}
      {norm.hinweis ? ` – ${norm.hinweis}` : null}
    </span>
  );
}
