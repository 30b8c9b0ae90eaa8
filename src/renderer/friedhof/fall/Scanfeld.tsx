import { FileCheck, X } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { DocumentInfo } from '../../../contract/document.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { IconButton } from '../../kit/Button.tsx';
import { DropZone } from '../../kit/DropZone.tsx';
import { groesse } from '../../kit/format.ts';
import { blobUrl, uploadDocument } from '../../kit/upload.ts';

interface Props {
  readonly scan: DocumentInfo | null;
  readonly onScan: (scan: DocumentInfo | null) => void;
}

/** The paper itself, scanned or photographed: checked and stored before the entry names it. */
export function Scanfeld({ scan, onScan }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const nimm = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    setBusy(true);
    const answer = await uploadDocument(file, () => {}).answer;
    setBusy(false);
    if (answer.ok) onScan(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <div className="am-stack-s" aria-busy={busy || undefined}>
      {scan ? (
        <p className="fh-scan" role="status">
          <FileCheck size={18} aria-hidden />
          <a href={blobUrl(scan.sha256)} target="_blank" rel="noreferrer">
            {scan.name}
          </a>
          <span className="am-muted am-small">{groesse(scan.bytes)}</span>
          <IconButton icon={X} text="Scan entfernen" onClick={() => onScan(null)} />
        </p>
      ) : (
        <DropZone
          text="Scan hierher ziehen (freiwillig)"
          hinweis="PDF, JPEG oder PNG. Das Papier selbst bleibt in der Akte."
          accept="application/pdf,image/jpeg,image/png"
          onFiles={(files) => void nimm(files[0])}
        />
      )}
      {problem ? <ErrorBox problem={problem} /> : null}
    </div>
  );
}
