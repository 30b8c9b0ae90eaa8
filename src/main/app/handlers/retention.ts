import type { Handlers } from '../../../contract/bridge.ts';
import { done, refuse, type AppContext } from '../context.ts';
import { listRetention } from '../retention.ts';

/** What is to be kept until when; erasing itself is `vorgang.erase`. */
export function retentionHandlers(ctx: AppContext, person: () => string) {
  return {
    'retention.list': ({ limit }) => {
      const listed = listRetention(ctx, person(), limit);
      return listed.ok ? done(listed.value) : refuse(ctx, listed.error);
    },
  } satisfies Partial<Handlers>;
}
