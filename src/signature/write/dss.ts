// The document security store (ISO 32000-2, 12.8.4.3; ETSI EN 319 142-1, 5.4.2.2). What is there stays; only what is
// new is added.
import { catalogOf, get, resolve, streamData, type Pdf } from '../pdf/document.ts';
import {
  dictWith,
  isArray,
  isDict,
  isRef,
  isStream,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  type PdfDict,
} from '../pdf/objects.ts';
import type { ValidationData } from './collect.ts';
import { changeCatalog } from './place-field.ts';
import { add, addStream, put, startUpdate, type Update } from './update.ts';

const KEYS = { Certs: 'certificates', OCSPs: 'ocsps', CRLs: 'crls' } as const;

const key = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** All byte strings stored under one key of the DSS. */
const stored = (pdf: Pdf, dss: PdfDict | undefined, name: string): readonly Uint8Array[] => {
  const list = dss === undefined ? undefined : get(pdf, dss, name);
  if (!isArray(list)) return [];
  return list.items.flatMap((item) => {
    const stream = resolve(pdf, item);
    return isStream(stream) ? [streamData(pdf, stream)] : [];
  });
};

const dssOf = (pdf: Pdf): PdfDict | undefined => {
  const dss = get(pdf, catalogOf(pdf), 'DSS');
  return isDict(dss) ? dss : undefined;
};

/** What the DSS of the file holds. @throws PdfFormatError */
export const readDss = (pdf: Pdf): ValidationData => {
  const dss = dssOf(pdf);
  return {
    certificates: stored(pdf, dss, 'Certs'),
    ocsps: stored(pdf, dss, 'OCSPs'),
    crls: stored(pdf, dss, 'CRLs'),
  };
};

/** The update that adds `data` to the DSS, or undefined if everything is there already. */
export const buildDss = (pdf: Pdf, data: ValidationData): Update | undefined => {
  const update = startUpdate(pdf);
  const old = dssOf(pdf);
  const held = readDss(pdf);
  let dss: PdfDict = old ?? pdfDict({ Type: pdfName('DSS') });
  for (const [name, field] of Object.entries(KEYS) as [keyof typeof KEYS, keyof ValidationData][]) {
    const known = new Set(held[field].map(key));
    const fresh = data[field].filter((bytes) => !known.has(key(bytes)));
    if (fresh.length === 0) continue;
    const list = get(pdf, dss, name);
    const refs = fresh.map((bytes) => addStream(update, pdfDict({}), bytes));
    dss = dictWith(dss, { [name]: pdfArray([...(isArray(list) ? list.items : []), ...refs]) });
  }
  if (update.objects.size === 0) return undefined;
  const holder = catalogOf(pdf).entries.get('DSS');
  if (isRef(holder) && old !== undefined) put(update, holder, dss);
  else changeCatalog(update, { DSS: add(update, dss) });
  declareExtension(update);
  return update;
};

/** EN 319 142-1, 5.6: the catalog should say that the file uses what ETSI has added to PDF 1.7. */
const declareExtension = (update: Update): void => {
  const { pdf } = update;
  const holder = catalogOf(pdf).entries.get('Extensions');
  const old = get(pdf, catalogOf(pdf), 'Extensions');
  if (isDict(old) && old.entries.has('ESIC')) return;
  const esic = pdfDict({ BaseVersion: pdfName('1.7'), ExtensionLevel: pdfNumber(2) });
  const extensions = dictWith(isDict(old) ? old : pdfDict({}), { ESIC: esic });
  if (isRef(holder) && isDict(old)) put(update, holder, extensions);
  else changeCatalog(update, { Extensions: extensions });
};
