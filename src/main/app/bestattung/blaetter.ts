import {
  auftragOf,
  druckeArbeitsauftrag,
  druckeBestaetigung,
  type AuftragState,
  type BestattungState,
  type BlattStand,
} from '../../../domain/bestattung/index.ts';
import type { DruckDokument } from '../../../domain/shared/druck.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { DomainEvent, VorgangId } from '../../../domain/shared/vorgang.ts';
import type { AppContext } from '../context.ts';
import { executeCommand } from '../execute.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { printDocument } from '../printing.ts';
import { isHistoryIncomplete, viewHistory, viewVorgang, viewerOf } from '../views.ts';
import { druckumfeld, mitUebung } from './druck.ts';

type Blattart = BlattStand['blatt'];
export interface Blatt {
  readonly sha256: string;
  readonly name: string;
  /** the centre has not said yes to this version: the print says so and is not kept */
  readonly vorlaeufig: boolean;
}
interface Wunsch {
  readonly vorgang: VorgangId;
  readonly fassung: number;
  readonly blatt: Blattart;
}

const fehlt = (was: string): Result<never, Rejection> =>
  err({ code: 'app.nichts-gefunden', params: { was } });

/** Has the centre said yes to this version? A single seat is its own centre. */
const istBestaetigt = ({ store }: AppContext, { vorgang, fassung, blatt }: Wunsch): boolean => {
  const bestaetigt = store.read.confirmed(vorgang)?.state as BestattungState | undefined;
  const auftrag = store.read.confirmed(auftragOf(vorgang))?.state as AuftragState | undefined;
  return (
    (bestaetigt?.fassungen.some((f) => f.nummer === fassung) ?? false) &&
    (blatt === 'bestaetigung' || (auftrag?.fassung ?? 0) >= fassung)
  );
};

/** One after the other: the window and the service ask at the same moment, and one sheet is kept, not two. */
const reihe = new WeakMap<OpenWorkspace, Promise<unknown>>();
/** provisional prints of this run, by what they show */
const vorlaeufige = new WeakMap<OpenWorkspace, Map<string, Blatt>>();

/**
 * The sheet of one version: the one that was kept, or printed now and kept. What the centre has not confirmed is printed
 * with a watermark and noted: the sheet that counts is made and kept by itself once the answer is there. An older
 * version that nobody printed is made from the log, as it stood then.
 */
export function blattOf(
  workspace: OpenWorkspace,
  person: string,
  wunsch: Wunsch,
): Promise<Result<Blatt, Rejection>> {
  const vorher = reihe.get(workspace) ?? Promise.resolve();
  const dieses = vorher.then(() => makeBlatt(workspace, person, wunsch));
  reihe.set(
    workspace,
    dieses.catch(() => undefined),
  );
  return dieses;
}

async function makeBlatt(
  workspace: OpenWorkspace,
  person: string,
  wunsch: Wunsch,
): Promise<Result<Blatt, Rejection>> {
  const { ctx } = workspace;
  const { vorgang, fassung, blatt } = wunsch;
  const view = viewVorgang(ctx, viewerOf(ctx, person), vorgang);
  const stand = view?.art === 'bestattung' ? (view.state as BestattungState) : null;
  const eintrag = stand?.fassungen.find((f) => f.nummer === fassung);
  if (!view || !stand || !eintrag) return fehlt('Diese Fassung');
  const name = `${NAME[blatt]}-${stand.nummer ?? 'vorlaeufig'}-Fassung-${fassung}.pdf`;
  const da = eintrag.blaetter?.find((b) => b.blatt === blatt);
  if (da) return ok({ sha256: da.dokument, name, vorlaeufig: false });

  const vorlaeufig = !istBestaetigt(ctx, wunsch);
  const gezeigt = vorlaeufige.get(workspace) ?? new Map<string, Blatt>();
  const kennung = `${blatt} ${vorgang} ${fassung}`;
  const schon = vorlaeufig ? gezeigt.get(`${kennung} ${view.revision}`) : undefined;
  if (schon) return ok(schon);
  const modell = modellOf(ctx, person, { ...wunsch, vorlaeufig });
  if (modell === null) return fehlt('Dieses Blatt');
  const gedruckt = await printDocument(workspace, mitUebung(modell, workspace.demo !== null), name, kennung);
  if (!gedruckt.ok) return gedruckt;
  const { sha256 } = gedruckt.value;
  if (vorlaeufig) {
    const made = { sha256, name, vorlaeufig };
    vorlaeufige.set(workspace, gezeigt.set(`${kennung} ${view.revision}`, made));
    noteOffenesBlatt(ctx, wunsch);
    return ok(made);
  }
  const command = { type: 'keepBlatt', fassung, blatt, dokument: sha256 };
  const baseRevision = ctx.store.read.stand(vorgang)?.revision ?? 0;
  executeCommand(ctx, person, { art: 'bestattung', vorgang, baseRevision, command });
  // Undertaker and crew get the same version: both sheets are kept together.
  if (blatt === 'bestaetigung') await makeBlatt(workspace, person, { ...wunsch, blatt: 'arbeitsauftrag' });
  return ok({ sha256, name, vorlaeufig });
}

/** versions whose sheet was looked at before the centre had confirmed them */
const OFFEN_SETTING = 'friedhof:offene-blaetter';
type Offen = readonly Omit<Wunsch, 'blatt'>[];
const offene = ({ store }: AppContext): Offen =>
  (store.read.setting(OFFEN_SETTING) as Offen | undefined) ?? [];

function noteOffenesBlatt(ctx: AppContext, { vorgang, fassung }: Wunsch): void {
  if (offene(ctx).some((o) => o.vorgang === vorgang && o.fassung === fassung)) return;
  ctx.store.setSetting(OFFEN_SETTING, [...offene(ctx), { vorgang, fassung }]);
}

/**
 * Makes and keeps the sheets that were waiting for the centre, as soon as it has confirmed their version; what it has
 * refused is waited for no longer. To be called whenever something has changed.
 */
export async function keepOffeneBlaetter(workspace: OpenWorkspace, person: string): Promise<void> {
  const { ctx } = workspace;
  for (const { vorgang, fassung } of offene(ctx)) {
    const wunsch = { vorgang, fassung, blatt: 'bestaetigung' } as const;
    const stand = ctx.store.read.stand(vorgang)?.state as BestattungState | undefined;
    const gibtEs = stand?.fassungen.some((f) => f.nummer === fassung) ?? false;
    const bereit = istBestaetigt(ctx, wunsch) && istBestaetigt(ctx, { ...wunsch, blatt: 'arbeitsauftrag' });
    if (gibtEs && !bereit) continue;
    if (gibtEs) await blattOf(workspace, person, wunsch);
    ctx.store.setSetting(
      OFFEN_SETTING,
      offene(ctx).filter((o) => o.vorgang !== vorgang || o.fassung !== fassung),
    );
  }
}

const NAME: Readonly<Record<Blattart, string>> = {
  bestaetigung: 'Bestaetigung',
  arbeitsauftrag: 'Arbeitsauftrag',
};

function modellOf(
  ctx: AppContext,
  person: string,
  w: {
    readonly vorgang: VorgangId;
    readonly fassung: number;
    readonly blatt: Blattart;
    readonly vorlaeufig: boolean;
  },
): DruckDokument | null {
  const u = druckumfeld(ctx, w.vorlaeufig);
  const id = w.blatt === 'bestaetigung' ? w.vorgang : auftragOf(w.vorgang);
  const state = standBei(ctx, person, id, w.fassung);
  if (state === null) return null;
  return w.blatt === 'bestaetigung'
    ? druckeBestaetigung(state as BestattungState, u)
    : druckeArbeitsauftrag(state as AuftragState, u);
}

/** The state as it was when this version went out; the present one when it is not in the log yet, or not here. */
function standBei(ctx: AppContext, person: string, id: VorgangId, fassung: number): unknown {
  const view = viewVorgang(ctx, viewerOf(ctx, person), id);
  const kind = view && ctx.kinds.get(view.art);
  if (!view || !kind) return null;
  let state: unknown = null;
  // A laptop that came later has its history only when it was looked at.
  const verlauf = isHistoryIncomplete(ctx, id) ? [] : (viewHistory(ctx, viewerOf(ctx, person), id) ?? []);
  for (const e of verlauf) {
    if (e.event === null) return null;
    state = kind.evolve(state, e.event as DomainEvent, {
      zeit: e.zeit,
      akteur: e.akteur,
      revision: e.revision,
    });
    if ((state as { readonly fassung: number }).fassung === fassung) return state;
  }
  return (view.state as { readonly fassung: number }).fassung === fassung ? view.state : null;
}
