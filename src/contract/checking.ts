import { z } from 'zod';
import { channel } from './channel.ts';
import type { DocumentInfo, SignatureInfo } from './document.ts';

/** Everything a person may want to know of one signature or time stamp in a file. */
export interface SignatureView extends SignatureInfo {
  readonly art: 'unterschrift' | 'zeitstempel';
  /** PAdES baseline level by its form */
  readonly stufe: string;
  /** why the verdict is what it is, and what to do */
  readonly ursache: string;
  readonly naechsterSchritt: string;
  readonly zeitQuelle: 'angegeben' | 'zeitstempel';
  readonly grund: string | null;
  readonly ort: string | null;
  readonly verfahren: string | null;
  readonly aussteller: string | null;
  /** certificates from the signer's upwards, as far as they are known */
  readonly kette: readonly { readonly name: string; readonly bis: string }[];
  readonly befunde: readonly string[];
  readonly zertifiziert: 1 | 2 | 3 | null;
  /** where it shows: page and frame (left, bottom, right, top in points); null: invisible */
  readonly platz: {
    readonly seite: number;
    readonly rahmen: readonly [number, number, number, number];
  } | null;
  /** what happened to the file afterwards, page by page; `seite` null: the document as a whole */
  readonly danach: readonly {
    readonly seite: number | null;
    readonly zeilen: readonly { readonly text: string; readonly erlaubt: boolean }[];
  }[];
  /** the document as it was signed can be shown beside the present one */
  readonly vergleichbar: boolean;
}

export interface Checked {
  readonly document: DocumentInfo;
  /** the report as `verify --json` prints it */
  readonly bericht: unknown;
  readonly unterschriften: readonly SignatureView[];
}

/** What an evidence package says of its first validation, beside what was found here. */
export interface EvidenceView {
  readonly datei: string;
  readonly am: string;
  readonly damals: SignatureInfo['indication'] | 'unbekannt';
  /** authorities that were trusted then, and whether they are trusted here */
  readonly anker: readonly { readonly name: string; readonly hier: boolean }[];
}

const sha256 = z.string().length(64);

export const checkingChannels = {
  /** validates a document again, as of now */
  'sign.check': channel<Checked>()(z.object({ sha256 })),
  /** the document as it was when this field was signed, to be fetched by GET /blob */
  'sign.revision': channel<{ readonly sha256: string }>()(z.object({ sha256, feld: z.string().max(500) })),
  /** packs file, reports, certificates and revocation data into a ZIP, to be fetched by GET /blob */
  'sign.evidence': channel<{ readonly sha256: string; readonly name: string }>()(z.object({ sha256 })),
  /** the report after ETSI TS 119 102-2 (XML), to be fetched by GET /blob */
  'sign.etsi': channel<{ readonly sha256: string; readonly name: string }>()(z.object({ sha256 })),
  /** unpacks an evidence package (ZIP, uploaded by PUT /blob) and validates its document without a network */
  'evidence.open': channel<Checked & { readonly paket: EvidenceView }>()(z.object({ upload: sha256 })),
} as const;
