import type { Handlers } from '../../../contract/bridge.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';

/** Which issuers of certificates count here. Everybody may see it, the administration may change it. */
export function trustHandlers({ ctx, documents, trust }: OpenWorkspace, person: () => string) {
  return {
    'trust.list': () => done(trust.list()),
    'trust.add': ({ upload }) => {
      const file = documents.transient(upload);
      if (!file)
        return refuse(ctx, {
          code: 'app.nichts-gefunden',
          params: { was: 'Die hochgeladene Zertifikatsdatei' },
        });
      const added = trust.add(person(), file);
      return added.ok ? done(added.value) : refuse(ctx, added.error);
    },
    'trust.remove': ({ id }) => {
      const removed = trust.remove(person(), id);
      return removed.ok ? done(null) : refuse(ctx, removed.error);
    },
  } satisfies Partial<Handlers>;
}
