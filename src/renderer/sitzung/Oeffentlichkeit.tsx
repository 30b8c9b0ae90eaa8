import { FileLock2 } from 'lucide-react';
import { Choice } from '../kit/Choice.tsx';
import { StatusTag } from '../kit/Status.tsx';

/** Is it dealt with in public? The answer decides who may ever see it. */
export function Oeffentlichkeit(p: {
  readonly value: boolean;
  readonly onChange: (oeffentlich: boolean) => void;
}) {
  return (
    <Choice
      legende="Beratungsart"
      value={p.value ? 'ja' : 'nein'}
      onChange={(w) => p.onChange(w === 'ja')}
      wahlen={[
        { wert: 'ja', text: 'Öffentlich' },
        {
          wert: 'nein',
          text: 'Nichtöffentlich',
          folge: 'Nur Ratsbüro, Bürgermeisterin und, wer eingeladen ist, können es lesen.',
        },
      ]}
    />
  );
}

/** Beside the state of whatever the public may not see. */
export function NichtoeffentlichTag() {
  return <StatusTag stufe="warnung" icon={FileLock2} text="nichtöffentlich" />;
}
