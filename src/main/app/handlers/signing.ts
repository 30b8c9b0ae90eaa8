import type { Handlers } from '../../../contract/bridge.ts';
import {
  changesByPage,
  findingText,
  jsonReport,
  packEvidence,
  signedVersion,
  type SignatureReport,
} from '../../../signature/index.ts';
import type { ChangesAfter } from '../../../contract/signing.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { signStep } from '../signing.ts';
import { signForeign } from '../signing-files.ts';
import { signDocument } from '../signing-document.ts';
import { viewVorgang, viewerOf } from '../views.ts';

const missing = (was: string) => ({ code: 'app.nichts-gefunden', params: { was } }) as const;

/** Signing a step or any PDF, and checking. Keys and batches are in `keys.ts`. */
export function signingHandlers(workspace: OpenWorkspace, person: () => string) {
  const { ctx, documents, keyring, checker } = workspace;
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
    'sign.evidence': async ({ sha256 }) => {
      const file = documents.get(person(), sha256);
      if (!file) return refuse(ctx, missing('Das Dokument'));
      const { report } = await checker.report(file.bytes);
      if (report.error) return refuse(ctx, { code: 'dokument.beschaedigt', params: { name: file.name } });
      const zip = packEvidence(file.name, file.bytes, report, 'Amtsmappe');
      const name = file.name.replace(/(\.pdf)?$/i, '-nachweis.zip');
      return done({ sha256: documents.offer(name, 'application/zip', zip), name });
    },
    'sign.revision': async ({ sha256, feld }) => {
      const file = documents.get(person(), sha256);
      if (!file) return refuse(ctx, missing('Das Dokument'));
      const { report } = await checker.report(file.bytes);
      const signature = report.signatures.find((s) => s.field === feld);
      const then = signature && signedVersion(file.bytes, signature);
      if (!then) return refuse(ctx, missing('Der unterschriebene Stand dieses Dokuments'));
      return done({ sha256: documents.offer(file.name, 'application/pdf', then) });
    },
    'sign.check': async ({ sha256 }) => {
      const file = documents.get(person(), sha256);
      const info = file && documents.info(sha256);
      if (!file || !info) return refuse(ctx, missing('Das Dokument'));
      // Said anew: since the file came in, an issuer may have been trusted or a certificate revoked.
      const { report, signaturen } = await checker.report(file.bytes);
      return done({
        document: { ...info, signaturen },
        bericht: jsonReport(file.name, report),
        danach: report.signatures.map((s) => changesAfter(s, file.bytes)),
      });
    },
  } satisfies Partial<Handlers>;
}

const changesAfter = (s: SignatureReport, bytes: Uint8Array): ChangesAfter => ({
  feld: s.field,
  stufe: s.level,
  seiten: changesByPage(s, (c) => findingText(c.code, { ...c, detail: c.path, allowed: c.allowed })).map(
    ({ page, lines }) => ({
      seite: page ?? null,
      zeilen: lines.map(({ text, allowed }) => ({ text, erlaubt: allowed })),
    }),
  ),
  vergleichbar: signedVersion(bytes, s) !== undefined,
});
