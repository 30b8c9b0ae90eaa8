import { FileQuestion } from 'lucide-react';
import type { PageProps } from '../../faecher.ts';
import { EmptyState, ErrorBox } from '../../kit/Boxes.tsx';
import { useSitzung } from '../daten.ts';
import { TerminAnsicht } from './TerminAnsicht.tsx';

/** One session: waits for its data (the non-public part only for those who may read it), then shows it. */
export default function TerminSeite({ app, route, id }: PageProps & { readonly id: string }) {
  const { da, problem } = useSitzung(id);
  if (problem)
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
  if (!da) return <div className="am-page" aria-busy="true" />;
  return <TerminAnsicht app={app} {...da} reiter={route.query['ansicht'] ?? 'tagesordnung'} />;
}
