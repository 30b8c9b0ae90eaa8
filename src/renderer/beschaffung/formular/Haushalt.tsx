import { TextField } from '../../kit/Field.tsx';
import { MoneyField } from '../../kit/MoneyField.tsx';
import { Panel } from '../../kit/Layout.tsx';
import { textAt } from './maengel.ts';
import type { FeldProps } from './feld.ts';

/** Which money it is paid from, and what came of the offers. */
export function Haushalt({ angaben: a, set, maengel }: FeldProps) {
  return (
    <Panel titel="Haushalt">
      <div className="am-formgrid am-formgrid--buendig">
        <div data-feld="haushaltsstelle">
          <TextField
            label="Haushaltsstelle"
            hint="Zum Beispiel 1110.0821"
            value={a.haushaltsstelle}
            onChange={(haushaltsstelle) => set({ haushaltsstelle })}
            error={textAt(maengel, 'haushaltsstelle')}
          />
        </div>
        <div data-feld="haushaltsjahr">
          <TextField
            label="Haushaltsjahr"
            inputMode="numeric"
            maxLength={4}
            value={a.haushaltsjahr === null ? '' : String(a.haushaltsjahr)}
            onChange={(text) => set({ haushaltsjahr: /^\d{1,4}$/.test(text) ? Number(text) : null })}
            error={textAt(maengel, 'haushaltsjahr')}
          />
        </div>
        <div data-feld="foerderung">
          <TextField
            label="Förderung"
            optional
            hint="Programm, aus dem gefördert wird"
            value={a.foerderung}
            onChange={(foerderung) => set({ foerderung })}
          />
        </div>
        <div data-feld="ergebnis.nettoCent" className="am-ganz">
          <div className="am-posten">
            <TextField
              label="Ergebnis: vorgesehener Bieter"
              optional
              hint="Ab der Wertung der Angebote"
              value={a.ergebnis?.bieter ?? ''}
              onChange={(bieter) =>
                set({
                  ergebnis:
                    bieter === '' && !a.ergebnis?.nettoCent
                      ? null
                      : { bieter, nettoCent: a.ergebnis?.nettoCent ?? 0 },
                })
              }
            />
            <MoneyField
              label="Angebot netto"
              value={a.ergebnis?.nettoCent ?? null}
              onChange={(cent) =>
                set({
                  ergebnis:
                    cent === null && !a.ergebnis?.bieter
                      ? null
                      : { bieter: a.ergebnis?.bieter ?? '', nettoCent: cent ?? 0 },
                })
              }
              error={textAt(maengel, 'ergebnis.nettoCent')}
            />
          </div>
        </div>
      </div>
    </Panel>
  );
}
