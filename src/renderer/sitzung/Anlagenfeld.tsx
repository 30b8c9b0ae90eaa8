import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DocumentInfo } from '../../contract/document.ts';
import { IconButton } from '../kit/Button.tsx';
import { newId } from '../vorgang/execute.ts';
import { Dateifeld } from './Dateifeld.tsx';

/** An annex as commands name it. */
export interface Anlageneingabe {
  readonly id: string;
  readonly bezeichnung: string;
  readonly sha256: string;
  readonly seiten: number | null;
}

interface Props {
  readonly value: readonly Anlageneingabe[];
  readonly onChange: (anlagen: readonly Anlageneingabe[]) => void;
}

/** Several PDFs, each checked before it is stored. */
export function Anlagenfeld({ value, onChange }: Props) {
  // a new field after each file, so that the next one may be chosen
  const [runde, setRunde] = useState(0);
  const add = async (d: DocumentInfo) => {
    const id = await newId();
    if (typeof id !== 'string') return;
    const bezeichnung = d.name.replace(/\.pdf$/i, '');
    onChange([...value, { id, bezeichnung, sha256: d.sha256, seiten: d.seiten }]);
    setRunde(runde + 1);
  };
  return (
    <fieldset className="am-fieldset am-stack-s">
      <legend className="am-legend">Anlagen (freiwillig)</legend>
      {value.length > 0 ? (
        <ul className="am-anlagen">
          {value.map((a) => (
            <li key={a.id} className="am-row">
              <span className="am-grow">
                {a.bezeichnung}, {a.seiten ?? '?'} Seiten
              </span>
              <IconButton
                icon={Trash2}
                text={`${a.bezeichnung} entfernen`}
                onClick={() => onChange(value.filter((x) => x.id !== a.id))}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Dateifeld key={runde} text="PDF hier ablegen" value={null} onChange={(d) => void add(d)} />
    </fieldset>
  );
}
