import { Upload as UploadIcon } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from './Button.tsx';

interface Props {
  readonly text: string;
  readonly hinweis: string;
  readonly accept: string;
  readonly mehrere?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Drop files here, or choose them: the same for mouse and keyboard. */
export function DropZone({ text, hinweis, accept, mehrere, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (list: FileList | null) => {
    if (list && list.length > 0) onFiles([...list]);
  };
  return (
    <div
      className="am-drop"
      data-over={over ? 'ja' : 'nein'}
      onDragOver={(e) => {
        e.preventDefault();
        e.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        e.stopPropagation();
        setOver(false);
        take(e.dataTransfer.files);
      }}
    >
      <p>{text}</p>
      <Button art="tertiary" klein icon={UploadIcon} onClick={() => input.current?.click()}>
        Datei auswählen …
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        multiple={mehrere}
        aria-label={text}
        onChange={(e) => {
          take(e.target.files);
          e.target.value = '';
        }}
      />
      <p className="am-small am-muted">{hinweis}</p>
    </div>
  );
}
