import { useEffect, useState } from 'react';
import type { HistoryEntry } from '../../contract/vorgang.ts';
import { fachOf, type VerlaufText } from '../faecher.ts';
import { zeitLang } from '../kit/format.ts';
import { useQuery } from '../shell/query.ts';
import { ereignisText } from './worte.ts';

/** What has happened to a Vorgang after the state one has seen; own entries that wait are not news. */
export function useSeitdem(vorgang: string, gesehen: number): readonly HistoryEntry[] {
  const history = useQuery('vorgang.history', { id: vorgang });
  return (history.data ?? []).filter((e) => e.revision > gesehen && !e.vorlaeufig);
}

/** The same in words: who did what and when. Nothing, while nothing is known. */
export function Seitdem({
  art,
  seitdem,
}: {
  readonly art: string;
  readonly seitdem: readonly HistoryEntry[];
}) {
  const verzeichnis = useQuery('verzeichnis.get', null);
  const [worte, setWorte] = useState<VerlaufText | null>(null);
  useEffect(() => {
    void fachOf(art)
      ?.loadVerlauf?.()
      .then((m) => setWorte(() => m.verlauf));
  }, [art]);
  if (seitdem.length === 0) return null;
  const textOf = (e: HistoryEntry): string =>
    e.event === null ? 'Inhalt gelöscht' : (worte?.(e, verzeichnis.data).text ?? ereignisText(e.type));
  return (
    <>
      <p className="am-strong">Seitdem ist geschehen:</p>
      <ul className="am-list">
        {seitdem.map((e) => (
          <li key={e.revision}>
            {[textOf(e), e.akteurName, zeitLang(e.zeit)]
              // „Unterschrieben: Ines Holm“ names its actor already
              .filter((part, i, all) => i !== 1 || !all[0]?.includes(part))
              .join(', ')}
          </li>
        ))}
      </ul>
    </>
  );
}
