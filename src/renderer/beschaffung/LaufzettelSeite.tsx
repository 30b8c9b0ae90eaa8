import { FileQuestion } from 'lucide-react';
import type { Laufzettel } from '../../domain/beschaffung/state.ts';
import type { PageProps } from '../faecher.ts';
import { EmptyState, ErrorBox } from '../kit/Boxes.tsx';
import { useQuery } from '../shell/query.ts';
import { LaufzettelAnsicht } from './LaufzettelAnsicht.tsx';
import { useFakten } from './fakten.ts';

/** One slip: waits for its data, then shows it. */
export default function LaufzettelSeite({ app, route, id }: PageProps & { readonly id: string }) {
  const { data: view, problem } = useQuery('vorgang.get', { id });
  const person = app.person?.id ?? '';
  const fakten = useFakten(person, app.heute, id);
  if (problem && !view) {
    return (
      <>
        <ErrorBox problem={problem} />
        <EmptyState icon={FileQuestion} titel="Diesen Laufzettel sehen Sie nicht">
          <p>
            Vielleicht wurde er gelöscht, oder er ist für Sie noch nicht freigegeben.{' '}
            <a href="#/beschaffung">Zur Liste</a>
          </p>
        </EmptyState>
      </>
    );
  }
  if (!view || !fakten) return <div className="am-page" aria-busy="true" />;
  if (view.art !== 'laufzettel') return <EmptyState icon={FileQuestion} titel="Das ist kein Laufzettel" />;
  return (
    <LaufzettelAnsicht
      app={app}
      view={view}
      s={view.state as Laufzettel}
      fakten={fakten}
      tun={route.query['tun'] ?? null}
    />
  );
}
