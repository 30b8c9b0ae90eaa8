import {
  VERGABEARTEN,
  tabelleAm,
  type Laufzettel,
  type Vergabearten,
} from '../../../domain/beschaffung/index.ts';
import { protokollModel } from '../../../domain/beschaffung/druck/protokoll.ts';
import type { Druckkontext } from '../../../domain/beschaffung/druck/rahmen.ts';
import { vermerkModel } from '../../../domain/beschaffung/druck/vermerk.ts';
import type { DruckDokument } from '../../../domain/shared/druck.ts';
import type { Facts } from '../../../domain/shared/vorgang.ts';
import type { Laufwegvorschlag } from '../../../domain/umlauf/index.ts';
import type { AppContext } from '../context.ts';

/** The Vergabevermerk of the current phase, with a signature field for each step that signs in the PDF. */
export function vermerkOf(
  ctx: AppContext,
  demo: boolean,
  state: Laufzettel,
  facts: Facts,
  route: Laufwegvorschlag | null,
): DruckDokument {
  const arten = tabelleAm<Vergabearten>(facts, VERGABEARTEN, ctx.clock.today())?.inhalt ?? null;
  return vermerkModel(state, arten, route, kontextOf(ctx, demo));
}

/** The closing Umlaufprotokoll: all steps, remarks and hashes. */
export const protokollOf = (ctx: AppContext, demo: boolean, state: Laufzettel): DruckDokument =>
  protokollModel(state, kontextOf(ctx, demo));

const kontextOf = (ctx: AppContext, demo: boolean): Druckkontext => ({
  v: ctx.verzeichnis(),
  jetzt: ctx.clock.now(),
  uebung: demo,
});
