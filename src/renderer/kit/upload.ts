import type { Answer } from '../../contract/channel.ts';
import type { DocumentInfo } from '../../contract/document.ts';
import { MAX_DOCUMENT_BYTES } from '../../contract/limits.ts';
import { groesse } from './format.ts';

/** Where a document's bytes are; the shell checks the right to read it. */
export const blobUrl = (sha256: string): string => `/blob/${sha256}`;
export const downloadUrl = (sha256: string, name: string): string =>
  `/blob/${sha256}?download=${encodeURIComponent(name)}`;

/** Saves what is at an address of ours under a name, as a click on a link with `download` would. */
export function saveAs(url: string, name: string): void {
  const a = document.createElement('a');
  a.href = url;
  a.download = name;
  a.click();
}

export interface Upload<T> {
  readonly answer: Promise<Answer<T>>;
  readonly cancel: () => void;
}

function put<T>(url: string, file: Blob, onProgress: (done: number, total: number) => void): Upload<T> {
  const request = new XMLHttpRequest();
  const answer = new Promise<Answer<T>>((resolve) => {
    request.upload.onprogress = (e) => onProgress(e.loaded, e.total);
    request.onload = () => {
      try {
        resolve(JSON.parse(request.responseText) as Answer<T>);
      } catch {
        resolve(failed(request.status === 413));
      }
    };
    request.onerror = () => resolve(failed(false));
    request.onabort = () => resolve(cancelled);
    request.open('PUT', url);
    request.send(file);
  });
  return { answer, cancel: () => request.abort() };
}

/** Sends a document to the main process, which checks it before anything is stored. */
export function uploadDocument(
  file: File,
  onProgress: (done: number, total: number) => void,
): Upload<DocumentInfo> {
  if (file.size > MAX_DOCUMENT_BYTES) return { answer: Promise.resolve(tooLarge(file)), cancel: () => {} };
  return put<DocumentInfo>(`/blob?name=${encodeURIComponent(file.name)}`, file, onProgress);
}

/** Sends a backup file aside, to be restored from; answers its ticket. */
export const uploadBackup = (
  file: File,
  onProgress: (done: number, total: number) => void,
): Upload<{ readonly upload: string }> =>
  put(`/upload?name=${encodeURIComponent(file.name)}`, file, onProgress);

const cancelled: Answer<never> = {
  ok: false,
  problem: {
    code: 'hochladen.abgebrochen',
    params: {},
    heading: 'Abgebrochen',
    cause: 'Die Übertragung wurde von Ihnen abgebrochen. Es ist nichts gespeichert.',
    next: 'Fügen Sie die Datei erneut hinzu, wenn Sie sie brauchen.',
  },
};

const failed = (zuGross: boolean): Answer<never> => ({
  ok: false,
  problem: {
    code: 'hochladen.fehlgeschlagen',
    params: {},
    heading: 'Die Datei wurde nicht übernommen',
    cause: zuGross
      ? `Erlaubt sind höchstens ${groesse(MAX_DOCUMENT_BYTES)}.`
      : 'Die Übertragung an das Programm ist fehlgeschlagen.',
    next: zuGross ? 'Verkleinern oder teilen Sie die Datei.' : 'Versuchen Sie es noch einmal.',
  },
});

const tooLarge = (file: File): Answer<never> => ({
  ok: false,
  problem: {
    code: 'hochladen.zu-gross',
    params: { datei: file.name },
    heading: 'Die Datei ist zu groß',
    cause: `„${file.name}“ hat ${groesse(file.size)}, erlaubt sind ${groesse(MAX_DOCUMENT_BYTES)}.`,
    next: 'Verkleinern oder teilen Sie die Datei.',
  },
});
