import { CalendarDays, ChevronLeft, ChevronRight, Landmark } from 'lucide-react';
import { useState } from 'react';
import type { VorgangRow } from '../../../contract/vorgang.ts';
import { addDays, weekday } from '../../../domain/shared/dates.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { feiertagNrw } from '../../../domain/shared/feiertage.ts';
import { IconButton } from '../../kit/Button.tsx';
import { EmptyState, ErrorBox } from '../../kit/Boxes.tsx';
import { tagMitWochentag } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import { StatusTag, VorlaeufigTag } from '../../kit/Status.tsx';
import { useQuery } from '../../shell/query.ts';

const tagOfRow = (r: VorgangRow): Tag => String(r.felder['datum'] ?? '');

/** Sessions to come and held, beside a calendar with the holidays of NRW. */
export function Terminliste({ heute }: { readonly heute: Tag }) {
  const { data, problem } = useQuery('vorgang.list', { arten: ['sitzung'] });
  const rows = [...(data ?? [])].sort((a, b) => tagOfRow(a).localeCompare(tagOfRow(b)));
  const kommend = rows.filter((r) => tagOfRow(r) >= heute && !r.abgeschlossen);
  const offen = rows.filter((r) => tagOfRow(r) < heute && !r.abgeschlossen);
  const gehalten = rows.filter((r) => r.abgeschlossen).toReversed();
  return (
    <div className="am-sitzungen">
      {problem ? <ErrorBox problem={problem} /> : null}
      <div className="am-stack">
        <Liste titel="Kommende Sitzungen" rows={[...offen, ...kommend]} heute={heute} leer />
        {gehalten.length > 0 ? <Liste titel="Gehaltene Sitzungen" rows={gehalten} heute={heute} /> : null}
      </div>
      <Kalender rows={rows} heute={heute} />
    </div>
  );
}

function Liste(p: {
  readonly titel: string;
  readonly rows: readonly VorgangRow[];
  readonly heute: Tag;
  readonly leer?: boolean;
}) {
  return (
    <Panel titel={p.titel} icon={Landmark} anzahl={p.rows.length} ruhig buendig>
      {p.rows.length === 0 && p.leer ? (
        <EmptyState icon={CalendarDays} titel="Keine Sitzung geplant">
          <p>Mit „Sitzung anlegen …“ beginnt die Planung; die Ladungsfrist rechnet das Programm aus.</p>
        </EmptyState>
      ) : (
        <ul className="am-termine">
          {p.rows.map((r) => (
            <li key={r.id}>
              <a className="am-termin" href={`#/sitzung/termin/${r.id}`}>
                <span className="am-termin__tag">
                  <b>{tagMitWochentag(tagOfRow(r))}</b>
                  <span className="am-muted am-small">{r.untertitel.split(' · ')[0]}</span>
                </span>
                <span className="am-grow">
                  <b>{String(r.felder['gremium'] ?? r.titel)}</b>
                  <span className="am-muted am-small">
                    {r.untertitel.split(' · ').slice(1).join(' · ')} · {String(r.felder['punkte'] ?? 0)}{' '}
                    Punkte
                  </span>
                </span>
                {r.status.code === 'planung' && r.faellig ? (
                  <span className="am-small am-muted">Einladung bis {tagMitWochentag(r.faellig)}</span>
                ) : null}
                <StatusTag {...r.status} />
                {r.vorlaeufig ? <VorlaeufigTag kurz /> : null}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const MONATE = [
  'Januar', 'Februar', 'März', 'April', 'Mai', 'Juni',
  'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember',
]; // prettier-ignore
const TAGE = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];

function Kalender({ rows, heute }: { readonly rows: readonly VorgangRow[]; readonly heute: Tag }) {
  const [monat, setMonat] = useState(heute.slice(0, 7));
  const verschieben = (n: number) => {
    const [j = 0, m = 1] = monat.split('-').map(Number);
    const i = j * 12 + m - 1 + n;
    setMonat(`${Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);
  };
  const name = `${MONATE[Number(monat.slice(5)) - 1] ?? ''} ${monat.slice(0, 4)}`;
  return (
    <Panel
      titel={name}
      icon={CalendarDays}
      rechts={
        <>
          <IconButton icon={ChevronLeft} text="Voriger Monat" onClick={() => verschieben(-1)} />
          <IconButton icon={ChevronRight} text="Nächster Monat" onClick={() => verschieben(1)} />
        </>
      }
    >
      <table className="am-monat">
        <caption className="kern-sr-only">Sitzungen im {name}</caption>
        <thead>
          <tr>
            {TAGE.map((t) => (
              <th key={t} scope="col">
                {t}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {wochen(monat).map((woche) => (
            <tr key={woche[0]}>
              {woche.map((tag) => (
                <Zelle key={tag} tag={tag} monat={monat} heute={heute} rows={rows} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Zelle(p: {
  readonly tag: Tag;
  readonly monat: string;
  readonly heute: Tag;
  readonly rows: readonly VorgangRow[];
}) {
  const feiertag = feiertagNrw(p.tag);
  const hier = p.rows.filter((r) => tagOfRow(r) === p.tag);
  return (
    <td
      data-fremd={p.tag.startsWith(p.monat) ? undefined : 'ja'}
      data-frei={feiertag || weekday(p.tag) > 5 ? 'ja' : undefined}
      aria-current={p.tag === p.heute ? 'date' : undefined}
    >
      <span className="am-monat__zahl">{Number(p.tag.slice(8))}</span>
      {feiertag ? <span className="am-monat__feiertag">{feiertag}</span> : null}
      {hier.map((r) => (
        <a key={r.id} href={`#/sitzung/termin/${r.id}`} className="am-monat__termin" title={r.titel}>
          {String(r.felder['gremium'] ?? r.titel)}
        </a>
      ))}
    </td>
  );
}

function wochen(monat: string): readonly (readonly Tag[])[] {
  const erster = `${monat}-01`;
  let tag = addDays(erster, 1 - weekday(erster));
  const out: Tag[][] = [];
  do {
    out.push(Array.from({ length: 7 }, (_, i) => addDays(tag, i)));
    tag = addDays(tag, 7);
  } while (tag.startsWith(monat));
  return out;
}
