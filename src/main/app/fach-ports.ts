import type { DruckDokument } from '../../domain/shared/druck.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { Result } from '../../domain/shared/result.ts';
import type { Command, Sha256 } from '../../domain/shared/vorgang.ts';
import type { AppContext } from './context.ts';
import type { SigningSubject } from './signing/signing.ts';

/** Prints a model as tagged PDF; `main/print` does it. Rectangles of signature fields come back with it. */
export interface Printer {
  readonly print: (
    dokument: DruckDokument,
    info: { readonly zeit: string; readonly kennung: string },
  ) => Promise<PrintedPdf>;
  /** many PDFs as one, with cover, contents, bookmarks and page stamps */
  readonly merge: (
    paket: { readonly deckblatt: DruckDokument; readonly teile: readonly Paketteil[] },
    info: { readonly zeit: string; readonly kennung: string },
  ) => Promise<
    Result<
      { readonly bytes: Uint8Array; readonly seiten: number },
      { readonly teil: number; readonly grund: 'verschluesselt' | 'beschaedigt' }
    >
  >;
}

export interface Paketteil {
  /** line of the contents and bookmark */
  readonly titel: string;
  readonly ebene: 1 | 2 | 3;
  /** stands on each of its pages before the page number */
  readonly stempel: string;
  /** null: a line without a document */
  readonly pdf: Uint8Array | null;
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

/** A document that its Vorgang presents for signature outside of a route. */
export interface Unterschriftsauftrag {
  readonly name: string;
  readonly sha256: Sha256;
  /** field of this capacity, made when the document was printed */
  readonly feld: string;
  /** capacity in words, e.g. „Vorsitz“ */
  readonly bezeichnung: string;
  readonly befehl: (dokument: Sha256) => Command;
}

/** What one kind of Vorgang adds to the use cases that serve all: how it is signed and printed. */
export interface KindServices {
  readonly art: string;
  readonly signing?: (state: unknown) => SigningSubject | null;
  /** null: nothing is presented for signature in this capacity */
  readonly unterschrift?: (state: unknown, rolle: string) => Unterschriftsauftrag | null;
  readonly forms: Readonly<Record<string, Form>>;
}
