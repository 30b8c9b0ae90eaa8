import { CalendarX2 } from 'lucide-react';
import type { Terminsuche } from '../../../contract/bestattung.ts';
import type { Terminvorschlag } from '../../../domain/bestattung/suche/anfrage.ts';
import { EmptyState } from '../../kit/Boxes.tsx';
import { tagMitWochentag, tagVon, uhrzeit } from '../../kit/format.ts';

interface Props {
  readonly legende: string;
  readonly vorschlaege: readonly Terminvorschlag[];
  readonly gewaehlt: Terminvorschlag['plan'] | null;
  readonly onWahl: (v: Terminvorschlag) => void;
  readonly ausschluesse?: Terminsuche['ausschluesse'];
  readonly geprueft?: number;
  readonly busy?: boolean;
}

const schluessel = (p: Terminvorschlag['plan']): string =>
  `${p.beginn} ${p.friedhof} ${p.halle} ${p.kolonne}`;

/** Reasons that hold for every date shown are said once. */
const gemeinsame = (vorschlaege: readonly Terminvorschlag[]): readonly string[] =>
  vorschlaege.length < 2
    ? []
    : (vorschlaege[0]?.gruende ?? []).filter((g) => vorschlaege.every((v) => v.gruende.includes(g)));

/** Lawful dates to choose from, each with the reasons why it is proposed; and what kept the others out. */
export function Vorschlaege({ legende, vorschlaege, gewaehlt, onWahl, ausschluesse, geprueft, busy }: Props) {
  const allen = gemeinsame(vorschlaege);
  return (
    <div className="am-stack-s" aria-busy={busy || undefined}>
      {vorschlaege.length === 0 ? (
        <EmptyState icon={CalendarX2} titel="Kein zulässiger Termin in diesem Zeitraum">
          <p>
            Darunter steht, was dagegen stand. Ein anderer Friedhof, eine andere Feier oder eine Genehmigung
            kann helfen.
          </p>
        </EmptyState>
      ) : (
        <fieldset className="am-fieldset fh-vorschlaege">
          <legend className="am-legend">{legende}</legend>
          {allen.length > 0 ? (
            <p className="am-small am-muted fh-allen">Für alle: {allen.join(' · ')}</p>
          ) : null}
          {vorschlaege.map((v) => {
            const an = gewaehlt !== null && schluessel(v.plan) === schluessel(gewaehlt);
            return (
              <label key={schluessel(v.plan)} className="am-choice">
                <input type="radio" name={legende} checked={an} onChange={() => onWahl(v)} />
                <span>
                  <b>
                    {tagMitWochentag(tagVon(v.beginn))}, {uhrzeit(v.beginn)} Uhr
                  </b>
                  <span className="fh-ort">
                    {v.friedhofName}
                    {v.halleName ? ` · ${v.halleName}` : ''}
                  </span>
                  <span className="fh-gruende">
                    {v.gruende.filter((g) => !allen.includes(g)).join(' · ')}
                  </span>
                </span>
              </label>
            );
          })}
        </fieldset>
      )}
      {ausschluesse && ausschluesse.length > 0 ? (
        <details className="am-small" open={vorschlaege.length === 0}>
          <summary>
            Was andere Zeiten ausschloss{geprueft ? ` (${geprueft.toLocaleString('de-DE')} geprüft)` : ''}
          </summary>
          <ul className="fh-ausschluss">
            {ausschluesse.slice(0, 8).map((a) => (
              <li key={a.code + a.text}>
                {a.heading}: {a.text} <span className="am-muted">({a.anzahl.toLocaleString('de-DE')})</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
