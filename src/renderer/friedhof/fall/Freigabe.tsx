import type { VorgangView } from '../../../contract/vorgang.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { Note } from '../../kit/Boxes.tsx';
import { tagMitWochentag, tagVon, uhrzeit } from '../../kit/format.ts';
import { useQuery } from '../../shell/query.ts';
import { Befunde } from '../teile.tsx';
import { eingabeAus } from './eingabe.ts';

/** The last look before undertaker and crew count on it. */
export function Freigabe({ view, s }: { readonly view: VorgangView; readonly s: BestattungState }) {
  const p = useQuery('friedhof.pruefen', { ...eingabeAus(view.id, s), plan: s.plan }).data;
  const hindert = p ? [...p.vormerken.filter((b) => b.stufe === 'sperre'), ...p.freigeben] : [];
  return (
    <>
      <div className="am-summary">
        <p className="am-strong">{view.projection.titel}</p>
        {s.plan ? (
          <p>
            {tagMitWochentag(tagVon(s.plan.beginn))}, {uhrzeit(s.plan.beginn)} Uhr, {s.einsatz?.friedhofName}
            {s.einsatz?.halleName ? `, ${s.einsatz.halleName}` : ''}
          </p>
        ) : null}
        <p>
          Grab {s.grab ?? 'noch offen'}, {s.einsatz?.kolonneName}
          {s.einsatz?.baggerName ? `, ${s.einsatz.baggerName}` : ''}
        </p>
      </div>
      {p && hindert.length > 0 ? <Befunde befunde={hindert} /> : null}
      {p && hindert.length === 0 ? (
        <Note art="gut" titel="Alles vollständig">
          Halle, Kolonne, Bagger und Grab sind mit Puffern frei, die Unterlagen liegen vor. Mit der Freigabe
          erhält der Bestatter eine Bestätigung und die Kolonne ihren Auftrag.
        </Note>
      ) : null}
    </>
  );
}
