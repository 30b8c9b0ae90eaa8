import { begrenzeRollen, type Rollengrenze } from '../../domain/organisation/index.ts';
import { authorise } from './authorise.ts';
import type { CentralContext } from './context.ts';

/** The engine for somebody whose roles the identity provider limits: fewer rights than the directory gives, never more. */
export function limitTo(
  ctx: CentralContext,
  { person, grenze = null }: { readonly person: string; readonly grenze?: Rollengrenze | null },
): CentralContext {
  if (grenze === null) return ctx;
  return {
    ...ctx,
    directory: (v) => begrenzeRollen(ctx.directory?.(v) ?? v, person, grenze),
    authorise: async (session, envelope) =>
      (await ctx.authorise(session, envelope)) ??
      (await authorise(session, envelope, ctx.clock.now(), grenze)),
  };
}
