import { sperre, type Befund } from './befund.ts';
import { unterlageText, type Bestattungsart, type Unterlage } from './begriffe.ts';
import type { UnterlagenRegel } from './tabellen/regeln.ts';

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
