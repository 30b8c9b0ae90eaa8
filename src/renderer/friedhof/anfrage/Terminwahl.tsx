import type { Pruefergebnis, Terminsuche } from '../../../contract/bestattung.ts';
import type { Problem } from '../../../contract/channel.ts';
import type { Terminplan } from '../../../domain/bestattung/belegung.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { Select } from '../../kit/Field.tsx';
import { tagMitWochentag, zeitLang } from '../../kit/format.ts';
import { Vorschlaege } from '../fall/Vorschlaege.tsx';
import { Befunde } from '../teile.tsx';

interface Pruefungsprops {
  /** the latest answer, kept while the next one is under way */
  readonly p: Pruefergebnis | null;
  readonly problem: Problem | null;
  /** false: what is typed cannot be judged now */
  readonly aktuell: boolean;
  /** a released case must keep every rule of the release */
  readonly frei: boolean;
  readonly mitTermin: boolean;
}

/** What the rules say to what is typed. */
export function Pruefung({ p, problem, aktuell, frei, mitTermin }: Pruefungsprops) {
  return (
    <div aria-live="polite" className="am-stack-s">
      {p && (p.fruehestens || p.spaetestens) ? (
        <p className="fh-frist">
          {p.fruehestens ? `Frühestens ${zeitLang(p.fruehestens)}. ` : ''}
          {p.spaetestens ? `Spätestens ${tagMitWochentag(p.spaetestens)}.` : ''}
        </p>
      ) : null}
      {problem ? <ErrorBox problem={problem} /> : null}
      {p && aktuell ? <Befunde befunde={frei ? [...p.vormerken, ...p.freigeben] : p.vormerken} /> : null}
      {p && aktuell && mitTermin && p.freigeben.length > 0 ? (
        <details className="am-small">
          <summary>Für die Freigabe fehlt noch ({p.freigeben.length})</summary>
          <ul className="fh-ausschluss">
            {p.freigeben.map((b) => (
              <li key={b.cause}>{b.cause}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

interface Props {
  readonly feierMin: number;
  readonly onFeierMin: (minuten: number) => void;
  readonly beste: Terminsuche | null;
  readonly problem: Problem | null;
  readonly busy: boolean;
  readonly plan: Terminplan | null;
  readonly onPlan: (plan: Terminplan) => void;
}

/** The best lawful dates for what is known of the case. */
export function Terminwahl({ feierMin, onFeierMin, beste, problem, busy, plan, onPlan }: Props) {
  return (
    <>
      <Select
        label="Trauerfeier in der Halle"
        value={String(feierMin)}
        onChange={(w) => onFeierMin(Number(w))}
        optionen={[
          { wert: '30', text: '30 Minuten' },
          { wert: '60', text: '60 Minuten' },
          { wert: '90', text: '90 Minuten' },
          { wert: '0', text: 'keine' },
        ]}
      />
      {problem ? <ErrorBox problem={problem} /> : null}
      <Vorschlaege
        legende="Beste Termine"
        vorschlaege={beste?.vorschlaege ?? []}
        ausschluesse={beste?.ausschluesse ?? []}
        geprueft={beste?.geprueft ?? 0}
        gewaehlt={plan}
        onWahl={(v) => onPlan(v.plan)}
        busy={busy}
      />
    </>
  );
}
