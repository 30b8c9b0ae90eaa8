import type { Handlers } from '../../../contract/bridge.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { readSigningOptions, writeSigningOptions } from '../signing/level.ts';
import { forgetWaiting, listUpgrades } from '../signing/upgrade-list.ts';
import { upgradeDocument, upgradeState } from '../signing/upgrade.ts';

/** The level signatures are made at, and raising those that have not reached it. */
export function upgradeHandlers(workspace: OpenWorkspace, person: () => string) {
  const { ctx } = workspace;
  const state = upgradeState(workspace);
  return {
    'sign.options': () => done(readSigningOptions(ctx.store)),
    'sign.setOptions': (options) => {
      const allowed = workspace.trust.mayChange(person());
      const written = allowed.ok ? writeSigningOptions(ctx.store, options) : allowed;
      if (!written.ok) return refuse(ctx, written.error);
      // with another service, what waits may be done now
      ctx.changed([]);
      return done(options);
    },
    'upgrade.list': async () => done(await state(person())),
    'upgrade.run': async ({ sha256 }) => {
      const upgraded = await upgradeDocument(workspace, person(), sha256);
      return upgraded.ok ? done(upgraded.value) : refuse(ctx, upgraded.error);
    },
    'upgrade.forget': ({ sha256 }) => {
      if (listUpgrades(ctx, person()).some((e) => e.sha256 === sha256)) forgetWaiting(ctx, sha256);
      return done(null);
    },
  } satisfies Partial<Handlers>;
}
