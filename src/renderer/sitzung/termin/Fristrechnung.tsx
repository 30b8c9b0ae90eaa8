import type { Ladungsfrist } from '../../../domain/sitzung/index.ts';
import { tagMitWochentag } from '../../kit/format.ts';

/** The last lawful day of the invitation and how it comes about, step by step. */
export function Fristrechnung({ frist }: { readonly frist: Ladungsfrist }) {
  return (
    <div className="am-frist">
      <p>
        Letzter Tag der Ladung: <b className="am-strong">{tagMitWochentag(frist.letzterTag)}</b>
      </p>
      <details className="am-warum">
        <summary>So wird gerechnet</summary>
        <ol className="am-frist__schritte">
          {frist.schritte.map((s) => (
            <li key={s.text}>{s.text}</li>
          ))}
        </ol>
        <p className="am-muted">
          {frist.norm}
          {frist.geprueft ? '' : ' (nicht geprüft)'}
        </p>
      </details>
    </div>
  );
}
