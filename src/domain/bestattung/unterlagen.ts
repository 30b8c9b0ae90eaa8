import { sperre, type Befund } from './befund.ts';
import { unterlageText, type Bestattungsart, type Unterlage } from './begriffe.ts';
import type { BestattungState } from './bestattung/state.ts';
import { findGrabartRegel } from './grabregeln.ts';
import type { Satzung, UnterlagenRegel } from './tabellen/regeln.ts';

/** Papers a burial still needs; each group asks for one of several. */
export function fehlendeUnterlagen(
  art: Bestattungsart,
  vorhanden: ReadonlySet<Unterlage>,
  mitNutzungsrecht: boolean,
  regel: UnterlagenRegel,
): UnterlagenRegel {
  return regel.filter(
    (g) =>
      g.fuer.includes(art) &&
      (mitNutzungsrecht || !g.nurMitNutzungsrecht) &&
      !g.eineVon.some((u) => vorhanden.has(u)),
  );
}

/** Papers a case still lacks; the declaration on the right only where the chosen grave has one (open: assumed). */
export const fehltIm = (
  s: Pick<BestattungState, 'angaben' | 'unterlagen' | 'einsatz'>,
  satzung: Satzung,
  regel: UnterlagenRegel,
): UnterlagenRegel => {
  const grabart = s.einsatz?.grab?.grabart;
  const mitRecht = grabart === undefined || findGrabartRegel(satzung, grabart).ersterwerbJahre !== null;
  return fehlendeUnterlagen(s.angaben.art, new Set(s.unterlagen.map((u) => u.unterlage)), mitRecht, regel);
};

/** „Sterbefallanzeige oder Bestattungsgenehmigung“ */
export const formatUnterlagen = (eineVon: readonly Unterlage[]): string =>
  eineVon.map((u) => unterlageText[u]).join(' oder ');

/** One finding for each paper the release is missing. */
export const pruefeUnterlagen = (
  art: Bestattungsart,
  vorhanden: ReadonlySet<Unterlage>,
  mitNutzungsrecht: boolean,
  regel: UnterlagenRegel,
): readonly Befund[] =>
  fehlendeUnterlagen(art, vorhanden, mitNutzungsrecht, regel).map((g) =>
    sperre('bestattung.unterlage-fehlt', { dokument: formatUnterlagen(g.eineVon) }, 'unterlagen', g.norm),
  );
