import type { Handlers } from '../../../contract/bridge.ts';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Result } from '../../../domain/shared/result.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { recheckUnterschriften } from '../sitzung/nachpruefen.ts';
import { makePaket } from '../sitzung/paket.ts';
import { present, publish, sendEinladung, sendNachtrag } from '../sitzung/vorlegen.ts';
import { viewVorgang, viewerOf } from '../views.ts';

const UNKNOWN = { code: 'ledger.vorgang-unbekannt', params: {} } as const;

/** Use cases of the Sitzungsdienst that are more than one command. */
export function sitzungHandlers(workspace: OpenWorkspace, person: () => string) {
  const { ctx } = workspace;
  const view = (vorgang: string) => viewVorgang(ctx, viewerOf(ctx, person()), vorgang);
  /** what may not be read may not be printed either */
  const printed = async (vorgang: string, run: () => Promise<Result<DocumentInfo, Rejection>>) => {
    if (!view(vorgang)) return refuse(ctx, UNKNOWN);
    const made = await run();
    if (!made.ok) return refuse(ctx, made.error);
    const after = view(vorgang);
    return after
      ? done({ vorgang: after, bestaetigt: !after.vorlaeufig, document: made.value })
      : refuse(ctx, UNKNOWN);
  };
  return {
    'sitzung.einladen': (input) => printed(input.vorgang, () => sendEinladung(workspace, person(), input)),
    'sitzung.nachtragen': (input) => printed(input.vorgang, () => sendNachtrag(workspace, person(), input)),
    'sitzung.bekanntmachen': (input) => printed(input.vorgang, () => publish(workspace, person(), input)),
    'sitzung.vorlegen': (input) => printed(input.vorgang, () => present(workspace, person(), input)),
    'sitzung.nachpruefen': async (input) => {
      if (!view(input.vorgang)) return refuse(ctx, UNKNOWN);
      const made = await recheckUnterschriften(workspace, person(), input);
      if (!made.ok) return refuse(ctx, made.error);
      const after = view(input.vorgang);
      return after ? done({ vorgang: after, bestaetigt: !after.vorlaeufig }) : refuse(ctx, UNKNOWN);
    },
    'sitzung.paket': async ({ sitzung, art }) => {
      const s = view(sitzung);
      const noe = (s?.state as { readonly nichtoeffentlicheSitzung?: string } | undefined)
        ?.nichtoeffentlicheSitzung;
      // the search looks into the non-public part, so only those who may read it make packages
      if (!s || !noe || !view(noe)) return refuse(ctx, UNKNOWN);
      const made = await makePaket(workspace, person(), sitzung, art);
      return made.ok ? done(made.value) : refuse(ctx, made.error);
    },
  } satisfies Partial<Handlers>;
}
