import { ArrowRight, CalendarClock, CircleHelp, Hourglass, Inbox, PenLine } from 'lucide-react';
import { useState } from 'react';
import type { AufgabeRow } from '../../contract/vorgang.ts';
import { fachOf, hrefOf, type PageProps } from '../faecher.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState, ErrorBox } from '../kit/Boxes.tsx';
import { anzahl, seit, tagAusgeschrieben, uhrzeit } from '../kit/format.ts';
import { PageHeader, Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { useQuery } from '../shell/query.ts';
import { navigate } from '../shell/router.ts';
import { byUrgency, mostUrgent } from './ordnen.ts';
import { Zeile } from './Zeile.tsx';

/** As many as one looks over at once; the rest on request. */
const ZEIGEN = 12;

/** Start screen: what waits for me, due first, over all Fächer. */
export function Arbeitskorb({ app }: PageProps) {
  const { data: korb, problem, loading } = useQuery('arbeitskorb.get', null);
  const [alle, setAlle] = useState(false);
  const heute = korb?.heute ?? app.heute;
  const dringend = korb ? mostUrgent(korb) : null;
  const aufgaben = [...(korb?.aufgaben ?? [])].sort(byUrgency);
  const rueckfragen = [...(korb?.rueckfragen ?? [])].sort((a, b) => a.seit.localeCompare(b.seit));
  return (
    <div className="am-page">
      <PageHeader titel="Was ist heute für mich zu tun?" vorzeile={tagAusgeschrieben(heute)}>
        {dringend ? (
          <Button art="primary" icon={ArrowRight} taste="Strg+Enter" onClick={() => openTask(dringend)}>
            Mit dem Dringendsten beginnen
          </Button>
        ) : null}
      </PageHeader>
      {problem ? <ErrorBox problem={problem} /> : null}
      <div className="am-korb" aria-busy={loading}>
        <div className="am-stack">
          <Panel
            titel="Zeichnen und entscheiden"
            icon={PenLine}
            anzahl={aufgaben.length}
            ruhig={aufgaben.length === 0}
            rechts={
              aufgaben.filter((a) => a.art === 'zeichnen' || a.art === 'pruefen').length > 1 ? (
                <a href="#/zeichnen">Mehrere zeichnen …</a>
              ) : aufgaben.length > 1 ? (
                'nach Frist sortiert'
              ) : null
            }
            buendig
          >
            {aufgaben.length > 0 ? (
              <ul>
                {aufgaben.slice(0, alle ? undefined : ZEIGEN).map((a) => (
                  <Zeile key={`${a.vorgang.id}/${a.id}`} aufgabe={a} heute={heute} />
                ))}
              </ul>
            ) : loading ? (
              <div className="am-empty" />
            ) : (
              <EmptyState icon={Inbox} titel="Nichts wartet auf Sie">
                <p>
                  Sobald ein Vorgang bei Ihnen ankommt, steht er hier. Eigene Vorgänge beginnen Sie in den
                  Bereichen links.
                </p>
              </EmptyState>
            )}
            {!alle && aufgaben.length > ZEIGEN ? (
              <div className="am-more">
                <button type="button" className="am-link" onClick={() => setAlle(true)}>
                  {anzahl(aufgaben.length - ZEIGEN, 'weitere Aufgabe', 'weitere Aufgaben')} zeigen
                </button>
              </div>
            ) : null}
          </Panel>
          {rueckfragen.length > 0 ? (
            <Panel titel="Rückfragen an mich" icon={CircleHelp} anzahl={rueckfragen.length} buendig>
              <ul>
                {rueckfragen.map((a) => (
                  <Zeile key={`${a.vorgang.id}/${a.id}`} aufgabe={a} heute={heute} />
                ))}
              </ul>
            </Panel>
          ) : null}
        </div>
        <div className="am-stack">
          <Termine korb={korb} />
          <Wartet korb={korb} heute={heute} />
        </div>
      </div>
    </div>
  );
}

function openTask(a: AufgabeRow): void {
  navigate(fachOf(a.vorgang.art)?.href(a.vorgang, a) ?? hrefOf(a.vorgang));
}

type Korb = ReturnType<typeof useQuery<'arbeitskorb.get'>>['data'];

function Termine({ korb }: { readonly korb: Korb }) {
  const termine = [...(korb?.termine ?? [])].sort((a, b) => a.beginn.localeCompare(b.beginn));
  return (
    <Panel
      titel="Termine heute"
      icon={CalendarClock}
      anzahl={termine.length}
      ruhig={termine.length === 0}
      buendig
    >
      {termine.length === 0 ? (
        <p className="am-panel__body am-muted">Heute stehen keine Termine an.</p>
      ) : (
        <ul>
          {termine.map((t) => (
            <li key={`${t.vorgang.id} ${t.beginn} ${t.text}`} className="am-task am-termin">
              <b className="am-strong">{uhrzeit(t.beginn)}</b>
              <div className="am-task__text">
                <a href={hrefOf(t.vorgang)}>{t.text}</a>
                <p>
                  {[fachOf(t.vorgang.art)?.titel.replaceAll('\u00ad', ''), t.ort].filter(Boolean).join(' · ')}
                </p>
              </div>
              <StatusTag {...t.status} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Wartet({ korb, heute }: { readonly korb: Korb; readonly heute: string }) {
  const wartet = korb?.wartetAufAndere ?? [];
  const [alle, setAlle] = useState(false);
  const oldest = wartet[0];
  return (
    <Panel titel="Wartet auf andere" icon={Hourglass} anzahl={wartet.length} ruhig>
      {!oldest ? (
        <p className="am-muted">Keiner Ihrer Vorgänge liegt gerade bei jemand anderem.</p>
      ) : (
        <div className="am-stack-s">
          <p className="am-muted">
            Nichts für Sie zu tun. Ältester Vorgang:{' '}
            <a href={hrefOf(oldest.vorgang)}>{oldest.vorgang.nummer ?? oldest.vorgang.titel}</a> liegt{' '}
            {seit(oldest.seit, heute)} bei {oldest.bei}.
          </p>
          {alle ? (
            <ul className="am-stack-s">
              {wartet.slice(1).map((a) => (
                <li key={`${a.vorgang.id}/${a.id}`}>
                  <a href={hrefOf(a.vorgang)}>{a.vorgang.titel}</a>
                  <span className="am-muted am-small">
                    {' '}
                    · {a.text} · {seit(a.seit, heute)} bei {a.bei}
                  </span>
                </li>
              ))}
            </ul>
          ) : null}
          <div className="am-row">
            <a href={`${hrefOf(oldest.vorgang)}?tun=erinnern`}>Erinnerung senden …</a>
            {wartet.length > 1 && !alle ? (
              <button type="button" className="am-link" onClick={() => setAlle(true)}>
                Alle {wartet.length} zeigen
              </button>
            ) : null}
          </div>
        </div>
      )}
    </Panel>
  );
}
