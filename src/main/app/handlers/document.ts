import type { Handlers } from '../../../contract/bridge.ts';
import { readNotice } from '../eforms.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { printDocument } from '../printing.ts';
import { viewVorgang, viewerOf } from '../views.ts';

const missing = (was: string) => ({ code: 'app.nichts-gefunden', params: { was } }) as const;

/** Documents beside their bytes (which go over HTTP): facts, notices to import, printed forms. */
export function documentHandlers(workspace: OpenWorkspace, person: () => string) {
  const { ctx, documents } = workspace;
  return {
    'document.info': ({ sha256 }) => {
      const info = documents.get(person(), sha256) === null ? null : documents.info(sha256);
      return info ? done(info) : refuse(ctx, missing('Das Dokument'));
    },
    'notice.preview': ({ sha256 }) => {
      const file = documents.transient(sha256);
      if (!file) return refuse(ctx, missing('Die hochgeladene Bekanntmachung'));
      const read = readNotice(file.bytes, ctx.clock.today(), { name: file.name, sha256: null });
      return read.ok ? done(read.value) : refuse(ctx, read.error);
    },
    'print.create': async ({ vorgang, form, args }) => {
      const view = viewVorgang(ctx, viewerOf(ctx, person()), vorgang);
      const found = view && workspace.services.get(view.art)?.forms[form];
      if (!view || !found) return refuse(ctx, missing('Dieses Formular'));
      const request = {
        ctx,
        demo: workspace.demo !== null,
        vorgang,
        state: view.state,
        person: person(),
        args: args ?? {},
      };
      const model = found.model(request);
      if (!model.ok) return refuse(ctx, model.error);
      const printed = await printDocument(workspace, model.value, found.dateiname(request), vorgang);
      return printed.ok ? done(printed.value) : refuse(ctx, printed.error);
    },
  } satisfies Partial<Handlers>;
}
