import { Circle } from 'lucide-react';
import { errors, vorschlagLaufweg } from '../../domain/beschaffung/index.ts';
import type { Laufzettel } from '../../domain/beschaffung/state.ts';
import {
  describeAdressat,
  errors as umlaufErrors,
  type Laufwegvorschlag,
} from '../../domain/umlauf/index.ts';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { tagLang } from '../kit/format.ts';
import { LinienPunkt, Panel } from '../kit/Layout.tsx';
import { Warum } from '../umlauf/Laufweg.tsx';
import { problemOf } from '../vorgang/texte.ts';
import type { Fakten } from './fakten.ts';

interface Props {
  readonly s: Laufzettel;
  readonly fakten: Fakten;
  readonly heute: string;
}

/** The route this slip would take by today's rules, before it starts. */
export function Laufwegvorschau({ s, fakten, heute }: Props) {
  const vorschlag = vorschlagLaufweg(s, fakten.facts, fakten.verzeichnis, heute);
  return (
    <Panel titel="Voraussichtlicher Laufweg" scroll className="am-laufweg">
      {vorschlag.ok ? (
        <Schrittliste vorschlag={vorschlag.value} fakten={fakten} heute={heute} />
      ) : s.angaben.schaetzung === null || s.angaben.leistungsart === null ? (
        <p className="am-muted">
          Sobald Auftragswert und Leistungsart eingetragen sind, steht hier, wer alles zeichnet und warum.
        </p>
      ) : (
        <ErrorBox problem={problemOf(vorschlag.error, errors, umlaufErrors)} />
      )}
    </Panel>
  );
}

interface ListeProps {
  readonly vorschlag: Laufwegvorschlag;
  readonly fakten: Fakten;
  readonly heute: string;
}

export function Schrittliste({ vorschlag, fakten, heute }: ListeProps) {
  return (
    <div className="am-stack">
      <ol className="am-line">
        {vorschlag.schritte.map((p) => (
          <LinienPunkt key={p.id} art="offen" icon={Circle} titel={p.bezeichnung}>
            <p>
              {describeAdressat(fakten.verzeichnis, p.adressat, heute)}
              {vorschlag.schritte.some((o) => o.id !== p.id && o.gruppe === p.gruppe) ? (
                <span className="am-muted"> · parallel</span>
              ) : null}
            </p>
            {p.fristTage !== null ? (
              <p className="am-muted am-small">
                Frist: {p.fristTage} {p.fristTage === 1 ? 'Arbeitstag' : 'Arbeitstage'}
              </p>
            ) : null}
            <Warum zeile={{ warum: p.regeln, hinzugefuegt: null, pflicht: p.pflicht }} />
          </LinienPunkt>
        ))}
      </ol>
      <p className="am-small am-muted">
        Regeln: Fassung {vorschlag.laufweg.fassung}, gültig ab {tagLang(vorschlag.laufweg.gueltigAb)}
      </p>
      {vorschlag.laufweg.geprueft ? null : (
        <Note art="warnung">Diese Regeln sind ein Muster und noch nicht geprüft.</Note>
      )}
    </div>
  );
}
