import { LEISTUNGSARTEN, type Leistungsart } from '../../../domain/beschaffung/schema.ts';
import { allowedVergabearten } from '../../../domain/beschaffung/verfahren.ts';
import { Norm } from '../../kit/Boxes.tsx';
import { Select, TextArea, TextField } from '../../kit/Field.tsx';
import { betrag } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import { LEISTUNGSART } from '../texte.ts';
import { textAt } from './maengel.ts';
import type { FeldProps } from './feld.ts';

/** Kind of order and of procedure; what the value does not allow is said in the list. */
export function Verfahren({ angaben: a, set, maengel, fakten }: FeldProps) {
  const arten = fakten.arten?.inhalt;
  const netto = a.schaetzung?.betragCent ?? 0;
  const passend = (arten?.arten ?? []).filter(
    (v) => a.leistungsart && v.leistungsarten.includes(a.leistungsart),
  );
  const erlaubt = arten && a.leistungsart ? allowedVergabearten(arten, a.leistungsart, netto) : [];
  const gewaehlt = passend.find((v) => v.code === a.vergabeart);
  // the same procedure may stand in the table once for each kind of order
  const einmal = passend.filter((v, i) => passend.findIndex((o) => o.code === v.code) === i);
  return (
    <Panel titel="Verfahren">
      <div className="am-formgrid">
        <div data-feld="leistungsart">
          <Select
            label="Leistungsart"
            leer="Bitte wählen"
            value={a.leistungsart ?? ''}
            onChange={(wert) => set({ leistungsart: wert === '' ? null : (wert as Leistungsart) })}
            optionen={LEISTUNGSARTEN.map((l) => ({ wert: l, text: LEISTUNGSART[l] }))}
            error={textAt(maengel, 'leistungsart')}
          />
        </div>
        <div data-feld="vergabeart">
          <Select
            label="Vergabeart"
            leer={a.leistungsart ? 'Bitte wählen' : 'Zuerst die Leistungsart wählen'}
            disabled={!a.leistungsart}
            value={a.vergabeart ?? ''}
            onChange={(wert) => set({ vergabeart: wert === '' ? null : wert })}
            optionen={einmal.map((v) => ({
              wert: v.code,
              text: erlaubt.some((e) => e.code === v.code)
                ? v.bezeichnung
                : `${v.bezeichnung} – bei ${betrag(netto)} nicht zulässig`,
            }))}
            hint={gewaehlt ? <Norm norm={gewaehlt} /> : undefined}
            error={textAt(maengel, 'vergabeart')}
          />
        </div>
        <div data-feld="vergabeartBegruendung" className="am-ganz">
          <TextArea
            label="Begründung der Vergabeart"
            optional={!gewaehlt?.verhandlung}
            hint={
              gewaehlt?.verhandlung
                ? 'Pflicht bei Verhandlungen (§ 8 Abs. 2 Satz 2 Nr. 6 und 7 VgV)'
                : undefined
            }
            value={a.vergabeartBegruendung}
            onChange={(vergabeartBegruendung) => set({ vergabeartBegruendung })}
            rows={2}
          />
        </div>
        <div data-feld="lieferant">
          <TextField
            label="Vorgesehener Lieferant"
            optional
            hint="Nur beim Direktauftrag"
            value={a.lieferant}
            onChange={(lieferant) => set({ lieferant })}
          />
        </div>
      </div>
    </Panel>
  );
}
