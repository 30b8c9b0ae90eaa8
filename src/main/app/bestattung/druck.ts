import {
  druckeArbeitsauftrag,
  druckeBestaetigung,
  type AuftragState,
  type BestattungState,
  type Druckumfeld,
} from '../../../domain/bestattung/index.ts';
import type { DruckDokument } from '../../../domain/shared/druck.ts';
import { ok } from '../../../domain/shared/result.ts';
import type { AppContext } from '../context.ts';
import type { KindServices } from '../fach-ports.ts';
import { nameOf } from '../views.ts';

/** What every sheet of the cemeteries needs beside its state. */
export const druckumfeld = (ctx: AppContext, vorlaeufig: boolean): Druckumfeld => ({
  absender: [
    (ctx.store.read.setting('stadt') as string | undefined) || 'Stadtverwaltung',
    'Friedhofsverwaltung',
  ],
  gedrucktAm: ctx.clock.now(),
  nameVon: (person) => nameOf(ctx, person),
  vorlaeufig,
});

/** Prints of the demo say so, unless a watermark already says something more important. */
export const mitUebung = (dokument: DruckDokument, demo: boolean): DruckDokument =>
  demo && dokument.wasserzeichen === null ? { ...dokument, wasserzeichen: 'Übung' } : dokument;

const vorlaeufig = (ctx: AppContext, vorgang: string): boolean =>
  ctx.store.read.row(vorgang)?.vorlaeufig ?? false;

/** What the undertaker gets. */
export const bestattungServices: KindServices = {
  art: 'bestattung',
  forms: {
    bestaetigung: {
      dateiname: ({ state }) => {
        const s = state as BestattungState;
        return `Bestaetigung-${s.nummer ?? 'vorlaeufig'}-Fassung-${s.fassung}.pdf`;
      },
      model: ({ ctx, demo, vorgang, state }) => {
        const u = druckumfeld(ctx, vorlaeufig(ctx, vorgang));
        return ok(mitUebung(druckeBestaetigung(state as BestattungState, u), demo));
      },
    },
  },
};

/** What the crew takes along on paper. */
export const auftragServices: KindServices = {
  art: 'arbeitsauftrag',
  forms: {
    arbeitsauftrag: {
      dateiname: ({ state }) => {
        const s = state as AuftragState;
        return `Arbeitsauftrag-${s.nummer ?? 'vorlaeufig'}-Fassung-${s.fassung}.pdf`;
      },
      model: ({ ctx, demo, vorgang, state }) => {
        const u = druckumfeld(ctx, vorlaeufig(ctx, vorgang));
        return ok(mitUebung(druckeArbeitsauftrag(state as AuftragState, u), demo));
      },
    },
  },
};
