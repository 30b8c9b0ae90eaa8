import type { Handlers } from '../../../contract/bridge.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { signStep } from '../signing/signing.ts';
import { signForeign } from '../signing/files.ts';
import { signDocument } from '../signing/document.ts';
import { viewVorgang, viewerOf } from '../views.ts';

const missing = (was: string) => ({ code: 'app.nichts-gefunden', params: { was } }) as const;

/** Signing a step, a document of a Vorgang, or any PDF. Keys and batches are in `keys.ts`. */
export function signingHandlers(workspace: OpenWorkspace, person: () => string) {
  const { ctx, documents, keyring } = workspace;
  return {
    'sign.step': async (input) => {
      const who = person();
      const view = viewVorgang(ctx, viewerOf(ctx, who), input.vorgang);
      const subject = view && workspace.services.get(view.art)?.signing?.(view.state);
      if (!view || !subject) return refuse(ctx, missing('Der Vorgang mit seinem Laufweg'));
      const signed = await signStep(workspace, who, subject, input);
      if (!signed.ok) return refuse(ctx, signed.error);
      const after = viewVorgang(ctx, viewerOf(ctx, who), input.vorgang);
      if (!after) return refuse(ctx, missing('Der Vorgang'));
      return done({ vorgang: after, bestaetigt: !after.vorlaeufig, nachweis: signed.value });
    },
    'sign.document': async (input) => {
      const who = person();
      const view = viewVorgang(ctx, viewerOf(ctx, who), input.vorgang);
      const auftrag = view && workspace.services.get(view.art)?.unterschrift?.(view.state, input.rolle);
      if (!view || !auftrag) return refuse(ctx, missing('Ein Dokument, das auf Ihre Unterschrift wartet,'));
      const signed = await signDocument(workspace, who, view.art, auftrag, input);
      if (!signed.ok) return refuse(ctx, signed.error);
      const after = viewVorgang(ctx, viewerOf(ctx, who), input.vorgang);
      if (!after) return refuse(ctx, missing('Der Vorgang'));
      return done({ vorgang: after, bestaetigt: !after.vorlaeufig, nachweis: signed.value });
    },
    'sign.file': async ({ schluessel, pin, otp, ...wish }) => {
      const who = person();
      const before = documents.get(who, wish.sha256);
      if (!before) return refuse(ctx, missing('Das Dokument'));
      const key = await keyring.open(who, schluessel, { pin, otp });
      if (!key.ok) return refuse(ctx, key.error);
      const signed = await signForeign(workspace, who, before, key.value, wish).finally(key.value.close);
      return signed.ok ? done(signed.value) : refuse(ctx, signed.error);
    },
  } satisfies Partial<Handlers>;
}
