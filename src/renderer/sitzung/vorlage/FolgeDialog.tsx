import { ArrowDown, ArrowUp, Plus, Route, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Vorlage } from '../../../domain/sitzung/index.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { Note } from '../../kit/Boxes.tsx';
import { Select } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { newId } from '../../vorgang/execute.ts';
import { useGremien } from '../daten.ts';
import { BERATUNGSROLLE } from '../texte.ts';
import { withGremium, type Station } from './stationen.ts';

/** Which bodies deal with the paper, in which order and role; the decision of one counts. */
export function FolgeDialog(p: {
  readonly view: VorgangView;
  readonly s: Vorlage;
  readonly onClose: () => void;
}) {
  const gremien = useGremien();
  const [stationen, setStationen] = useState<readonly Station[]>(
    p.s.beratungsfolge.map(({ id, gremium, rolle, massgeblich }) => ({ id, gremium, rolle, massgeblich })),
  );
  const [neu, setNeu] = useState('');
  const [naechste, setNaechste] = useState('');
  useEffect(() => {
    void newId().then((id) => setNaechste(typeof id === 'string' ? id : ''));
  }, [stationen.length]);
  const set = (id: string, next: Partial<Station>) =>
    setStationen((all) => all.map((s) => (s.id === id ? { ...s, ...next } : s)));
  const mit = (gremium: string) =>
    withGremium(
      stationen,
      { id: naechste, gremium },
      (one) => gremien.find((g) => g.id === one)?.felder['art'] === 'rat',
    );
  // what is chosen counts, also if it was not taken up before saving
  const alle = neu === '' || naechste === '' ? stationen : mit(neu);
  const add = () => {
    setStationen(alle);
    setNeu('');
  };
  const move = (i: number, d: -1 | 1) =>
    setStationen((all) => {
      const next = [...all];
      const [s] = next.splice(i, 1);
      if (s) next.splice(i + d, 0, s);
      return next;
    });
  const name = (id: string) => gremien.find((g) => g.id === id)?.titel ?? '…';
  return (
    <BefehlDialog
      titel="Beratungsfolge"
      verb="Beratungsfolge speichern"
      icon={Route}
      view={p.view}
      breit
      ist="Die Beratungsfolge ist gespeichert."
      onClose={p.onClose}
      build={() => (alle.length === 0 ? null : ({ type: 'setBeratungsfolge', stationen: alle } as never))}
    >
      {(versucht) => (
        <>
          {versucht && alle.length === 0 ? (
            <Note art="fehler">Nehmen Sie mindestens ein Gremium auf.</Note>
          ) : null}
          <ol className="am-stationen">
            {stationen.map((s, i) => (
              <li key={s.id} className="am-row">
                <b className="am-grow">
                  {i + 1}. {name(s.gremium)}
                </b>
                <Select
                  label={`Rolle: ${name(s.gremium)}`}
                  value={s.rolle}
                  onChange={(rolle) => set(s.id, { rolle: rolle as Station['rolle'] })}
                  optionen={Object.entries(BERATUNGSROLLE).map(([wert, text]) => ({ wert, text }))}
                />
                <label className="am-check">
                  <input
                    type="radio"
                    name="massgeblich"
                    checked={s.massgeblich}
                    onChange={() =>
                      setStationen((all) => all.map((x) => ({ ...x, massgeblich: x.id === s.id })))
                    }
                  />
                  <span>maßgeblich</span>
                </label>
                <IconButton icon={ArrowUp} text="Nach oben" disabled={i === 0} onClick={() => move(i, -1)} />
                <IconButton
                  icon={ArrowDown}
                  text="Nach unten"
                  disabled={i === stationen.length - 1}
                  onClick={() => move(i, 1)}
                />
                <IconButton
                  icon={Trash2}
                  text={`${name(s.gremium)} entfernen`}
                  onClick={() => setStationen((all) => all.filter((x) => x.id !== s.id))}
                />
              </li>
            ))}
          </ol>
          <div className="am-row" style={{ alignItems: 'end' }}>
            <div className="am-grow">
              <Select
                label="Gremium hinzufügen"
                leer="bitte wählen"
                value={neu}
                onChange={setNeu}
                optionen={gremien.map((g) => ({ wert: g.id, text: g.titel }))}
              />
            </div>
            <Button icon={Plus} disabled={neu === '' || naechste === ''} onClick={add}>
              Aufnehmen
            </Button>
          </div>
        </>
      )}
    </BefehlDialog>
  );
}
