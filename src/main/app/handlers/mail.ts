import type { Handlers } from '../../../contract/bridge.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import type { Result } from '../../../domain/shared/result.ts';
import { done, refuse, type AppContext } from '../context.ts';
import type { SyncControl } from '../connection/sync-ports.ts';

/** Wishes about e-mail, and for the administration whether it goes out; asked of the centre. */
export function mailHandlers(ctx: AppContext, sync: () => SyncControl | null) {
  async function ask<T>(question: (mail: SyncControl['mail']) => Promise<Result<T, Rejection>>) {
    const control = sync();
    if (control === null) return refuse(ctx, { code: 'sync.nicht-verbunden', params: {} });
    const answer = await question(control.mail);
    return answer.ok ? done(answer.value) : refuse(ctx, answer.error);
  }
  return {
    'mail.get': () => ask((mail) => mail.view()),
    'mail.set': (settings) => ask((mail) => mail.set(settings)),
    'mail.stand': () => ask((mail) => mail.state()),
    'mail.probe': () => ask((mail) => mail.test()),
  } satisfies Partial<Handlers>;
}
