import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../contract/vorgang.ts';
import { Note } from '../kit/Boxes.tsx';
import { TextArea } from '../kit/Field.tsx';
import { BefehlDialog } from '../umlauf/BefehlDialog.tsx';

interface Props {
  readonly view: VorgangView;
  readonly onClose: () => void;
}

/** A need that has gone: the draft ends, and stays in the file with its reason. */
export function EntwurfZurueckziehen({ view, onClose }: Props) {
  const [grund, setGrund] = useState('');
  return (
    <BefehlDialog
      titel="Laufzettel zurückziehen"
      verb="Endgültig zurückziehen"
      icon={TriangleAlert}
      gefahr
      view={view}
      ist="Der Laufzettel ist zurückgezogen."
      onClose={onClose}
      build={() =>
        grund.trim() === '' ? null : ({ type: 'withdrawLaufzettel', grund: grund.trim() } as never)
      }
    >
      {(versucht) => (
        <>
          <Note art="warnung">Der Laufzettel wird nicht gelöscht, aber nicht mehr bearbeitet.</Note>
          <TextArea
            label="Begründung"
            value={grund}
            onChange={setGrund}
            maxLength={4000}
            error={versucht && grund.trim() === '' ? 'Zurückziehen geht nur mit einer Begründung.' : null}
          />
        </>
      )}
    </BefehlDialog>
  );
}
