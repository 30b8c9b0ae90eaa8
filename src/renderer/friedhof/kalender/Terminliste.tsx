import { CalendarDays, PhoneCall } from 'lucide-react';
import type { Kalendertermin } from '../../../contract/bestattung.ts';
import { EmptyState } from '../../kit/Boxes.tsx';
import { tagMitWochentag, tagVon, uhrzeit } from '../../kit/format.ts';
import { VorlaeufigTag } from '../../kit/Status.tsx';
import { Table } from '../../kit/Table.tsx';
import { ZUSTAND_ICON } from '../teile.tsx';

/** The same burials as lines: for screen readers, for the phone, for paper. */
export function Terminliste({
  termine,
  heute,
}: {
  readonly termine: readonly Kalendertermin[];
  readonly heute: string;
}) {
  if (termine.length === 0)
    return (
      <EmptyState icon={CalendarDays} titel="Keine Bestattungen in diesem Zeitraum">
        <p>Mit „Bestattung vormerken …“ entsteht der nächste Termin.</p>
      </EmptyState>
    );
  return (
    <div
      className="am-panel am-tablewrap fh-liste"
      tabIndex={0}
      role="group"
      aria-label="Bestattungen als Liste"
    >
      <Table
        name="Bestattungen in diesem Zeitraum"
        spalten={['Tag', 'Uhrzeit', 'Name', 'Art', 'Friedhof, Halle', 'Grab', 'Kolonne', 'Stand']}
      >
        {termine.map((t) => {
          const Icon = ZUSTAND_ICON[t.zustand];
          const tag = tagVon(t.beginn);
          return (
            <tr key={t.vorgang} data-heute={tag === heute || undefined}>
              <td>{tagMitWochentag(tag)}</td>
              <td>{uhrzeit(t.beginn)}</td>
              <td>
                <a href={`#/friedhof/${t.vorgang}`}>{t.name}</a>
                <div className="am-muted am-small">{t.nummer}</div>
              </td>
              <td>{t.art}</td>
              <td>
                {t.friedhof}
                {t.halle ? <div className="am-muted am-small">{t.halle}</div> : null}
              </td>
              <td>{t.grab ?? 'offen'}</td>
              <td>{t.kolonne}</td>
              <td>
                <span className={`fh-stand fh-balken--${t.zustand}`}>
                  <Icon size={16} aria-hidden /> {t.status}
                </span>
                {t.anrufen ? (
                  <span className="fh-anrufen">
                    <PhoneCall size={14} aria-hidden /> nicht quittiert
                  </span>
                ) : null}
                {t.vorlaeufig ? <VorlaeufigTag kurz /> : null}
              </td>
            </tr>
          );
        })}
      </Table>
    </div>
  );
}
