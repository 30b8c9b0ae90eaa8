import { lazy, Suspense } from 'react';
import { assertNever } from '../../domain/shared/result.ts';
import { schrittOf, type OffenerDialog } from './dialoge/offen.ts';
import { AntwortDialog, ErinnernDialog, RueckfrageDialog } from './dialoge/Rueckfrage.tsx';
import { ErsatzDialog, SchrittDialog, UeberspringenDialog } from './dialoge/Schritt.tsx';
import { KonfliktDialog, RueckgabeDialog, ZurueckziehenDialog } from './dialoge/Umlauf.tsx';
import type { UmlaufVorgang } from './vorgang.ts';

const ZeichnenDialog = lazy(() =>
  import('./ZeichnenDialog.tsx').then((m) => ({ default: m.ZeichnenDialog })),
);

interface Props {
  readonly offen: OffenerDialog | null;
  readonly vorgang: UmlaufVorgang;
  readonly onClose: () => void;
}

/** Shows the dialog that is open, if what it is about still exists. */
export function Dialogwahl({ offen, vorgang, onClose }: Props) {
  if (!offen) return null;
  const props = { vorgang, onClose };
  switch (offen.art) {
    case 'zeichnen':
    case 'rueckfrage':
    case 'ersatz':
    case 'ueberspringen': {
      const schritt = schrittOf(vorgang, offen.schritt);
      if (!schritt) return null;
      if (offen.art === 'zeichnen') {
        return (
          <Suspense fallback={null}>
            <ZeichnenDialog {...props} schritt={schritt} />
          </Suspense>
        );
      }
      if (offen.art === 'rueckfrage') return <RueckfrageDialog {...props} schritt={schritt} />;
      if (offen.art === 'ersatz') return <ErsatzDialog {...props} schritt={schritt} />;
      return <UeberspringenDialog {...props} schritt={schritt} />;
    }
    case 'antwort': {
      const frage = vorgang.umlauf.rueckfragen.find((r) => r.id === offen.frage);
      return frage ? <AntwortDialog {...props} frage={frage} /> : null;
    }
    case 'erinnern':
      return <ErinnernDialog {...props} />;
    case 'zurueckgeben':
      return <RueckgabeDialog {...props} />;
    case 'schritt':
      return <SchrittDialog {...props} />;
    case 'zurueckziehen':
      return <ZurueckziehenDialog {...props} />;
    case 'konflikt':
      return <KonfliktDialog {...props} />;
    default:
      return assertNever(offen);
  }
}
