import {
  beginMarkedContent,
  degrees,
  endMarkedContent,
  PDFName,
  rgb,
  type PDFDocument,
  type PDFPage,
} from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';

const SIZE = 8;
const MARGIN = 14;

/**
 * Writes a line into the upper right corner of a page as it is seen: cropped and rotated pages too. White behind
 * it, so that it can be read on a scan; marked as an artifact, so that it is not read out on each page.
 */
export async function createStamper(
  target: PDFDocument,
  fontFile: Uint8Array,
): Promise<{ readonly stamp: (page: PDFPage, text: string) => void }> {
  target.registerFontkit(fontkit as never);
  const font = await target.embedFont(fontFile, { subset: true, customName: 'STEMPL+FiraSans-Regular' });
  return {
    stamp(page, text) {
      const box = page.getCropBox();
      const angle = (((page.getRotation().angle % 360) + 360) % 360) as 0 | 90 | 180 | 270;
      const sideways = angle === 90 || angle === 270;
      const [seenWidth, seenHeight] = sideways ? [box.height, box.width] : [box.width, box.height];
      const width = font.widthOfTextAtSize(text, SIZE);
      const place = (x: number, y: number) => ({ ...toPage(box, angle, x, y), rotate: degrees(angle) });
      const x = seenWidth - MARGIN - width;
      const y = seenHeight - MARGIN - SIZE;
      page.pushOperators(beginMarkedContent(PDFName.of('Artifact') as never));
      page.drawRectangle({ ...place(x - 4, y - 4), width: width + 8, height: SIZE + 7, color: rgb(1, 1, 1) });
      page.drawText(text, { ...place(x, y), size: SIZE, font, color: rgb(0.3, 0.33, 0.41) });
      page.pushOperators(endMarkedContent());
    },
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point as seen (from the lower left corner of the turned page) in the coordinates of the page itself. */
export function toPage(box: Box, angle: 0 | 90 | 180 | 270, x: number, y: number): { x: number; y: number } {
  switch (angle) {
    case 0:
      return { x: box.x + x, y: box.y + y };
    case 90:
      return { x: box.x + box.width - y, y: box.y + x };
    case 180:
      return { x: box.x + box.width - x, y: box.y + box.height - y };
    case 270:
      return { x: box.x + y, y: box.y + box.height - x };
  }
}
