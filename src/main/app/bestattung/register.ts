import {
  GRAB_TABELLE,
  grabMitAkte,
  type Grab,
  type GrabakteState,
  type RegisterEintrag,
  type Regelwerk,
} from '../../../domain/bestattung/index.ts';
import type { AppContext } from '../context.ts';

/** More graves than any city has. */
const ALLE = 1_000_000;

const akten = (ctx: Pick<AppContext, 'store'>): readonly GrabakteState[] =>
  ctx.store.read.statesOf('grabakte').map((s) => s.state as GrabakteState);

/** Entries of the burial register of a year, newest first, with grave and cemetery. */
export const registerDesJahres = (
  ctx: Pick<AppContext, 'store'>,
  r: Regelwerk,
  jahr: number,
): (RegisterEintrag & { readonly grab: string; readonly friedhof: string })[] =>
  akten(ctx)
    .flatMap((akte) =>
      akte.register
        .filter((e) => e.beigesetztAm.startsWith(`${jahr}-`))
        .map((e) => ({
          ...e,
          grab: akte.grab,
          friedhof: r.friedhoefe.find((f) => f.id === akte.friedhof)?.name ?? akte.friedhof,
        })),
    )
    .sort((a, b) => (a.beigesetztAm < b.beigesetztAm ? 1 : -1));

/** Every grave (of one cemetery, or all) as it is today: the import with what was entered since. */
export function graeberHeute(ctx: Pick<AppContext, 'store'>, friedhof: string | null): readonly Grab[] {
  const akteVon = new Map(akten(ctx).map((a) => [a.grab, a]));
  return ctx.store
    .findDatensaetze(GRAB_TABELLE, { limit: ALLE, ...(friedhof === null ? {} : { gruppe: friedhof }) })
    .map(({ wert }) => grabMitAkte(wert as Grab, akteVon.get((wert as Grab).schluessel) ?? null));
}
