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
import { viewHistory, viewVorgang, viewerOf } from '../views.ts';
import { druckumfeld, mitUebung } from './druck.ts';

type Blattart = BlattStand['blatt'];
export interface Blatt {
  readonly sha256: string;
  readonly name: string;
}

const fehlt = (was: string): Result<never, Rejection> =>
  err({ code: 'app.nichts-gefunden', params: { was } });

/**
 * The sheet of one version: the one that was kept, or printed now and kept as soon as the version is confirmed. An
 * older version that nobody printed is made from the log, as it stood then.
 */
export async function blattOf(
  workspace: OpenWorkspace,
  person: string,
  wunsch: { readonly vorgang: VorgangId; readonly fassung: number; readonly blatt: Blattart },
): Promise<Result<Blatt, Rejection>> {
  const { ctx } = workspace;
  const { vorgang, fassung, blatt } = wunsch;
  const view = viewVorgang(ctx, viewerOf(ctx, person), vorgang);
  const stand = view?.art === 'bestattung' ? (view.state as BestattungState) : null;
  const eintrag = stand?.fassungen.find((f) => f.nummer === fassung);
  if (!view || !stand || !eintrag) return fehlt('Diese Fassung');
  const name = `${NAME[blatt]}-${stand.nummer ?? 'vorlaeufig'}-Fassung-${fassung}.pdf`;
  const da = eintrag.blaetter?.find((b) => b.blatt === blatt);
  if (da) return ok({ sha256: da.dokument, name });

  const modell = modellOf(ctx, person, { ...wunsch, vorlaeufig: view.vorlaeufig });
  if (modell === null) return fehlt('Dieses Blatt');
  const kennung = `${blatt} ${vorgang} ${fassung}`;
  const gedruckt = await printDocument(workspace, mitUebung(modell, workspace.demo !== null), name, kennung);
  if (!gedruckt.ok) return gedruckt;
  const { sha256 } = gedruckt.value;
  // What is not confirmed yet carries a watermark: the sheet that counts is made afterwards.
  if (!view.vorlaeufig) {
    const command = { type: 'keepBlatt', fassung, blatt, dokument: sha256 };
    const baseRevision = ctx.store.read.stand(vorgang)?.revision ?? 0;
    executeCommand(ctx, person, { art: 'bestattung', vorgang, baseRevision, command });
    // Undertaker and crew get the same version: both sheets are kept together.
    if (blatt === 'bestaetigung') await blattOf(workspace, person, { ...wunsch, blatt: 'arbeitsauftrag' });
  }
  return ok({ sha256, name });
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

/** The state as it was when this version went out; the present one when it is not in the log yet. */
function standBei(ctx: AppContext, person: string, id: VorgangId, fassung: number): unknown {
  const view = viewVorgang(ctx, viewerOf(ctx, person), id);
  const kind = view && ctx.kinds.get(view.art);
  if (!view || !kind) return null;
  let state: unknown = null;
  for (const e of viewHistory(ctx, viewerOf(ctx, person), id) ?? []) {
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
