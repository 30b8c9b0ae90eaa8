import { TriangleAlert, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Note } from '../../kit/Boxes.tsx';
import { Choice } from '../../kit/Choice.tsx';
import { TextArea } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { Rueckgabefelder, useRueckgabe } from '../Rueckgabe.tsx';
import { GrundDialog, required } from '../../vorgang/GrundDialog.tsx';
import type { DialogProps } from './props.ts';

export function RueckgabeDialog({ vorgang, onClose }: DialogProps) {
  const r = useRueckgabe(vorgang);
  return (
    <BefehlDialog
      titel="Vorgang zurückgeben"
      verb="Zurückgeben"
      icon={Undo2}
      view={vorgang.view}
      wird="Der Vorgang wird zurückgegeben."
      ist="Der Vorgang ist zurückgegeben."
      onClose={onClose}
      build={() =>
        r.grund.trim() === ''
          ? null
          : ({ type: 'returnUmlauf', ziel: r.ziel, grund: r.grund.trim() } as never)
      }
    >
      {(versucht) => <Rueckgabefelder rueckgabe={r} versucht={versucht} />}
    </BefehlDialog>
  );
}

export function ZurueckziehenDialog({ vorgang, onClose }: DialogProps) {
  return (
    <GrundDialog
      titel="Umlauf zurückziehen"
      verb="Endgültig zurückziehen"
      gefahr
      icon={TriangleAlert}
      view={vorgang.view}
      ist="Der Umlauf ist zurückgezogen."
      fehlt="Zurückziehen geht nur mit einer Begründung."
      onClose={onClose}
      command={(grund) => ({ type: 'withdrawUmlauf', grund }) as never}
    >
      <Note art="warnung" titel="Das beendet den Vorgang">
        Bisherige Zeichnungen bleiben im Verlauf. Für denselben Bedarf legen Sie danach einen neuen Vorgang
        an.
      </Note>
    </GrundDialog>
  );
}

export function KonfliktDialog({ vorgang, onClose }: DialogProps) {
  const [ergebnis, setErgebnis] = useState<'keine' | 'konflikt'>('keine');
  const [text, setText] = useState('');
  return (
    <BefehlDialog
      titel="Erklärung nach § 6 VgV"
      verb="Verbindlich erklären"
      view={vorgang.view}
      ist="Ihre Erklärung ist eingetragen."
      onClose={onClose}
      build={() =>
        ergebnis === 'konflikt' && text.trim() === ''
          ? null
          : ({ type: 'declareInteressenkonflikt', ergebnis, text: text.trim() } as never)
      }
    >
      {(versucht) => (
        <>
          <Choice
            legende="Besteht bei Ihnen ein Interessenkonflikt?"
            value={ergebnis}
            onChange={setErgebnis}
            wahlen={[
              { wert: 'keine', text: 'Nein', folge: 'Sie können mitwirken.' },
              {
                wert: 'konflikt',
                text: 'Ja, es besteht oder droht ein Konflikt',
                folge: 'Sie wirken nicht mit. Für Ihren Schritt wird eine andere Person benannt.',
              },
            ]}
          />
          {ergebnis === 'konflikt' ? (
            <TextArea
              label="Worin besteht er?"
              hint="Zum Beispiel Verwandtschaft oder frühere Tätigkeit für einen Bieter. Der Text steht im Vermerk."
              value={text}
              onChange={setText}
              maxLength={4000}
              error={required(versucht, text, 'Nennen Sie den Grund.')}
            />
          ) : null}
        </>
      )}
    </BefehlDialog>
  );
}
