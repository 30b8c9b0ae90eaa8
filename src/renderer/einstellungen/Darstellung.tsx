import { Checkbox, Choice } from '../kit/Choice.tsx';
import { Panel } from '../kit/Layout.tsx';
import { setAnzeige, useAnzeige } from '../shell/anzeige.ts';

export function Darstellung() {
  const a = useAnzeige();
  return (
    <Panel titel="Farben und Größe">
      <div className="am-stack">
        <Choice
          legende="Farben"
          value={a.theme}
          onChange={(theme) => setAnzeige({ theme })}
          wahlen={[
            { wert: 'system', text: 'Wie das System', folge: 'Wechselt mit dem Gerät.' },
            { wert: 'light', text: 'Hell' },
            { wert: 'dark', text: 'Dunkel' },
          ]}
        />
        <Checkbox checked={a.aussen} onChange={(aussen) => setAnzeige({ aussen, kompakt: false })}>
          Für draußen: größere Schrift und Schaltflächen
        </Checkbox>
        <Checkbox checked={a.kompakt} onChange={(kompakt) => setAnzeige({ kompakt, aussen: false })}>
          Kompakt: mehr Zeilen auf dem Schirm
        </Checkbox>
      </div>
    </Panel>
  );
}
