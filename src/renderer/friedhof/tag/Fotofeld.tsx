import { Camera } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { DocumentInfo } from '../../../contract/document.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { blobUrl, uploadDocument } from '../../kit/upload.ts';

interface Props {
  readonly foto: DocumentInfo | null;
  readonly onFoto: (foto: DocumentInfo | null) => void;
}

/** A photo from the camera or a file: checked and stored before the report names it. */
export function Fotofeld({ foto, onFoto }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const nimm = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    const answer = await uploadDocument(file, () => {}).answer;
    if (answer.ok) onFoto(answer.value);
    else setProblem(answer.problem);
  };
  return (
    <>
      <div className="fh-foto">
        <Button icon={Camera} onClick={() => input.current?.click()}>
          {foto ? 'Anderes Foto …' : 'Foto aufnehmen oder wählen …'}
        </Button>
        <input
          ref={input}
          hidden
          type="file"
          accept="image/jpeg,image/png"
          capture="environment"
          aria-label="Foto"
          onChange={(e) => void nimm(e.target.files?.[0])}
        />
      </div>
      {foto ? <img className="fh-foto__bild" src={blobUrl(foto.sha256)} alt={`Foto ${foto.name}`} /> : null}
      {problem ? <ErrorBox problem={problem} /> : null}
    </>
  );
}
