import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { SigningFields } from '../../contract/signing-wish.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { Note } from '../kit/Boxes.tsx';
import { Checkbox } from '../kit/Choice.tsx';
import { Select, TextField } from '../kit/Field.tsx';
import type { Wunsch } from './wunsch.ts';

interface Props {
  readonly felder: SigningFields;
  readonly wunsch: Wunsch;
  readonly onChange: (change: Partial<Wunsch>) => void;
}

const ZERTIFIZIEREN = [
  { wert: '', text: 'Nicht zertifizieren: weitere Unterschriften bleiben frei' },
  { wert: '2', text: 'Nur noch Formularfelder und vorhandene Unterschriftsfelder' },
  { wert: '3', text: 'Dazu Anmerkungen' },
  { wert: '1', text: 'Keine Änderung mehr, auch keine Unterschrift' },
];
const SPERREN = [
  { wert: '', text: 'Kein Formularfeld sperren' },
  { wert: 'alle', text: 'Alle Felder' },
  { wert: 'nur', text: 'Nur die angekreuzten' },
  { wert: 'ausser', text: 'Alle außer den angekreuzten' },
];

/** What few need: certifying, locking form fields, fields for those who sign later. */
export function Optionen({ felder, wunsch: w, onChange }: Props) {
  const erste = felder.unterschriften === 0;
  const neu = w.feld === '';
  return (
    <details className="am-optionen">
      <summary>Zertifizieren, sperren, weitere Felder</summary>
      <div className="am-stack">
        {erste ? (
          <Select
            label="Was darf nach dieser Unterschrift noch geschehen?"
            value={w.zertifizieren}
            onChange={(wert) => onChange({ zertifizieren: wert as Wunsch['zertifizieren'] })}
            optionen={ZERTIFIZIEREN}
          />
        ) : (
          <Note art="info">Zertifizieren kann nur die erste Unterschrift eines Dokuments.</Note>
        )}
        {w.zertifizieren === '1' ? (
          <Note art="warnung">
            Auch Zeitstempel und Prüfdaten lassen sich dann nicht mehr ergänzen: Die Unterschrift bleibt
            höchstens auf Stufe B-T.
          </Note>
        ) : null}
        {felder.formular.length > 0 ? (
          <Select
            label="Formularfelder sperren"
            value={w.sperren}
            onChange={(wert) => onChange({ sperren: wert as Wunsch['sperren'] })}
            optionen={SPERREN}
          />
        ) : null}
        {w.sperren === 'nur' || w.sperren === 'ausser' ? (
          <fieldset className="am-optionen__felder">
            <legend>{w.sperren === 'nur' ? 'Gesperrt werden' : 'Frei bleiben'}</legend>
            {felder.formular.map((name) => (
              <Checkbox
                key={name}
                checked={w.gesperrt.includes(name)}
                onChange={(an) =>
                  onChange({ gesperrt: an ? [...w.gesperrt, name] : w.gesperrt.filter((g) => g !== name) })
                }
              >
                {name}
              </Checkbox>
            ))}
          </fieldset>
        ) : null}
        {neu ? <Weitere felder={felder} wunsch={w} onChange={onChange} /> : null}
      </div>
    </details>
  );
}

/** A document that is certified takes no new fields: those of all who sign later are made now. */
function Weitere({ felder, wunsch: w, onChange }: Props) {
  const [name, setName] = useState('');
  const [fehler, setFehler] = useState<string | null>(null);
  const add = () => {
    const neu = name.trim();
    if (neu === '') return setFehler('Geben Sie einen Namen ein, etwa „Amtsleitung“.');
    if (neu.includes('.')) return setFehler('Ein Feldname darf keinen Punkt enthalten.');
    if ([...felder.leer, ...felder.formular, ...w.weitere].includes(neu))
      return setFehler('Dieses Feld gibt es schon.');
    setFehler(null);
    setName('');
    onChange({ weitere: [...w.weitere, neu] });
  };
  return (
    <section className="am-stack">
      <div className="am-posten">
        <TextField
          label="Leeres Feld für eine weitere Unterschrift"
          optional
          hint={
            w.sichtbar
              ? 'Die Felder stehen übereinander über Ihrer Unterschrift.'
              : 'Die Felder sind unsichtbar wie Ihre Unterschrift.'
          }
          value={name}
          onChange={setName}
          maxLength={200}
          error={fehler}
        />
        <Button icon={Plus} onClick={add} disabled={w.weitere.length >= 20}>
          Feld anlegen
        </Button>
      </div>
      {w.weitere.length > 0 ? (
        <ul className="am-stack">
          {w.weitere.map((feld) => (
            <li key={feld} className="am-row">
              <span className="am-grow">{feld}</span>
              <IconButton
                icon={X}
                text={`Feld ${feld} entfernen`}
                onClick={() => onChange({ weitere: w.weitere.filter((f) => f !== feld) })}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
