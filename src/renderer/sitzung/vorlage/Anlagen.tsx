import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { Vorlageninhalt } from '../../../domain/sitzung/index.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { TextField } from '../../kit/Field.tsx';
import { newId } from '../../vorgang/execute.ts';
import { Dateifeld } from '../Dateifeld.tsx';

/** Public annexes, each with the name it is listed under. */
export function Anlagen(p: {
  readonly inhalt: Vorlageninhalt;
  readonly onChange: (a: Vorlageninhalt['anlagen']) => void;
}) {
  const { anlagen } = p.inhalt;
  const [dazu, setDazu] = useState(anlagen.length === 0);
  const add = async (d: DocumentInfo) => {
    const id = await newId();
    if (typeof id !== 'string') return;
    const bezeichnung = d.name.replace(/\.pdf$/i, '');
    p.onChange([...anlagen, { id, bezeichnung, sha256: d.sha256, seiten: d.seiten }]);
    setDazu(false);
  };
  return (
    <div className="am-stack">
      {anlagen.map((a) => (
        <div key={a.id} className="am-row">
          <div className="am-grow">
            <TextField
              label={`Bezeichnung der Anlage, ${a.seiten ?? '?'} Seiten`}
              value={a.bezeichnung}
              onChange={(bezeichnung) =>
                p.onChange(anlagen.map((x) => (x.id === a.id ? { ...x, bezeichnung } : x)))
              }
            />
          </div>
          <IconButton
            icon={Trash2}
            text={`${a.bezeichnung} entfernen`}
            onClick={() => p.onChange(anlagen.filter((x) => x.id !== a.id))}
          />
        </div>
      ))}
      {dazu ? (
        <Dateifeld text="PDF hier ablegen" value={null} onChange={(d) => void add(d)} />
      ) : (
        <div>
          <Button icon={Plus} klein onClick={() => setDazu(true)}>
            Anlage hinzufügen …
          </Button>
        </div>
      )}
      <p className="am-small am-muted">
        Nichtöffentliche Anlagen kommen nach dem Speichern über „… › Nichtöffentliche Anlage“ dazu.
      </p>
    </div>
  );
}
