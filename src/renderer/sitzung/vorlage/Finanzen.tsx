import type { FinanzielleAuswirkungen } from '../../../domain/sitzung/index.ts';
import { Checkbox, Choice } from '../../kit/Choice.tsx';
import { TextArea, TextField } from '../../kit/Field.tsx';
import { MoneyField } from '../../kit/MoneyField.tsx';

const MIT_KOSTEN: FinanzielleAuswirkungen = {
  art: 'ja',
  aufwandCent: 0,
  investitionCent: 0,
  folgekostenCent: 0,
  produkt: '',
  imHaushalt: true,
  erlaeuterung: '',
};

/** Costs of a resolution, once there are any. */
export function Finanzen(p: {
  readonly value: FinanzielleAuswirkungen;
  readonly onChange: (f: FinanzielleAuswirkungen) => void;
}) {
  const f = p.value;
  const set = (next: Partial<Extract<FinanzielleAuswirkungen, { art: 'ja' }>>) =>
    f.art === 'ja' ? p.onChange({ ...f, ...next }) : undefined;
  return (
    <div className="am-stack">
      <Choice
        legende="Hat der Beschluss finanzielle Auswirkungen?"
        value={f.art}
        onChange={(art) => p.onChange(art === 'ja' ? MIT_KOSTEN : { art: 'keine' })}
        wahlen={[
          { wert: 'keine', text: 'Keine' },
          { wert: 'ja', text: 'Ja', folge: 'Die Kämmerei zeichnet mit.' },
        ]}
      />
      {f.art === 'ja' ? (
        <>
          <div className="am-cols">
            <MoneyField
              label="Aufwand"
              value={f.aufwandCent}
              onChange={(c) => set({ aufwandCent: c ?? 0 })}
            />
            <MoneyField
              label="Investition"
              value={f.investitionCent}
              onChange={(c) => set({ investitionCent: c ?? 0 })}
            />
            <MoneyField
              label="Folgekosten im Jahr"
              value={f.folgekostenCent}
              onChange={(c) => set({ folgekostenCent: c ?? 0 })}
            />
            <TextField label="Produkt" value={f.produkt} onChange={(produkt) => set({ produkt })} />
          </div>
          <Checkbox checked={f.imHaushalt} onChange={(imHaushalt) => set({ imHaushalt })}>
            Die Mittel stehen im Haushalt
          </Checkbox>
          <TextArea
            label="Erläuterung"
            optional
            rows={2}
            value={f.erlaeuterung}
            onChange={(erlaeuterung) => set({ erlaeuterung })}
          />
        </>
      ) : null}
    </div>
  );
}
