import { CircleAlert, FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import type { Niederschrift } from '../../../domain/sitzung/index.ts';
import { Checkbox } from '../../kit/Choice.tsx';
import { Select } from '../../kit/Field.tsx';
import { navigate } from '../../shell/router.ts';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { useNewId } from '../../vorgang/use-new-id.ts';

/** An extract: items of the signed minutes, word for word, for one unit. */
export function AuszugDialog(p: {
  readonly view: VorgangView;
  readonly s: Niederschrift;
  readonly verzeichnis: Verzeichnis;
  readonly onClose: () => void;
}) {
  const id = useNewId();
  const [tops, setTops] = useState<readonly string[]>([]);
  const [stelle, setStelle] = useState('');
  if (id === '') return null;
  return (
    <BefehlDialog
      titel="Auszug anlegen"
      verb="Auszug anlegen"
      icon={FilePlus2}
      view={{ ...p.view, id, revision: 0 }}
      ist="Der Auszug ist angelegt."
      onClose={p.onClose}
      onDone={() => navigate(`#/sitzung/niederschrift/${id}`)}
      build={() =>
        tops.length === 0 || stelle === '' || id === ''
          ? null
          : ({ type: 'createAuszug', niederschrift: p.view.id, tops, empfaenger: stelle } as never)
      }
    >
      {(versucht) => (
        <>
          <fieldset className="am-fieldset am-stack-s">
            <legend className="am-legend">Punkte</legend>
            {p.s.inhalt.punkte.map((x) => (
              <Checkbox
                key={x.top}
                checked={tops.includes(x.top)}
                onChange={(an) => setTops(an ? [...tops, x.top] : tops.filter((t) => t !== x.top))}
              >
                {x.nummer} {x.titel}
              </Checkbox>
            ))}
            {versucht && tops.length === 0 ? (
              <p className="kern-error" role="alert">
                <CircleAlert size={16} aria-hidden /> Wählen Sie mindestens einen Punkt.
              </p>
            ) : null}
          </fieldset>
          <Select
            label="Für welche Stelle"
            leer="bitte wählen"
            value={stelle}
            onChange={setStelle}
            optionen={p.verzeichnis.einheiten.map((e) => ({ wert: e.id, text: `${e.kuerzel} ${e.name}` }))}
            error={versucht && stelle === '' ? 'Wählen Sie, wer den Auszug erhält.' : null}
          />
        </>
      )}
    </BefehlDialog>
  );
}
