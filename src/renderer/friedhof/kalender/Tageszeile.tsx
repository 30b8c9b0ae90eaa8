import { CheckCheck, ChevronDown, ChevronRight } from 'lucide-react';
import type { Tagesstrahl } from '../../../domain/bestattung/auswahl/zeitstrahl.ts';
import { anzahl, tagAusgeschrieben } from '../../kit/format.ts';

interface Props {
  readonly t: Tagesstrahl;
  readonly heute: string;
  readonly offen: boolean;
  readonly onKlappen: () => void;
  readonly onFokus: () => void;
  readonly aktiv: string;
  readonly children: React.ReactNode;
}

/** The row of a day: its name, how much is on it and how far it is; folds its rows. */
export function Tageszeile({ t, heute, offen, onKlappen, onFokus, aktiv, children }: Props) {
  const id = `tag ${t.tag}`;
  const alleErledigt = t.termine > 0 && t.erledigt === t.termine;
  const leer = t.zeilen.every((z) => z.balken.length === 0);
  const Pfeil = offen ? ChevronDown : ChevronRight;
  return (
    <div role="rowgroup">
      <div role="row" className="fh-tag" data-heute={t.tag === heute || undefined}>
        <div
          role="gridcell"
          tabIndex={aktiv === id ? 0 : -1}
          data-zelle={id}
          data-tag={t.tag}
          aria-expanded={offen}
          className="fh-tag__zelle"
          onClick={onKlappen}
          onFocus={onFokus}
          onKeyDown={(e) => {
            if (e.key !== 'Enter' && e.key !== ' ') return;
            e.preventDefault();
            onKlappen();
          }}
        >
          <Pfeil size={18} aria-hidden />
          <span className="am-strong">{tagAusgeschrieben(t.tag).replace(/ \d{4}$/, '')}</span>
          {t.tag === heute ? <span className="fh-heute">Heute</span> : null}
          {t.termine > 0 ? (
            <span className="am-muted fh-tag__zahl">
              {alleErledigt ? <CheckCheck size={16} aria-hidden /> : null}
              {anzahl(t.termine, 'Termin', 'Termine')}
              {alleErledigt ? ', alle erledigt' : t.erledigt > 0 ? `, ${t.erledigt} erledigt` : ''}
            </span>
          ) : (
            <span className="am-muted fh-tag__zahl">{t.grund ?? (leer ? 'frei' : 'nur Vorbereitungen')}</span>
          )}
        </div>
      </div>
      {children}
    </div>
  );
}
