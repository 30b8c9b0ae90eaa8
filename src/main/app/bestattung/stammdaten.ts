import {
  GRAB_TABELLE,
  GRAEBER_TABELLE,
  grabDatensatz,
  graeberAusQuelle,
  regelwerkAm,
  type Grab,
  type GraeberQuelle,
  type Regelwerk,
} from '../../../domain/bestattung/index.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { liesZeichen } from '../../../domain/shared/zeichen.ts';
import { fassungAm, type Fassung } from '../../../domain/stammdaten/tabelle.ts';
import { isConnected } from '../connection/connected.ts';
import type { AppContext } from '../context.ts';
import { readTabelle, stammdatenVorgang } from '../gather.ts';

type Ctx = Pick<AppContext, 'store'>;

/** All rules and places of the cemeteries as they hold on a day; null: a table is missing. */
export const regelwerkOf = (ctx: Ctx, tag: Tag): Regelwerk | null =>
  regelwerkAm((name) => readTabelle(ctx.store, name), tag);

export const GRAEBER_VORGANG = stammdatenVorgang(GRAEBER_TABELLE);

const fassungOf = (ctx: Ctx, tag: Tag): Fassung<GraeberQuelle> | null => {
  const tabelle = readTabelle(ctx.store, GRAEBER_TABELLE);
  return tabelle === null ? null : (fassungAm(tabelle, tag) as Fassung<GraeberQuelle> | null);
};

/** The graves as the table of their origin gives them on a day; [] when it names no readable file. */
export function graeberOf(ctx: Ctx, tag: Tag): readonly Grab[] {
  const quelle = fassungOf(ctx, tag)?.inhalt;
  const r = regelwerkOf(ctx, tag);
  if (!quelle || r === null) return [];
  const bytes = quelle.art === 'csv' ? ctx.store.blobs.read(quelle.dokument) : null;
  return graeberAusQuelle(quelle, r, bytes === null ? null : liesZeichen(bytes).text).graeber;
}

/** Raise it when the text in which graves are searched is made another way. */
const SUCHTEXT = 2;

/** Which version of their origin the graves in mass data were made from. */
const STAND = 'friedhof.graeber.stand';

/**
 * Brings the graves in mass data in line with the table of their origin: at set-up, when a new version is entered,
 * when a version begins to hold. Does nothing when they are in line. Answers how many were written.
 */
export function syncGraeber(ctx: Ctx, heute: Tag): number {
  // With a centre they come from there, as far as this person may read them.
  if (isConnected(ctx.store)) return 0;
  const fassung = fassungOf(ctx, heute);
  if (fassung === null) return 0;
  const stand = JSON.stringify([fassung.nummer, fassung.inhalt, SUCHTEXT]);
  if (ctx.store.read.setting(STAND) === stand) return 0;
  const graeber = graeberOf(ctx, heute);
  // An unreadable file must not empty the index of graves: the former one stays in force.
  if (graeber.length === 0) return 0;
  const n = ctx.store.putDatensaetze(GRAB_TABELLE, graeber.map(grabDatensatz), { ganz: true });
  ctx.store.setSetting(STAND, stand);
  return n;
}
