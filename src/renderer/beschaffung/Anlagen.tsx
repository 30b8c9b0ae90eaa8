import { CircleAlert, Download, FileCheck2, FileText, RefreshCw, Trash2, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import { DOKUMENTARTEN, type Dokumentart } from '../../domain/beschaffung/schema.ts';
import {
  currentVersion,
  vorhandene,
  type Dokument,
  type Laufzettel,
} from '../../domain/beschaffung/state.ts';
import type { Command } from '../../domain/shared/vorgang.ts';
import { call } from '../bridge.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { EmptyState, Progress } from '../kit/Boxes.tsx';
import { DropZone } from '../kit/DropZone.tsx';
import { Select } from '../kit/Field.tsx';
import { groesse } from '../kit/format.ts';
import { downloadUrl, uploadDocument } from '../kit/upload.ts';
import { execute, executeHeld, newId } from '../vorgang/execute.ts';
import { DOKUMENTART } from './texte.ts';

interface Props {
  readonly view: VorgangView;
  readonly s: Laufzettel;
  readonly editable: boolean;
  readonly gewaehlt: string | null;
  readonly onDokument: (dokument: string) => void;
}

interface Lauf {
  readonly key: string;
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly problem: Problem | null;
  readonly cancel: () => void;
}

let keys = 0;
const nextKey = (): string => String(++keys);

/** Documents of the slip; dropped files are checked and attached one after the other, each with its own error. */
export function Anlagen({ view, s, editable, gewaehlt, onDokument }: Props) {
  const [laeufe, setLaeufe] = useState<readonly Lauf[]>([]);
  const [art, setArt] = useState<Dokumentart>('sonstiges');
  const update = (key: string, next: Partial<Lauf> | null) =>
    setLaeufe((all) =>
      next ? all.map((l) => (l.key === key ? { ...l, ...next } : l)) : all.filter((l) => l.key !== key),
    );

  const take = async (files: readonly File[]) => {
    // one after the other: each attachment moves the slip on by one revision
    for (const file of files) await attach(file);
  };
  const attach = async (file: File, bestand: Dokument | null = null) => {
    const key = nextKey();
    const upload = uploadDocument(file, (done, total) => update(key, { done, total }));
    setLaeufe((all) => [
      ...all,
      { key, name: file.name, done: 0, total: file.size, problem: null, cancel: upload.cancel },
    ]);
    const stored = await upload.answer;
    if (!stored.ok) return update(key, { problem: stored.problem });
    const jetzt = await call('vorgang.get', { id: view.id });
    const command = await commandFor(stored.value.sha256, file.name, bestand);
    if ('heading' in command) return update(key, { problem: command });
    const answer = await execute(jetzt.ok ? jetzt.value : view, command);
    update(key, answer.ok ? null : { problem: answer.problem });
  };

  const commandFor = async (
    sha256: string,
    dateiname: string,
    bestand: Dokument | null,
  ): Promise<Command | Problem> => {
    if (bestand) {
      const { dokument } = bestand;
      const { version, sha256: previous } = currentVersion(bestand);
      return {
        type: 'replaceDokument',
        dokument,
        version: version + 1,
        sha256,
        previous,
        dateiname,
      } as Command;
    }
    const dokument = await newId();
    if (typeof dokument !== 'string') return dokument;
    return { type: 'attachDokument', dokument, sha256, dateiname, art } as Command;
  };

  const dokumente = vorhandene(s);
  return (
    <div className="am-stack">
      {dokumente.length === 0 && editable ? (
        <p className="am-muted">Angebote, Leistungsverzeichnis und Ähnliches als PDF hinzufügen.</p>
      ) : dokumente.length === 0 ? (
        <EmptyState icon={FileText} titel="Noch keine Dokumente">
          <p>Zu diesem Laufzettel gehört bisher keine Datei.</p>
        </EmptyState>
      ) : (
        <ul className="am-dateien">
          {dokumente.map((d) => (
            <Datei
              key={d.dokument}
              d={d}
              view={view}
              editable={editable}
              aktiv={gewaehlt === d.dokument}
              onZeigen={() => onDokument(d.dokument)}
              onErsetzen={(file) => void attach(file, d)}
            />
          ))}
        </ul>
      )}
      {laeufe.map((l) =>
        l.problem ? (
          <div key={l.key} className="am-box am-box--fehler" role="alert">
            <CircleAlert size={20} aria-hidden />
            <p className="am-box__titel">
              {l.name}: {l.problem.heading}
            </p>
            <p>{l.problem.cause}</p>
            <p>{l.problem.next}</p>
            <p>
              <Button klein art="tertiary" onClick={() => update(l.key, null)}>
                Verstanden
              </Button>
            </p>
          </div>
        ) : (
          <div key={l.key} className="am-row">
            <div className="am-grow">
              <Progress erledigt={l.done} gesamt={l.total} text={`${l.name}`} prozent />
            </div>
            <IconButton icon={X} text={`${l.name} abbrechen`} onClick={l.cancel} />
          </div>
        ),
      )}
      {editable ? (
        <>
          <Select
            label="Art der nächsten Datei"
            value={art}
            onChange={(a) => setArt(a as Dokumentart)}
            optionen={DOKUMENTARTEN.filter((a) => a !== 'vergabevermerk' && a !== 'umlaufprotokoll').map(
              (a) => ({
                wert: a,
                text: DOKUMENTART[a],
              }),
            )}
          />
          <DropZone
            text="PDF hier ablegen"
            hinweis="Bis 200 MB. Jede Datei wird geprüft, bevor sie gespeichert wird."
            accept="application/pdf,.pdf"
            mehrere
            onFiles={(f) => void take(f)}
          />
        </>
      ) : null}
    </div>
  );
}

interface DateiProps {
  readonly d: Dokument;
  readonly view: VorgangView;
  readonly editable: boolean;
  readonly aktiv: boolean;
  readonly onZeigen: () => void;
  readonly onErsetzen: (file: File) => void;
}

function Datei({ d, view, editable, aktiv, onZeigen, onErsetzen }: DateiProps) {
  const input = useRef<HTMLInputElement>(null);
  const v = currentVersion(d);
  const Icon = v.schritt ? FileCheck2 : FileText;
  return (
    <li className="am-datei" data-aktiv={aktiv ? 'ja' : 'nein'}>
      <Icon size={18} aria-hidden />
      <div className="am-grow">
        <button type="button" className="am-link am-datei__name" onClick={onZeigen} aria-pressed={aktiv}>
          {v.dateiname}
        </button>
        <p className="am-muted am-small">
          {[
            DOKUMENTART[d.art],
            v.seiten ? `${v.seiten} ${v.seiten === 1 ? 'Seite' : 'Seiten'}` : '',
            v.bytes ? groesse(v.bytes) : '',
            v.version > 1 ? `Fassung ${v.version}` : '',
            v.schritt ? 'gezeichnet' : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <a
        className="am-icon-btn"
        href={downloadUrl(v.sha256, v.dateiname)}
        download={v.dateiname}
        aria-label={`${v.dateiname} speichern`}
        title="Speichern"
      >
        <Download size={20} aria-hidden />
      </a>
      {editable && d.art !== 'vergabevermerk' ? (
        <>
          <IconButton
            icon={RefreshCw}
            text={`${v.dateiname} durch neue Fassung ersetzen`}
            onClick={() => input.current?.click()}
          />
          <input
            ref={input}
            hidden
            type="file"
            accept="application/pdf,.pdf"
            aria-label={`Neue Fassung von ${v.dateiname}`}
            onChange={(e) => {
              const [file] = [...(e.target.files ?? [])];
              if (file) onErsetzen(file);
              e.target.value = '';
            }}
          />
          <IconButton
            icon={Trash2}
            text={`${v.dateiname} entfernen`}
            onClick={() =>
              executeHeld(view, { type: 'removeDokument', dokument: d.dokument, grund: '' } as never, {
                wird: `„${v.dateiname}“ wird entfernt.`,
                ist: `„${v.dateiname}“ ist entfernt.`,
              })
            }
          />
        </>
      ) : null}
    </li>
  );
}
