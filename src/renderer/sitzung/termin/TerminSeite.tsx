import { FileQuestion } from 'lucide-react';
import type { Gremium, NichtoeffentlicheSitzung, Sitzung } from '../../../domain/sitzung/index.ts';
import type { PageProps } from '../../faecher.ts';
import { EmptyState, ErrorBox } from '../../kit/Boxes.tsx';
import { useVerzeichnis, useVorgang } from '../daten.ts';
import { TerminAnsicht } from './TerminAnsicht.tsx';

/** One session: waits for its data (the non-public part only for those who may read it), then shows it. */
export default function TerminSeite({ app, route, id }: PageProps & { readonly id: string }) {
  const { view, s, problem } = useVorgang<Sitzung>(id);
  const gremium = useVorgang<Gremium>(s?.gremium);
  const noe = useVorgang<NichtoeffentlicheSitzung>(s?.nichtoeffentlicheSitzung);
  const verzeichnis = useVerzeichnis();
  if (problem && !view)
    return (
      <>
        <ErrorBox problem={problem} />
        <EmptyState icon={FileQuestion} titel="Diese Sitzung sehen Sie nicht">
          <p>
            Vielleicht ist noch nicht eingeladen. <a href="#/sitzung">Zu den Sitzungen</a>
          </p>
        </EmptyState>
      </>
    );
  if (!view || !s || !gremium.s || !verzeichnis || (!noe.view && !noe.problem))
    return <div className="am-page" aria-busy="true" />;
  return (
    <TerminAnsicht
      app={app}
      view={view}
      s={s}
      gremium={gremium.s}
      noe={noe.view && noe.s ? { view: noe.view, s: noe.s } : null}
      verzeichnis={verzeichnis}
      reiter={route.query['ansicht'] ?? 'tagesordnung'}
    />
  );
}
