// Validation material of a document: certificates, CRLs and OCSP answers in the DSS dictionary (ETSI EN 319 142-1
// 5.4.2) and in the signatures.

import { isDict, isStream, PdfFormatError, streamData } from '../pdf/index.ts';
import type { Pdf, PdfObject } from '../pdf/index.ts';
import { parseCertificate } from '../trust/certificate.ts';
import type { Certificate } from '../trust/certificate.ts';
import { at, catalogIn, dictIn, itemsIn, nameIn } from './view.ts';
import type { View } from './view.ts';

export type Dss = {
  readonly present: boolean;
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  /** Keys of the VRI entries: SHA-1 of /Contents, upper case hex. */
  readonly vri: readonly string[];
};

const MAX_ITEMS = 2_000;

/** The DSS dictionary of a view. What cannot be read is left out: it can only be missing then. */
export function dssOf(view: View): Dss {
  const dict = dictIn(view, catalogIn(view), 'DSS');
  if (dict === undefined || (nameIn(view, dict, 'Type') ?? 'DSS') !== 'DSS')
    return { present: false, certificates: [], crls: [], ocsps: [], vri: [] };
  const vri = dictIn(view, dict, 'VRI');
  const entries = [...(vri?.entries.values() ?? [])].map((one) => at(view, one)).filter(isDict);
  const streams = (key: string, short: string): readonly Uint8Array[] => {
    const items = [...itemsIn(view, dict, key), ...entries.flatMap((one) => itemsIn(view, one, short))];
    const seen = new Set<string>();
    return items.slice(0, MAX_ITEMS).flatMap((item) => {
      const id = item.kind === 'ref' ? String(item.num) : undefined;
      if (id !== undefined && seen.has(id)) return [];
      if (id !== undefined) seen.add(id);
      return dataOf(view, item);
    });
  };
  return {
    present: true,
    certificates: streams('Certs', 'Cert')
      .map((der) => parseCertificate(der))
      .filter((one) => one !== undefined),
    crls: streams('CRLs', 'CRL'),
    ocsps: streams('OCSPs', 'OCSP'),
    vri: [...(vri?.entries.keys() ?? [])],
  };
}

/** What all DSS dictionaries of a file hold together: a later one may have dropped what an earlier one held. */
export function dssOfAll(pdf: Pdf): Dss {
  const seen = new Set<PdfObject>();
  const all = pdf.revisions.toReversed().flatMap(({ index }) => {
    const view = { pdf, revision: index };
    const dict = dictIn(view, catalogIn(view), 'DSS');
    if (dict === undefined || seen.has(dict)) return [];
    seen.add(dict);
    return [dssOf(view)];
  });
  return {
    present: all.length > 0,
    certificates: [...new Set(all.flatMap((one) => one.certificates))],
    crls: all.flatMap((one) => one.crls),
    ocsps: all.flatMap((one) => one.ocsps),
    vri: [...new Set(all.flatMap((one) => one.vri))],
  };
}

function dataOf(view: View, item: PdfObject): readonly Uint8Array[] {
  try {
    const stream = at(view, item);
    return isStream(stream) ? [streamData(view.pdf, stream)] : [];
  } catch (error) {
    if (error instanceof PdfFormatError) return [];
    throw error;
  }
}
