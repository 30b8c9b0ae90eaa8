import { begrenzeRollen, type Rollengrenze } from '../../domain/organisation/index.ts';
import { authorise } from './authorise.ts';
import type { CentralContext } from './context.ts';
import { andThen } from './soon.ts';

/** The engine for somebody whose roles the identity provider limits: fewer rights than the directory gives, never more. */
export function limitTo(
  ctx: CentralContext,
  { person, grenze = null }: { readonly person: string; readonly grenze?: Rollengrenze | null },
): CentralContext {
  if (grenze === null) return ctx;
  return {
    ...ctx,
    directory: (v) => begrenzeRollen(ctx.directory?.(v) ?? v, person, grenze),
    authorise: (session, envelope) =>
      andThen(
        ctx.authorise(session, envelope),
        (refused) => refused ?? authorise(session, envelope, ctx.clock.now(), grenze),
      ),
  };
}
