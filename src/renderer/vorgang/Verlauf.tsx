import { CloudOff, PenLine, Pencil, FileText, Undo2, CircleHelp, Truck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { HistoryEntry } from '../../contract/vorgang.ts';
import { fachOf, type VerlaufText } from '../faecher.ts';
import { EmptyState, ErrorBox } from '../kit/Boxes.tsx';
import { zeitLang } from '../kit/format.ts';
import { LinienPunkt } from '../kit/Layout.tsx';
import { useQuery } from '../shell/query.ts';
import { useApp } from '../shell/state.ts';
import { Nachweis } from './Nachweis.tsx';

const iconOf = (type: string) => {
  if (/Gezeichnet|Unterschrieben/.test(type)) return PenLine;
  if (/Dokument|Anlage/.test(type)) return FileText;
  if (/Zurueck/.test(type)) return Undo2;
  if (/Rueckfrage/.test(type)) return CircleHelp;
  if (type === 'VorgangUebernommen') return Truck;
  return Pencil;
};

/** Everything that happened to a Vorgang, newest first, from the chained ledger. */
export function Verlauf({ id, art }: { readonly id: string; readonly art: string }) {
  const history = useQuery('vorgang.history', { id });
  const verzeichnis = useQuery('verzeichnis.get', null);
  const verbunden = (useApp().app?.sync.art ?? 'einzelplatz') !== 'einzelplatz';
  const [worte, setWorte] = useState<VerlaufText | null>(null);
  useEffect(() => {
    void fachOf(art)
      ?.loadVerlauf?.()
      .then((m) => setWorte(() => m.verlauf));
  }, [art]);
  if (history.problem) return <ErrorBox problem={history.problem} />;
  const entries = [...(history.data ?? [])].reverse();
  if (entries.length === 0 && !history.loading && verbunden) {
    return (
      <EmptyState icon={CloudOff} titel="Der Verlauf liegt bei der Zentrale">
        <p>Er wird geladen, sobald sie wieder erreichbar ist.</p>
      </EmptyState>
    );
  }
  if (entries.length === 0 && !history.loading) {
    return (
      <EmptyState icon={FileText} titel="Noch kein Verlauf">
        <p>Mit der ersten Eingabe beginnt er.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <Nachweis id={id} />
      <ol className="am-line am-line--eng" reversed>
        {entries.map((e) => (
          <Eintrag key={`${e.revision} ${e.hash}`} entry={e} worte={worte} verzeichnis={verzeichnis.data} />
        ))}
      </ol>
      {(entries.at(-1)?.revision ?? 1) > 1 ? (
        <p className="am-muted am-small" role="status">
          Frühere Einträge werden geladen, sobald die Zentrale wieder erreichbar ist.
        </p>
      ) : null}
    </>
  );
}

/** The event of the engine by which a Vorgang came from a single seat; null: another event. */
const uebernommenAus = ({ event }: HistoryEntry): string | null =>
  event?.type === 'VorgangUebernommen'
    ? (event as { readonly herkunft: { readonly name: string } } & typeof event).herkunft.name
    : null;

interface EintragProps {
  readonly entry: HistoryEntry;
  readonly worte: VerlaufText | null;
  readonly verzeichnis: Parameters<VerlaufText>[1];
}

function Eintrag({ entry, worte, verzeichnis }: EintragProps) {
  const herkunft = uebernommenAus(entry);
  const { text, zusatz } =
    herkunft !== null
      ? { text: `Übernommen aus „${herkunft}“`, zusatz: undefined }
      : entry.event === null
        ? {
            text: entry.unbekannt ? 'Eintrag einer neueren Fassung: bitte aktualisieren' : 'Inhalt gelöscht',
            zusatz: undefined,
          }
        : (worte?.(entry, verzeichnis) ?? { text: '…', zusatz: undefined });
  return (
    <LinienPunkt
      art={entry.vorlaeufig ? 'warnung' : 'ruht'}
      icon={entry.vorlaeufig ? CloudOff : iconOf(entry.type)}
      titel={text}
    >
      {zusatz ? <p className="am-quote">{zusatz}</p> : null}
      <p className="am-muted am-small">
        {entry.akteurName}, {zeitLang(entry.zeit)}
        {entry.vorlaeufig ? ' · vorläufig' : ''}
        {entry.herkunft === undefined ? '' : ` · in „${entry.herkunft}“`}
      </p>
      <p className="am-muted am-mono" title="Glied der Prüfkette: Nummer und Anfang der Prüfsumme">
        Nr. {entry.revision} · {entry.hash.slice(0, 12)}
      </p>
    </LinienPunkt>
  );
}
