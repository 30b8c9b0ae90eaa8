import { TriangleAlert } from 'lucide-react';
import type { VorgangView } from '../../contract/vorgang.ts';
import { Note } from '../kit/Boxes.tsx';
import { GrundDialog } from '../vorgang/GrundDialog.tsx';

interface Props {
  readonly view: VorgangView;
  readonly onClose: () => void;
}

/** A need that has gone: the draft ends, and stays in the file with its reason. */
export function EntwurfZurueckziehen({ view, onClose }: Props) {
  return (
    <GrundDialog
      titel="Laufzettel zurückziehen"
      verb="Endgültig zurückziehen"
      icon={TriangleAlert}
      gefahr
      view={view}
      ist="Der Laufzettel ist zurückgezogen."
      fehlt="Zurückziehen geht nur mit einer Begründung."
      onClose={onClose}
      command={(grund) => ({ type: 'withdrawLaufzettel', grund }) as never}
    >
      <Note art="warnung">Der Laufzettel wird nicht gelöscht, aber nicht mehr bearbeitet.</Note>
    </GrundDialog>
  );
}
