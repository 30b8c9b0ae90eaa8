import { Combobox } from '../../kit/Combobox.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { TextArea, TextField } from '../../kit/Field.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { textAt } from './maengel.ts';
import type { FeldProps } from './feld.ts';

/** What is needed, why, for whom and until when. */
export function WasUndWarum({ angaben: a, set, maengel, fakten }: FeldProps) {
  return (
    <Panel titel="Was wird gebraucht?">
      <div className="am-formgrid am-formgrid--buendig">
        <div data-feld="titel" className="am-ganz">
          <TextField
            label="Gegenstand"
            value={a.titel}
            onChange={(titel) => set({ titel })}
            maxLength={300}
            error={textAt(maengel, 'titel')}
            autoFocus
          />
        </div>
        <div data-feld="bedarf" className="am-ganz">
          <TextArea
            label="Bedarf"
            hint="Was wird gebraucht und warum?"
            value={a.bedarf}
            onChange={(bedarf) => set({ bedarf })}
            maxLength={10_000}
            error={textAt(maengel, 'bedarf')}
          />
        </div>
        <div data-feld="bedarfsstelle">
          <Combobox
            label="Bedarfsstelle"
            value={a.bedarfsstelle ?? ''}
            onChange={(wert) => set({ bedarfsstelle: wert === '' ? null : wert })}
            optionen={fakten.verzeichnis.einheiten.map((e) => ({
              wert: e.id,
              text: `${e.kuerzel} ${e.name}`,
            }))}
            error={textAt(maengel, 'bedarfsstelle')}
          />
        </div>
        <div data-feld="auftraggeber">
          <TextField
            label="Auftraggeber"
            optional
            hint="Leer: die Stadt"
            value={a.auftraggeber}
            onChange={(auftraggeber) => set({ auftraggeber })}
          />
        </div>
        <div data-feld="lieferungBis">
          <DateField
            label="Lieferung oder Leistung bis"
            optional
            value={a.lieferungBis}
            onChange={(lieferungBis) => set({ lieferungBis })}
          />
        </div>
        <div data-feld="cpv">
          <TextField
            label="CPV-Nummern"
            optional
            hint="Die wichtigste zuerst, mit Komma getrennt"
            value={a.cpv.join(', ')}
            onChange={(text) =>
              set({
                cpv: text
                  .split(/[,;]\s*/)
                  .filter((c, i, all) => c !== '' || (i === all.length - 1 && i > 0))
                  .slice(0, 50),
              })
            }
            error={textAt(maengel, 'cpv')}
          />
        </div>
      </div>
    </Panel>
  );
}
