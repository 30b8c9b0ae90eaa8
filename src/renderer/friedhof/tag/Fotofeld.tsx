import { Camera } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { DocumentInfo } from '../../../contract/document.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { FieldShell } from '../../kit/Field.tsx';
import { blobUrl, uploadDocument } from '../../kit/upload.ts';

interface Props {
  readonly foto: DocumentInfo | null;
  readonly onFoto: (foto: DocumentInfo | null) => void;
}

/** A photo from the camera or a file: checked and stored before the report names it. */
export function Fotofeld({ foto, onFoto }: Props) {
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
      <FieldShell label="Foto" optional>
        {({ id }) => (
          <div className="fh-foto">
            <Camera size={24} aria-hidden />
            <input
              id={id}
              type="file"
              accept="image/jpeg,image/png"
              capture="environment"
              onChange={(e) => void nimm(e.target.files?.[0])}
            />
          </div>
        )}
      </FieldShell>
      {foto ? <img className="fh-foto__bild" src={blobUrl(foto.sha256)} alt={`Foto ${foto.name}`} /> : null}
      {problem ? <ErrorBox problem={problem} /> : null}
    </>
  );
}
