import type { AppState } from '../../contract/app.ts';
import { Progress } from '../kit/Boxes.tsx';

/** Nothing, once the first sync is complete. */
export function ErsterAbgleich({ app }: { readonly app: AppState }) {
  const { erster, art } = app.sync;
  if (!erster) return null;
  return (
    <div className="am-stack" role="status">
      {erster.gesamt > 0 ? (
        <Progress erledigt={erster.erledigt} gesamt={erster.gesamt} text="Einträgen geladen" />
      ) : null}
      <p>
        {art === 'offline'
          ? 'Der erste Abgleich ist unterbrochen. Er geht dort weiter, wo er stand, sobald die Zentrale antwortet.'
          : 'Der erste Abgleich läuft. Was schon da ist, können Sie ansehen.'}
      </p>
    </div>
  );
}
