import type { Handlers } from '../../../contract/bridge.ts';
import { done, type AppContext } from '../context.ts';
import { readSettings, writeSettings } from '../settings.ts';

/** Settings of the person at the screen, on this device. */
export function settingsHandlers(ctx: AppContext, person: () => string) {
  return {
    'settings.get': () => done(readSettings(ctx.store, person())),
    'settings.set': (change) => done(writeSettings(ctx.store, person(), change)),
  } satisfies Partial<Handlers>;
}
