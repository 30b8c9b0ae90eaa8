import type { DruckDokument } from '../../domain/shared/druck.ts';
import { printDocument, type Printed, type PrintInfo } from './document.ts';
import { loadFonts } from './fonts.ts';

export type { Printed, PrintInfo } from './document.ts';
export type { SignatureField } from './signature-fields.ts';

/** The PDF printer; loads its fonts once. */
export function createPrinter(): {
  readonly print: (model: DruckDokument, info: PrintInfo) => Promise<Printed>;
} {
  const fonts = loadFonts();
  return { print: (model, info) => printDocument(fonts, model, info) };
}
