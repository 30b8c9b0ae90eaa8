import { Undo2, XCircle } from 'lucide-react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import type { Vorlage } from '../../../domain/sitzung/index.ts';
import { GrundDialog } from '../../vorgang/GrundDialog.tsx';
import { AnlageDialog } from './AnlageDialog.tsx';
import { AufTagesordnungDialog } from './AufTagesordnungDialog.tsx';
import { FolgeDialog } from './FolgeDialog.tsx';
import { MitzeichnungDialog } from './MitzeichnungDialog.tsx';

/** Which dialog of the paper itself is open; those of its route are in umlauf. */
export type OffenerVorlagendialog =
  'mitzeichnung' | 'folge' | 'zurueckgeben' | 'zurueckziehen' | 'anlage' | 'tagesordnung';

interface Props {
  readonly offen: OffenerVorlagendialog | null;
  readonly view: VorgangView;
  readonly s: Vorlage;
  readonly verzeichnis: Verzeichnis;
  readonly person: string;
  readonly heute: string;
  readonly onClose: () => void;
}

export function Vorlagendialog({ offen, ...p }: Props) {
  const { view, onClose } = p;
  switch (offen) {
    case null:
      return null;
    case 'mitzeichnung':
      return <MitzeichnungDialog {...p} />;
    case 'folge':
      return <FolgeDialog {...p} />;
    case 'anlage':
      return <AnlageDialog {...p} />;
    case 'tagesordnung':
      return <AufTagesordnungDialog {...p} />;
    case 'zurueckgeben':
      return (
        <GrundDialog
          titel="Vorlage zurückgeben"
          verb="Zurückgeben"
          icon={Undo2}
          view={view}
          ist="Die Vorlage ist zurückgegeben."
          command={(grund) => ({ type: 'returnVorlage', grund })}
          onClose={onClose}
        />
      );
    case 'zurueckziehen':
      return (
        <GrundDialog
          titel="Vorlage zurückziehen"
          verb="Zurückziehen"
          icon={XCircle}
          gefahr
          view={view}
          ist="Die Vorlage ist zurückgezogen."
          command={(grund) => ({ type: 'withdrawVorlage', grund })}
          onClose={onClose}
        />
      );
  }
}
