import { PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib';
import type { DruckDokument } from '../../domain/shared/druck.ts';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import type { Heading } from './contents.ts';
import { printCover, type PrintInfo } from './document.ts';
import type { Fonts } from './fonts.ts';
import { addBookmarks, addDestinations } from './package-navigation.ts';
import { copyPages, openPart } from './package-pages.ts';
import { createStamper } from './package-stamp.ts';
import { createStructure } from './package-structure.ts';

export interface PaketTeil {
  /** line of the contents and bookmark, e.g. „Ö 4 Haushaltssatzung 2027“ */
  readonly titel: string;
  readonly ebene: 1 | 2 | 3;
  /** stands on each of its pages before the page number, e.g. „Ö 4 · Vorlage 123/2026“ */
  readonly stempel: string;
  /** null: a line without a document */
  readonly pdf: Uint8Array | null;
}

export interface Paket {
  /** title, authority, facts, notes and watermark of the cover; its sections come before the contents */
  readonly deckblatt: DruckDokument;
  readonly teile: readonly PaketTeil[];
}

export interface GedrucktesPaket {
  readonly bytes: Uint8Array;
  readonly seiten: number;
  /** first page of each part, from 1; null: it has no document */
  readonly beginnt: readonly (number | null)[];
}

/** Which part can't go into a package, and why. */
export interface PaketFehler {
  readonly teil: number;
  readonly grund: 'verschluesselt' | 'beschaedigt';
}

/**
 * One PDF of many: cover with linked contents, then every part with a stamp on each page, bookmarks, and the
 * structure trees of tagged parts joined into one. Scripts, attachments and signatures of the parts stay behind
 * (a signature holds only in its own file; what it shows is kept as a picture).
 */
export async function printPackage(
  fonts: Fonts,
  paket: Paket,
  info: PrintInfo,
): Promise<Result<GedrucktesPaket, PaketFehler>> {
  const parts: (PDFDocument | null)[] = [];
  for (const [teil, { pdf }] of paket.teile.entries()) {
    const opened = pdf === null ? ok(null) : await openPart(pdf);
    if (!opened.ok) return err({ teil, grund: opened.error });
    parts.push(opened.value);
  }
  const { cover, beginnt } = await coverWithPages(fonts, paket, info, parts);

  const target = await PDFDocument.create({ updateMetadata: false });
  describe(target, paket, info);
  const structure = createStructure(target);
  const stamper = await createStamper(target, fonts.files.normal);
  const coverPages = await PDFDocument.load(cover, { updateMetadata: false });
  structure.add(paket.deckblatt.titel, coverPages, copyPages(coverPages, target));
  const firstPages: (PDFRef | null)[] = [];
  const total = coverPages.getPageCount() + parts.reduce((sum, part) => sum + (part?.getPageCount() ?? 0), 0);
  for (const [i, part] of parts.entries()) {
    if (part === null) {
      firstPages.push(null);
      continue;
    }
    const copied = copyPages(part, target);
    structure.add(paket.teile[i]!.titel, part, copied);
    copied.pages.forEach((page, n) =>
      stamper.stamp(page, `${fonts.printable(paket.teile[i]!.stempel)} · ${beginnt[i]! + n} von ${total}`),
    );
    firstPages.push(copied.pages[0]?.ref ?? null);
  }
  structure.finish();
  const targets = paket.teile.map(({ titel, ebene }, i) => ({
    titel,
    ebene,
    page: firstPages[i]!,
    name: nameOf(i),
  }));
  addBookmarks(target, targets);
  addDestinations(target, targets);
  const bytes = await target.save({
    useObjectStreams: false,
    updateFieldAppearances: false,
    objectsPerTick: 5000,
  });
  return ok({ bytes, seiten: total, beginnt });
}

const nameOf = (part: number): string => `teil-${part + 1}`;

/** The cover says where the parts begin, which depends on how long the cover is: set until both agree. */
async function coverWithPages(
  fonts: Fonts,
  paket: Paket,
  info: PrintInfo,
  parts: readonly (PDFDocument | null)[],
): Promise<{ cover: Uint8Array; beginnt: readonly (number | null)[] }> {
  const begins = (coverLength: number) => {
    let next = coverLength + 1;
    return parts.map((part) => {
      const start = next;
      next += part?.getPageCount() ?? 0;
      return part === null ? null : start;
    });
  };
  const total = parts.reduce((sum, part) => sum + (part?.getPageCount() ?? 0), 0);
  for (let length = 1; ;) {
    const beginnt = begins(length);
    const lines = paket.teile.map(({ titel, ebene }, i): Heading => ({
      text: titel,
      ebene,
      ziel: nameOf(i),
      seite: beginnt[i] ?? null,
    }));
    const printed = await printCover(fonts, paket.deckblatt, info, lines, length + total);
    if (printed.seiten === length) return { cover: printed.bytes, beginnt };
    length = printed.seiten;
  }
}

function describe(target: PDFDocument, { deckblatt }: Paket, { zeit, kennung }: PrintInfo): void {
  target.setTitle(deckblatt.titel, { showInWindowTitleBar: true });
  target.setAuthor(deckblatt.absender[0] ?? 'Amtsmappe');
  target.setKeywords([kennung]);
  target.setCreator('Amtsmappe');
  target.setProducer('Amtsmappe');
  target.setCreationDate(new Date(zeit));
  target.setModificationDate(new Date(zeit));
  target.setLanguage('de-DE');
  target.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}
