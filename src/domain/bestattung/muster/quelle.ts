import type { Grab } from '../grab.ts';
import { pruefeGraeberCsv, type Einfuhrfehler } from '../einfuhr/graeber.ts';
import type { GraeberQuelle } from '../tabellen/graeber.ts';
import type { Regelwerk } from '../tabellen/index.ts';
import { erzeugeGraeber } from './graeber.ts';

/**
 * All graves of one version of `friedhof.graeber`. `csv` is the text of the named document, if it names one.
 * Errors mean that nothing may be taken over.
 */
export function graeberAusQuelle(
  quelle: GraeberQuelle,
  r: Regelwerk,
  csv: string | null,
): { readonly graeber: readonly Grab[]; readonly fehler: readonly Einfuhrfehler[] } {
  if (quelle.art === 'muster')
    return { graeber: erzeugeGraeber(r.friedhoefe, r.satzung, quelle.stichtag, quelle.seed), fehler: [] };
  const vorschau = pruefeGraeberCsv(csv ?? '', r.friedhoefe);
  return vorschau.uebernehmbar
    ? { graeber: vorschau.gueltig, fehler: [] }
    : { graeber: [], fehler: vorschau.fehler };
}
