import type { DruckDokument } from '../../domain/shared/druck.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Result } from '../../domain/shared/result.ts';
import type { AppContext } from './context.ts';
import type { SigningSubject } from './signing.ts';

/** Prints a model as tagged PDF; `main/print` does it. Rectangles of signature fields come back with it. */
export interface Printer {
  readonly print: (
    dokument: DruckDokument,
    info: { readonly zeit: string; readonly kennung: string },
  ) => Promise<PrintedPdf>;
}

export interface PrintedPdf {
  readonly bytes: Uint8Array;
  readonly signaturfelder: readonly {
    readonly name: string;
    /** from 1 */
    readonly seite: number;
    /** points from the lower left corner */
    readonly x: number;
    readonly y: number;
    readonly breite: number;
    readonly hoehe: number;
  }[];
}

export interface FormRequest {
  readonly ctx: AppContext;
  /** true in a demo workspace: prints say „Übung“ */
  readonly demo: boolean;
  readonly vorgang: string;
  readonly state: unknown;
  readonly person: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface Form {
  readonly dateiname: (request: FormRequest) => string;
  readonly model: (request: FormRequest) => Result<DruckDokument, Rejection>;
}

/** What one kind of Vorgang adds to the use cases that serve all: how it is signed and printed. */
export interface KindServices {
  readonly art: string;
  readonly signing?: (state: unknown) => SigningSubject | null;
  readonly forms: Readonly<Record<string, Form>>;
}
