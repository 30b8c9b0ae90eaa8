import { Note } from '../../kit/Boxes.tsx';
import { useQuery } from '../../shell/query.ts';

type Blattart = 'bestaetigung' | 'arbeitsauftrag';

/** The sheet of a version: while it is provisional it is asked for again with every change, until it is the valid one. */
export const useBlatt = (wunsch: {
  readonly vorgang: string;
  readonly fassung: number;
  readonly blatt: Blattart;
}) => useQuery('friedhof.blatt', wunsch.fassung === 0 ? undefined : wunsch);

/** Above a sheet that the centre has not confirmed. */
export function Blattstand({ vorlaeufig }: { readonly vorlaeufig: boolean }) {
  return (
    <div role="status">
      {vorlaeufig ? (
        <Note art="warnung" titel="Vorläufig: noch nicht von der Zentrale bestätigt">
          Der Ausdruck trägt quer „Noch nicht bestätigt“. Sobald die Zentrale geantwortet hat, steht hier von
          selbst das gültige Blatt, und es wird aufbewahrt.
        </Note>
      ) : null}
    </div>
  );
}
