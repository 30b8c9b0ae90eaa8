import { useEffect } from 'react';
import { FileQuestion } from 'lucide-react';
import type { NichtoeffentlicheAnlage, NichtoeffentlicheSitzung } from '../../domain/sitzung/index.ts';
import type { PageProps } from '../faecher.ts';
import { EmptyState } from '../kit/Boxes.tsx';
import { navigate } from '../shell/router.ts';
import { useVorgang } from './daten.ts';

/** What has no page of its own leads to the page it belongs to: the non-public part to its session. */
export default function Weiterleitung({ id }: PageProps & { readonly id: string }) {
  const { view, problem } = useVorgang(id);
  const ziel = view ? zielOf(view.art, view.state) : null;
  useEffect(() => {
    if (ziel) navigate(ziel, true);
  }, [ziel]);
  if (problem || (view && !ziel))
    return (
      <EmptyState icon={FileQuestion} titel="Hier gibt es nichts zu sehen">
        <p>
          Der Vorgang ist für Sie nicht sichtbar. <a href="#/sitzung">Zum Sitzungsdienst</a>
        </p>
      </EmptyState>
    );
  return <div className="am-page" aria-busy="true" />;
}

function zielOf(art: string, state: unknown): string | null {
  if (art === 'sitzung_nichtoeffentlich')
    return `#/sitzung/termin/${(state as NichtoeffentlicheSitzung).sitzung}?ansicht=pakete`;
  if (art === 'anlage_nichtoeffentlich')
    return `#/sitzung/vorlage/${(state as NichtoeffentlicheAnlage).vorlage}`;
  return null;
}
