import type { Handlers } from '../../../contract/bridge.ts';
import { inspectPdf, previewAppearance } from '../../../signature/index.ts';
import { done, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { readPicture, removePicture, writePicture } from '../signing/picture.ts';
import { signatureRejection } from '../signing/level.ts';
import { appearanceOf } from '../signing/wish.ts';

const missing = (was: string) => ({ code: 'app.nichts-gefunden', params: { was } }) as const;

/** What the dialog of signing asks for before it signs: fields, how it will look, the picture of the signature. */
export function signingWishHandlers({ ctx, documents }: OpenWorkspace, person: () => string) {
  const picture = () => {
    const found = readPicture(ctx.store, person());
    if (!found) return null;
    const { daten, ...view } = found;
    return { ...view, sha256: documents.offer('Unterschrift', found.mime, daten) };
  };
  return {
    'sign.fields': ({ sha256 }) => {
      const file = documents.get(person(), sha256);
      const inspected = file && inspectPdf(file.bytes);
      if (!inspected?.ok) return refuse(ctx, missing('Das Dokument'));
      const { emptySignatureFields: leer, otherFields: formular, signatures } = inspected.value;
      const taken = new Set([...leer, ...formular]);
      const numbers = Array.from({ length: taken.size + 1 }, (_, i) => `Unterschrift${signatures + i + 1}`);
      const vorschlag = numbers.find((name) => !taken.has(name)) ?? '';
      return done({ leer, formular, unterschriften: signatures, vorschlag });
    },
    'sign.preview': ({ breite, hoehe, ...wish }) => {
      const appearance = appearanceOf(ctx, person(), wish);
      if (!appearance.ok) return refuse(ctx, appearance.error);
      const drawn = previewAppearance(appearance.value, { width: breite, height: hoehe });
      return drawn.ok
        ? done({ sha256: documents.offer('Vorschau.pdf', 'application/pdf', drawn.value) })
        : refuse(ctx, signatureRejection(drawn.error));
    },
    'picture.get': () => done(picture()),
    'picture.set': ({ upload }) => {
      const file = documents.get(person(), upload);
      if (!file) return refuse(ctx, missing('Das hochgeladene Bild'));
      const written = writePicture(ctx.store, person(), file);
      const kept = written.ok ? picture() : null;
      if (!written.ok) return refuse(ctx, written.error);
      return kept ? done(kept) : refuse(ctx, missing('Das hochgeladene Bild'));
    },
    'picture.remove': () => {
      removePicture(ctx.store, person());
      return done(null);
    },
  } satisfies Partial<Handlers>;
}
