import {
  currentVersion,
  laufzettelKind,
  vermerkDokument,
  vorschlagLaufweg,
  type Laufzettel,
} from '../../../domain/beschaffung/index.ts';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { Command, Facts } from '../../../domain/shared/vorgang.ts';
import type { Laufwegvorschlag } from '../../../domain/umlauf/index.ts';
import type { AppContext } from '../context.ts';
import { executeCommand } from '../execute.ts';
import { factsForPreview } from '../facts.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { printDocument } from '../printing.ts';
import { protokollOf, vermerkOf } from './druck.ts';

/** Prints the Vermerk with a field for every signature of the route, attaches it, and starts the route. */
export async function sendLaufzettel(
  workspace: OpenWorkspace,
  person: string,
  vorgang: string,
): Promise<Result<null, Rejection>> {
  const vermerk = await attachVermerk(workspace, person, vorgang);
  if (!vermerk.ok) return vermerk;
  const route = vermerk.value.route;
  return command(workspace.ctx, person, vorgang, {
    type: 'startUmlauf',
    laufweg: { fassung: route.laufweg.fassung, schritte: route.schritte.map((s) => s.id) },
    stueckelungBegruendung: '',
  });
}

/** Prints the part of the Vermerk that this phase signs, and attaches it in place of an unsigned one. */
export async function attachVermerk(
  workspace: OpenWorkspace,
  person: string,
  vorgang: string,
): Promise<Result<{ readonly document: DocumentInfo; readonly route: Laufwegvorschlag }, Rejection>> {
  const { ctx } = workspace;
  const state = stateOf(ctx, vorgang);
  const facts = startFacts(ctx, person, vorgang, state);
  const route = vorschlagLaufweg(state, facts, ctx.verzeichnis(), ctx.clock.today());
  if (!route.ok) return route;
  const name = `Vergabevermerk-${state.nummer ?? 'vorläufig'}-${state.phase}.pdf`;
  const model = vermerkOf(ctx, workspace.demo !== null, state, facts, route.value);
  const printed = await printDocument(workspace, model, name, vorgang);
  if (!printed.ok) return printed;
  const before = vermerkDokument(state);
  const { sha256 } = printed.value;
  const attached = command(
    ctx,
    person,
    vorgang,
    before
      ? {
          type: 'replaceDokument',
          dokument: before.dokument,
          version: currentVersion(before).version + 1,
          sha256,
          previous: currentVersion(before).sha256,
          dateiname: name,
          grund: 'Neu erzeugt',
        }
      : {
          type: 'attachDokument',
          dokument: `vermerk-${state.phase}`,
          sha256,
          dateiname: name,
          art: 'vergabevermerk',
        },
  );
  return attached.ok ? ok({ document: printed.value, route: route.value }) : attached;
}

/** Makes the closing Umlaufprotokoll with all steps, remarks and hashes, attaches it and closes the slip. */
export async function closeLaufzettel(
  workspace: OpenWorkspace,
  person: string,
  vorgang: string,
): Promise<Result<DocumentInfo, Rejection>> {
  const { ctx } = workspace;
  const state = stateOf(ctx, vorgang);
  const name = `Umlaufprotokoll-${state.nummer ?? 'vorläufig'}.pdf`;
  const printed = await printDocument(
    workspace,
    protokollOf(ctx, workspace.demo !== null, state),
    name,
    vorgang,
  );
  if (!printed.ok) return printed;
  const { sha256 } = printed.value;
  const closed = command(ctx, person, vorgang, {
    type: 'closeLaufzettel',
    protokoll: { dokument: 'umlaufprotokoll', sha256, dateiname: name },
  });
  return closed.ok ? ok(printed.value) : closed;
}

/** Facts as `startUmlauf` sees them. */
export function startFacts(ctx: AppContext, person: string, vorgang: string, state: Laufzettel): Facts {
  const queries = laufzettelKind.needs(state, {
    type: 'startUmlauf',
    laufweg: { fassung: 0, schritte: [] },
    stueckelungBegruendung: '',
  });
  return factsForPreview(ctx, person, vorgang, queries);
}

function command<C extends Command>(
  ctx: AppContext,
  person: string,
  vorgang: string,
  command: C,
): Result<null, Rejection> {
  const baseRevision = ctx.store.read.stand(vorgang)?.revision ?? 0;
  const done = executeCommand(ctx, person, { art: 'laufzettel', vorgang, baseRevision, command });
  return done.ok ? ok(null) : err(done.error);
}

const stateOf = (ctx: AppContext, vorgang: string): Laufzettel =>
  ctx.store.read.stand(vorgang)?.state as Laufzettel;
