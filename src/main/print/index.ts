import type { DruckDokument } from '../../domain/shared/druck.ts';
import type { Result } from '../../domain/shared/result.ts';
import { printDocument, type Printed, type PrintInfo } from './document.ts';
import { loadFonts } from './fonts.ts';
import { printPackage, type GedrucktesPaket, type Paket, type PaketFehler } from './package.ts';

export type { Printed, PrintInfo } from './document.ts';
export type { GedrucktesPaket, Paket, PaketFehler, PaketTeil } from './package.ts';
export type { SignatureField } from './signature-fields.ts';

export interface PdfPrinter {
  readonly print: (model: DruckDokument, info: PrintInfo) => Promise<Printed>;
  /** many PDFs as one, with cover, contents, bookmarks and page stamps */
  readonly merge: (paket: Paket, info: PrintInfo) => Promise<Result<GedrucktesPaket, PaketFehler>>;
}

/** The PDF printer; loads its fonts once. */
export function createPrinter(): PdfPrinter {
  const fonts = loadFonts();
  return {
    print: (model, info) => printDocument(fonts, model, info),
    merge: (paket, info) => printPackage(fonts, paket, info),
  };
}
