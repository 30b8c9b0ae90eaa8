import type { Handlers } from '../../../contract/bridge.ts';
import { jsonReport, signPdf } from '../../../signature/index.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { signatureRejection, signStep } from '../signing.ts';
import { signDocument } from '../signing-document.ts';
import { viewVorgang, viewerOf, nameOf } from '../views.ts';
import { formatZeitpunkt } from '../../../domain/shared/dates.ts';

const missing = (was: string) => ({ code: 'app.nichts-gefunden', params: { was } }) as const;

/** Keys, signing a step, and signing or checking any PDF. */
export function signingHandlers(workspace: OpenWorkspace, person: () => string) {
  const { ctx, documents, keyring, checker } = workspace;
  return {
    'sign.keys': async () => done(await keyring.list(person())),
    'sign.addKey': async ({ upload, pin, name }) => {
      const file = documents.transient(upload);
      if (!file) return refuse(ctx, missing('Die hochgeladene Schlüsseldatei'));
      const added = await keyring.add(person(), name, file.bytes, pin);
      return added.ok ? done(added.value) : refuse(ctx, added.error);
    },
    'sign.removeKey': ({ id }) => {
      keyring.remove(person(), id);
      return done(null);
    },
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
    'sign.file': async ({ sha256, schluessel, pin, grund, ort, sichtbar }) => {
      const who = person();
      const before = documents.get(who, sha256);
      if (!before) return refuse(ctx, missing('Das Dokument'));
      const key = await keyring.open(who, schluessel, pin);
      if (!key.ok) return refuse(ctx, key.error);
      const now = ctx.clock.now();
      const place = sichtbar && {
        page: sichtbar.seite,
        x: sichtbar.x,
        y: sichtbar.y,
        width: sichtbar.breite,
        height: sichtbar.hoehe,
      };
      const signed = await signPdf(before.bytes, key.value, {
        claimedTime: new Date(now),
        reason: grund,
        location: ort,
        place,
        appearance: place && { lines: [nameOf(ctx, who), formatZeitpunkt(now), ...(grund ? [grund] : [])] },
      }).finally(key.value.close);
      if (!signed.ok) return refuse(ctx, signatureRejection(signed.error));
      const bytes = signed.value.bytes();
      const checked = await checker.check(before.name, bytes, 'pdf', {
        von: 'eigen',
        aus: { sha256, bytes: before.bytes },
      });
      if (!checked.ok) return refuse(ctx, checked.error);
      return done(documents.keep(before.name.replace(/(\.pdf)?$/i, '-signiert.pdf'), bytes, checked.value));
    },
    'sign.check': async ({ sha256 }) => {
      const file = documents.get(person(), sha256);
      const info = file && documents.info(sha256);
      if (!file || !info) return refuse(ctx, missing('Das Dokument'));
      // Said anew: since the file came in, an issuer may have been trusted or a certificate revoked.
      const { report, signaturen } = await checker.report(file.bytes);
      return done({ document: { ...info, signaturen }, bericht: jsonReport(file.name, report) });
    },
  } satisfies Partial<Handlers>;
}
