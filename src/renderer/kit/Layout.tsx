import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useTitle } from '../shell/router.ts';
import { zahl } from './format.ts';

export interface Crumb {
  readonly text: string;
  readonly href?: string;
}

export function Breadcrumb({ pfad }: { readonly pfad: readonly Crumb[] }) {
  return (
    <nav aria-label="Pfad">
      <ol className="am-crumbs">
        {pfad.map((c) => (
          <li key={c.text}>{c.href ? <a href={c.href}>{c.text}</a> : <span>{c.text}</span>}</li>
        ))}
      </ol>
    </nav>
  );
}

interface PageHeaderProps {
  readonly titel: string;
  readonly pfad?: readonly Crumb[];
  /** a line above the title when there is no path */
  readonly vorzeile?: string;
  readonly zusatz?: ReactNode;
  readonly children?: ReactNode;
}

/** Breadcrumb, h1, and the actions on the right; the one primary action comes last. */
export function PageHeader({ titel, pfad, vorzeile, zusatz, children }: PageHeaderProps) {
  useTitle(titel);
  return (
    <header className="am-pagehead">
      <div className="am-pagehead__text">
        {pfad ? <Breadcrumb pfad={pfad} /> : null}
        {vorzeile ? <p className="am-crumbs">{vorzeile}</p> : null}
        <div className="am-pagehead__title">
          <h1>{titel}</h1>
          {zusatz}
        </div>
      </div>
      {children ? <div className="am-pagehead__actions">{children}</div> : null}
    </header>
  );
}

interface PanelProps {
  readonly titel?: string;
  readonly icon?: LucideIcon;
  readonly anzahl?: number;
  /** a quiet count: nothing to do for me */
  readonly ruhig?: boolean;
  readonly rechts?: ReactNode;
  /** no padding: rows reach the edge */
  readonly buendig?: boolean;
  /** the body scrolls inside the panel */
  readonly scroll?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Panel(p: PanelProps) {
  const id = useId();
  const Icon = p.icon;
  return (
    <section
      className={`am-panel ${p.scroll ? 'am-panel--scroll' : ''} ${p.className ?? ''}`}
      aria-labelledby={p.titel ? id : undefined}
    >
      {p.titel ? (
        <div className="am-panel__head">
          {Icon ? <Icon size={20} aria-hidden /> : null}
          <h2 id={id}>{p.titel}</h2>
          {p.anzahl === undefined ? null : (
            <span className={`am-count ${p.ruhig ? 'am-count--line' : ''}`}>{zahl(p.anzahl)}</span>
          )}
          {p.rechts ? <div className="am-panel__aside">{p.rechts}</div> : null}
        </div>
      ) : null}
      {/* a scrolling region must be reachable by keyboard */}
      <div
        className={`am-panel__body ${p.buendig ? 'am-panel__body--flush' : ''}`}
        {...(p.scroll ? { tabIndex: 0, role: 'group', 'aria-label': p.titel ?? 'Inhalt' } : {})}
      >
        {p.children}
      </div>
    </section>
  );
}

interface FactsProps {
  readonly angaben: readonly (readonly [string, ReactNode])[];
  readonly breit?: boolean;
}

/** Description list; empty values are left out, so that nothing shouts „–“. */
export function DescriptionList({ angaben, breit }: FactsProps) {
  return (
    <dl className={`am-dl ${breit ? 'am-dl--wide' : ''}`}>
      {angaben
        .filter(([, wert]) => wert !== null && wert !== undefined && wert !== '')
        .map(([name, wert]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{wert}</dd>
          </div>
        ))}
    </dl>
  );
}

export type LinieArt = 'fertig' | 'aktiv' | 'offen' | 'ruht' | 'warnung' | 'fehler' | 'zurueck';

interface LinieProps {
  readonly art: LinieArt;
  readonly icon: LucideIcon;
  readonly titel: string;
  readonly children?: ReactNode;
}

/** One station on a line of events or steps; put them in an `<ol className="am-line">`. */
export function LinienPunkt({ art, icon: Icon, titel, children }: LinieProps) {
  return (
    <li className="am-line__item" data-art={art} aria-current={art === 'aktiv' ? 'step' : undefined}>
      <span className="am-line__dot">
        <Icon size={16} aria-hidden />
      </span>
      <div className="am-line__body">
        <h3>{titel}</h3>
        {children}
      </div>
    </li>
  );
}
