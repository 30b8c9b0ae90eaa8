import type { Handlers } from '../../../contract/bridge.ts';
import {
  druckeRegisterauszug,
  auftragOf as auftragskennung,
  betrifftTag,
  druckeTagesblatt,
  GRAB_TABELLE,
  grabakteOf,
  type Grab,
  type GrabakteState,
} from '../../../domain/bestattung/index.ts';
import type { DruckDokument } from '../../../domain/shared/druck.ts';
import { blattOf } from '../bestattung/blaetter.ts';
import { druckumfeld, mitUebung } from '../bestattung/druck.ts';
import { missing, type Zugang } from '../bestattung/zugang.ts';
import { grabtreffer } from '../bestattung/pruefen.ts';
import { done, refuse } from '../context.ts';
import { printDocument } from '../printing.ts';

/** What is printed: the day of a crew, a grave of the register, a version that went out. */
export function blattHandlers(
  zugang: Zugang,
  /** brings what a connected laptop has not seen yet of the past of a Vorgang */
  fetchHistory: (vorgang: string) => Promise<void>,
) {
  const { workspace, ctx, person, kalender, istVerwaltung, heute, auftraege, kolonneOf } = zugang;

  const drucke = async (modell: DruckDokument, name: string, kennung: string) => {
    const printed = await printDocument(workspace, mitUebung(modell, workspace.demo !== null), name, kennung);
    return printed.ok ? done({ sha256: printed.value.sha256, name }) : refuse(ctx, printed.error);
  };

  return {
    'friedhof.tagesblatt': async ({ tag, kolonne }) => {
      const k = kolonneOf(kolonne);
      if (!k) return refuse(ctx, missing('Diese Kolonne'));
      const alle = auftraege();
      // One order that the centre has not confirmed makes the whole sheet provisional.
      const vorlaeufig = alle.some(
        ({ vorgang, state }) =>
          state.inhalt.einsatz.kolonne === k.id &&
          betrifftTag(state, tag) &&
          (ctx.store.read.row(vorgang)?.vorlaeufig ?? false),
      );
      const states = alle.map((a) => a.state);
      const modell = druckeTagesblatt(states, k, tag, druckumfeld(ctx, vorlaeufig));
      return drucke(modell, `Tagesblatt-${k.id}-${tag}.pdf`, `tagesblatt ${kolonne} ${tag}`);
    },

    'friedhof.registerauszug': async ({ grab }) => {
      const r = istVerwaltung() ? kalender.regelwerk(heute()) : null;
      const row = r && (ctx.store.read.datensaetze(GRAB_TABELLE, [grab])[grab] as Grab | undefined);
      if (!r || !row || !grabtreffer(ctx, r, grab)) return refuse(ctx, missing('Das Grab'));
      const aktenzeile = ctx.store.read.row(grabakteOf(grab));
      const akte = (ctx.store.read.stand(grabakteOf(grab))?.state as GrabakteState | undefined) ?? null;
      const modell = druckeRegisterauszug(row, akte, druckumfeld(ctx, aktenzeile?.vorlaeufig ?? false));
      return drucke(modell, `Registerauszug-${grab}.pdf`, `grab ${grab}`);
    },

    'friedhof.blatt': async (wunsch) => {
      if (!istVerwaltung()) return refuse(ctx, missing('Diese Fassung'));
      for (const id of [wunsch.vorgang, auftragskennung(wunsch.vorgang)]) await fetchHistory(id);
      const blatt = await blattOf(workspace, person(), wunsch);
      return blatt.ok ? done(blatt.value) : refuse(ctx, blatt.error);
    },
  } satisfies Partial<Handlers>;
}
