import { Scale } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Beschlussfaehigkeit } from '../../../domain/sitzung/index.ts';
import { Choice } from '../../kit/Choice.tsx';
import { TextArea } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';

/** Establishes that the body can or cannot resolve; the count is shown, the decision is the chair's. */
export function FeststellungDialog(p: {
  readonly view: VorgangView;
  readonly b: Beschlussfaehigkeit;
  readonly onClose: () => void;
}) {
  const [ergebnis, setErgebnis] = useState<'beschlussfaehig' | 'beschlussunfaehig'>(
    p.b.erfuellt ? 'beschlussfaehig' : 'beschlussunfaehig',
  );
  const [grund, setGrund] = useState('');
  return (
    <BefehlDialog
      titel="Beschlussfähigkeit feststellen"
      verb="Feststellen"
      icon={Scale}
      view={p.view}
      ist="Die Feststellung ist erfasst."
      onClose={p.onClose}
      build={() => ({ type: 'recordFeststellung', ergebnis, grund: grund.trim(), um: null }) as never}
    >
      {() => (
        <>
          <div className="am-summary">
            <p className="am-strong">
              {p.b.anwesend} anwesend, {p.b.erforderlich} erforderlich
            </p>
            <p>
              {p.b.ratsmitglieder} Ratsmitglieder, {p.b.sachkundige} sachkundige Bürgerinnen und Bürger
            </p>
          </div>
          <Choice
            legende="Feststellung der Sitzungsleitung"
            value={ergebnis}
            onChange={setErgebnis}
            wahlen={[
              { wert: 'beschlussfaehig', text: 'Beschlussfähig' },
              {
                wert: 'beschlussunfaehig',
                text: 'Beschlussunfähig',
                folge: 'Weitere Punkte werden vertagt; zu einer zweiten Sitzung ist eigens zu laden.',
              },
            ]}
          />
          <TextArea label="Bemerkung" optional rows={2} value={grund} onChange={setGrund} />
        </>
      )}
    </BefehlDialog>
  );
}
