import { FolderOpen, Upload as UploadIcon } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { Button } from './Button.tsx';

interface Props {
  readonly text: string;
  readonly hinweis: string;
  readonly accept: string;
  readonly mehrere?: boolean;
  /** a whole folder may be chosen, too: all files in it */
  readonly ordner?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Drop files here, or choose them: the same for mouse and keyboard. */
export function DropZone({ text, hinweis, accept, mehrere, ordner, onFiles }: Props) {
  const [over, setOver] = useState(false);
  const what = useId();
  const input = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
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
        if (ordner) void filesIn(e.dataTransfer).then((files) => files.length > 0 && onFiles(files));
        else take(e.dataTransfer.files);
      }}
    >
      <p id={what}>{text}</p>
      <Button
        art="tertiary"
        klein
        icon={UploadIcon}
        aria-describedby={what}
        onClick={() => input.current?.click()}
      >
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
      {ordner ? (
        <>
          <Button
            art="tertiary"
            klein
            icon={FolderOpen}
            aria-describedby={what}
            onClick={() => folder.current?.click()}
          >
            Ordner auswählen …
          </Button>
          <input
            ref={folder}
            hidden
            type="file"
            {...{ webkitdirectory: '' }}
            aria-label={`${text}: Ordner`}
            onChange={(e) => {
              take(e.target.files);
              e.target.value = '';
            }}
          />
        </>
      ) : null}
      <p className="am-small am-muted">{hinweis}</p>
    </div>
  );
}

/** Dropped files, and those that lie directly in a dropped folder. */
async function filesIn(transfer: DataTransfer): Promise<readonly File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const lists = await Promise.all(
    entries.map(async (entry) =>
      entry.isDirectory ? childrenOf(entry as FileSystemDirectoryEntry) : [entry],
    ),
  );
  const files = lists.flat().filter((entry) => entry.isFile) as FileSystemFileEntry[];
  return Promise.all(files.map((entry) => new Promise<File>((done, fail) => entry.file(done, fail))));
}

/** The reader hands out its entries in portions; an empty one is the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
