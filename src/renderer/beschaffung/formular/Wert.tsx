import type { Angaben } from '../../../domain/beschaffung/schema.ts';
import { bruttoOf } from '../../../domain/beschaffung/wert.ts';
import { DateField } from '../../kit/DateField.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { MoneyField } from '../../kit/MoneyField.tsx';
import { betrag } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import { textAt } from './maengel.ts';
import type { FeldProps } from './feld.ts';

const SAETZE = [
  { wert: '19', text: '19 %' },
  { wert: '7', text: '7 %' },
  { wert: '0', text: '0 % (steuerfrei)' },
];

/** The net value leads; gross stands beside it and follows by itself. Estimated today, unless said otherwise. */
export function Wert({ angaben: a, set, maengel, heute }: FeldProps & { readonly heute: string }) {
  const s = a.schaetzung;
  const change = (next: Partial<NonNullable<Angaben['schaetzung']>>) =>
    set({
      schaetzung: { betragCent: 0, basis: 'netto', ustProzent: 19, methode: '', tag: heute, ...s, ...next },
    });
  return (
    <Panel titel="Geschätzter Auftragswert">
      <div className="am-formgrid">
        <div data-feld="schaetzung.betragCent">
          <MoneyField
            label="Auftragswert netto"
            hint="Mit allen Losen und Optionen (§ 3 VgV)"
            value={s && s.betragCent !== 0 ? s.betragCent : null}
            onChange={(cent) => change({ betragCent: cent ?? 0 })}
            error={textAt(maengel, 'schaetzung.betragCent') ?? textAt(maengel, 'schaetzung.basis')}
          />
        </div>
        <div data-feld="schaetzung.ustProzent">
          <Select
            label="Umsatzsteuer"
            hint={s ? `${betrag(bruttoOf(s.betragCent, s.ustProzent))} brutto` : 'Brutto wird berechnet'}
            value={String(s?.ustProzent ?? 19)}
            onChange={(wert) => change({ ustProzent: Number(wert) })}
            optionen={SAETZE}
          />
        </div>
        <div data-feld="schaetzung.tag">
          <DateField
            label="Tag der Schätzung"
            hint="Der Wert darf nicht veraltet sein"
            value={s?.tag ?? null}
            onChange={(tag) => change({ tag })}
            error={textAt(maengel, 'schaetzung.tag')}
          />
        </div>
        <div data-feld="schaetzung.methode" className="am-ganz">
          <TextField
            label="Methode"
            hint="Zum Beispiel: Marktabfrage bei drei Anbietern"
            value={s?.methode ?? ''}
            onChange={(methode) => change({ methode })}
            maxLength={1000}
            error={textAt(maengel, 'schaetzung.methode')}
          />
        </div>
      </div>
    </Panel>
  );
}
