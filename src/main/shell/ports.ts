import type { Answer } from '../../contract/channel.ts';
import type { BridgeEvent, Handlers } from '../../contract/bridge.ts';
import type { DocumentInfo } from '../../contract/document.ts';

/** Documents as the window sees them; rights and validity are judged behind this port, never in a shell. */
export interface DocumentPort {
  /** checks and stores one file; a refusal (damaged, encrypted, too large ...) is an Answer, not an exception */
  readonly putDocument: (name: string, bytes: Uint8Array) => Promise<Answer<DocumentInfo>>;
  /** null: there is none, or this person may not read it; the window cannot tell which */
  readonly getDocument: (
    sha256: string,
  ) => Promise<{ readonly bytes: Uint8Array; readonly mime: string; readonly name: string } | null>;
}

/** Backup files on their way in: too large for memory, so they go through a file of the app's own directory. */
export interface UploadPort {
  /** directory for half-received files, on the same disk as the workspace */
  readonly directory: string;
  /** takes over the file at `path`; answers the name by which `backup.restore` finds it */
  readonly acceptUpload: (name: string, path: string) => Promise<Answer<{ readonly upload: string }>>;
}

/** All that a shell knows of the application. Both shells get exactly this from `workspace.ts`. */
export interface ShellPorts {
  readonly handlers: Handlers;
  /** what the window is told without asking; returns a function that ends the subscription */
  readonly subscribe: (listener: (event: BridgeEvent) => void) => () => void;
  readonly documents: DocumentPort;
  readonly uploads?: UploadPort;
  /** one line a technician may read: never a name, a PIN, a passphrase or file content */
  readonly log: (line: string) => void;
}
