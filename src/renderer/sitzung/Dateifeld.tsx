import { FileText } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { DocumentInfo } from '../../contract/document.ts';
import { ErrorBox, Progress } from '../kit/Boxes.tsx';
import { DropZone } from '../kit/DropZone.tsx';
import { uploadDocument } from '../kit/upload.ts';

interface Props {
  readonly text: string;
  readonly value: DocumentInfo | null;
  readonly onChange: (document: DocumentInfo) => void;
  readonly error?: string | null;
}

/** One PDF, checked before anything is stored. */
export function Dateifeld({ text, value, onChange, error }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [lauf, setLauf] = useState<{ readonly done: number; readonly total: number } | null>(null);
  const take = async ([file]: readonly File[]) => {
    if (!file) return;
    setProblem(null);
    setLauf({ done: 0, total: file.size });
    const stored = await uploadDocument(file, (done, total) => setLauf({ done, total })).answer;
    setLauf(null);
    if (stored.ok) onChange(stored.value);
    else setProblem(stored.problem);
  };
  return (
    <div className="am-stack-s">
      {problem ? <ErrorBox problem={problem} /> : null}
      {value ? (
        <p className="am-row">
          <FileText size={18} aria-hidden /> {value.name}, {value.seiten ?? '?'} Seiten
        </p>
      ) : null}
      {lauf ? (
        <Progress erledigt={lauf.done} gesamt={lauf.total} text="Übertragen" prozent />
      ) : (
        <DropZone
          text={text}
          hinweis="Bis 200 MB. Die Datei wird geprüft, bevor sie gespeichert wird."
          accept="application/pdf,.pdf"
          onFiles={(f) => void take(f)}
        />
      )}
      {error && !value ? <p className="kern-error">{error}</p> : null}
    </div>
  );
}
