import type { Handlers } from '../../../contract/bridge.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';

const missing = (was: string) => ({ code: 'app.nichts-gefunden', params: { was } }) as const;

/** Which issuers of certificates count here. Everybody may see it, the administration may change it. */
export function trustHandlers({ ctx, documents, trust, rejudge }: OpenWorkspace, person: () => string) {
  /** What was judged by the old trust is judged again; nobody waits for it. */
  const changed = () => void rejudge.run();
  return {
    'trust.list': () => done(trust.list()),
    'trust.add': ({ upload }) => {
      const file = documents.transient(upload);
      if (!file) return refuse(ctx, missing('Die hochgeladene Zertifikatsdatei'));
      const added = trust.add(person(), file);
      if (!added.ok) return refuse(ctx, added.error);
      changed();
      return done(added.value);
    },
    'trust.remove': ({ id }) => {
      const removed = trust.remove(person(), id);
      if (!removed.ok) return refuse(ctx, removed.error);
      changed();
      return done(null);
    },
    'trust.lists': () => done(trust.lists.list()),
    'trust.addList': async ({ upload, anker }) => {
      const allowed = trust.mayChange(person());
      if (!allowed.ok) return refuse(ctx, allowed.error);
      const file = documents.transient(upload);
      if (!file) return refuse(ctx, missing('Die hochgeladene Liste'));
      const certificate = anker === undefined ? null : documents.transient(anker);
      if (anker !== undefined && !certificate)
        return refuse(ctx, missing('Das hochgeladene Zertifikat der Liste'));
      const added = await trust.lists.add(person(), file, certificate);
      if (!added.ok) return refuse(ctx, added.error);
      changed();
      return done(added.value);
    },
    'trust.removeList': ({ id }) => {
      const allowed = trust.mayChange(person());
      if (!allowed.ok) return refuse(ctx, allowed.error);
      trust.lists.remove(id);
      changed();
      return done(null);
    },
  } satisfies Partial<Handlers>;
}
