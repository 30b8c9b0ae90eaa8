import { Circle } from 'lucide-react';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import {
  factKey,
  type FactQuery,
  type Facts,
  type PersonId,
  type Tag,
} from '../../../domain/shared/vorgang.ts';
import { laufwegFor, TABELLE, type Vorlage } from '../../../domain/sitzung/index.ts';
import { describeAdressat, probeFacts, type Laufwegvorschlag } from '../../../domain/umlauf/index.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { tagLang } from '../../kit/format.ts';
import { LinienPunkt, Panel } from '../../kit/Layout.tsx';
import { useQuery } from '../../shell/query.ts';
import { Warum } from '../../umlauf/Laufweg.tsx';
import { problemFor } from '../daten.ts';

interface Props {
  readonly s: Vorlage;
  readonly verzeichnis: Verzeichnis;
  readonly person: PersonId;
  readonly heute: Tag;
  readonly id: string;
}

/** The route that the rules in force give this paper; null while they are on their way. */
export function useWeg({ s, verzeichnis, person, heute, id }: Props): ReturnType<typeof laufwegFor> | null {
  const tabelle = useQuery('stammdaten.get', { tabelle: TABELLE.laufwege });
  if (!tabelle.data) return null;
  const query: FactQuery = { art: 'stammdaten', tabelle: TABELLE.laufwege };
  const probe = probeFacts(person, verzeichnis, heute, id);
  const facts: Facts = {
    ...probe,
    antworten: new Map<string, unknown>([...probe.antworten, [factKey(query), tabelle.data]]),
  };
  return laufwegFor(s, facts);
}

/** Before it starts: who will co-sign, and why. */
export function Mitzeichnungsweg(p: Props) {
  const weg = useWeg(p);
  return (
    <Panel titel="Mitzeichnung" scroll className="am-laufweg">
      {weg === null ? null : weg.ok ? (
        <Schritte vorschlag={weg.value} verzeichnis={p.verzeichnis} heute={p.heute} />
      ) : (
        <ErrorBox problem={problemFor(weg.error)} />
      )}
    </Panel>
  );
}

export function Schritte(p: {
  readonly vorschlag: Laufwegvorschlag;
  readonly verzeichnis: Verzeichnis;
  readonly heute: Tag;
}) {
  const { laufweg, schritte } = p.vorschlag;
  return (
    <div className="am-stack">
      <ol className="am-line">
        {schritte.map((s) => (
          <LinienPunkt key={s.id} art="offen" icon={Circle} titel={s.bezeichnung}>
            <p>{describeAdressat(p.verzeichnis, s.adressat, p.heute)}</p>
            <Warum zeile={{ warum: s.regeln, hinzugefuegt: null, pflicht: s.pflicht }} />
          </LinienPunkt>
        ))}
      </ol>
      <p className="am-small am-muted">
        Regeln: Fassung {laufweg.fassung} vom {tagLang(laufweg.gueltigAb)}
        {laufweg.geprueft ? '' : ' · Muster, nicht geprüft'}
      </p>
    </div>
  );
}
