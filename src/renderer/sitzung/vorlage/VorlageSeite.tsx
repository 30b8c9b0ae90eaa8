import { FileQuestion } from 'lucide-react';
import type { Vorlage } from '../../../domain/sitzung/index.ts';
import type { PageProps } from '../../faecher.ts';
import { EmptyState, ErrorBox } from '../../kit/Boxes.tsx';
import { useVerzeichnis, useVorgang } from '../daten.ts';
import { VorlageAnsicht } from './VorlageAnsicht.tsx';

/** One paper: waits for its data, then shows it. */
export default function VorlageSeite({ app, route, id }: PageProps & { readonly id: string }) {
  const { view, s, problem } = useVorgang<Vorlage>(id);
  const verzeichnis = useVerzeichnis();
  if (problem && !view)
    return (
      <>
        <ErrorBox problem={problem} />
        <EmptyState icon={FileQuestion} titel="Diese Vorlage sehen Sie nicht">
          <p>
            Vielleicht ist sie noch nicht freigegeben. <a href="#/sitzung?ansicht=vorlagen">Zur Liste</a>
          </p>
        </EmptyState>
      </>
    );
  if (!view || !s || !verzeichnis) return <div className="am-page" aria-busy="true" />;
  if (s.art !== 'vorlage') return <EmptyState icon={FileQuestion} titel="Das ist keine Vorlage" />;
  return (
    <VorlageAnsicht app={app} view={view} s={s} verzeichnis={verzeichnis} tun={route.query['tun'] ?? null} />
  );
}
