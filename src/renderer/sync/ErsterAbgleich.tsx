import type { AppState } from '../../contract/app.ts';
import { Progress } from '../kit/Boxes.tsx';

/** Nothing, once the first sync is complete. */
export function ErsterAbgleich({ app }: { readonly app: AppState }) {
  const { erster } = app.sync;
  if (!erster) return null;
  return (
    <div className="am-stack-s">
      {erster.gesamt > 0 ? (
        <Progress erledigt={erster.erledigt} gesamt={erster.gesamt} text="Einträgen geladen" />
      ) : null}
      {/* Only the sentence is read out: the count changes with every page. */}
      <p role="status">{textOf(erster)}</p>
    </div>
  );
}

function textOf({ laeuft, gesamt }: NonNullable<AppState['sync']['erster']>): string {
  if (!laeuft)
    return 'Der erste Abgleich ist unterbrochen: Die Zentrale antwortet nicht. Er geht von selbst weiter, wo er stand; nichts wird doppelt geladen. Was schon da ist, können Sie benutzen.';
  return gesamt > 0
    ? 'Der erste Abgleich läuft. Was schon da ist, können Sie benutzen; Listen und Suche füllen sich noch.'
    : 'Der erste Abgleich beginnt: Die Zentrale wird gefragt, was für Sie bestimmt ist.';
}
