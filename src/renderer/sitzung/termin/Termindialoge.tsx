import { XCircle } from 'lucide-react';
import { GrundDialog } from '../../vorgang/GrundDialog.tsx';
import { EroeffnenDialog } from './EroeffnenDialog.tsx';
import { Bekanntmachen, Einladen, Nachtragen, TerminAendern } from './Ladungsdialoge.tsx';
import { SitzungAnlegen } from './SitzungAnlegen.tsx';
import type { TerminProps } from './props.ts';
import { TopDialog, type Topvorgabe } from './TopDialog.tsx';

/** Which dialog of the session is open. */
export type OffenerTermindialog =
  | {
      readonly art:
        'einladen' | 'nachtrag' | 'bekanntmachen' | 'aendern' | 'absagen' | 'eroeffnen' | 'zweite';
    }
  | { readonly art: 'top'; readonly vorgabe: Topvorgabe | null };

export function Termindialoge(
  p: TerminProps & { readonly offen: OffenerTermindialog | null; readonly onClose: () => void },
) {
  switch (p.offen?.art) {
    case undefined:
      return null;
    case 'einladen':
      return <Einladen {...p} />;
    case 'nachtrag':
      return <Nachtragen {...p} />;
    case 'bekanntmachen':
      return <Bekanntmachen {...p} />;
    case 'aendern':
      return <TerminAendern {...p} />;
    case 'eroeffnen':
      return <EroeffnenDialog {...p} />;
    case 'zweite':
      return (
        <SitzungAnlegen
          heute={p.app.heute}
          zweite={{ id: p.view.id, gremium: p.s.gremium, titel: p.s.titel }}
          onClose={p.onClose}
        />
      );
    case 'absagen':
      return (
        <GrundDialog
          titel="Sitzung absagen"
          verb="Absagen"
          icon={XCircle}
          gefahr
          view={p.view}
          ist="Die Sitzung ist abgesagt."
          command={(grund) => ({ type: 'cancelSitzung', grund })}
          onClose={p.onClose}
        />
      );
    case 'top':
      return (
        <TopDialog
          sitzung={{ view: p.view, s: p.s }}
          vorgabe={p.offen.art === 'top' ? p.offen.vorgabe : null}
          onClose={p.onClose}
        />
      );
  }
}
