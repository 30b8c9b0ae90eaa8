import { currentVersion, vermerkDokument, type Laufzettel } from '../../../domain/beschaffung/index.ts';
import type { KindServices } from '../fach-ports.ts';
import type { SigningSubject } from '../signing.ts';

/** How a Laufzettel is signed and printed. */
export const laufzettelServices: KindServices = {
  art: 'laufzettel',
  signing: (state) => subjectOf(state as Laufzettel),
  forms: {},
};

function subjectOf(s: Laufzettel): SigningSubject | null {
  if (s.umlauf === null) return null;
  const dokument = vermerkDokument(s);
  if (!dokument) return { umlauf: s.umlauf, pdf: null };
  const { version, sha256, dateiname } = currentVersion(dokument);
  return { umlauf: s.umlauf, pdf: { dokument: dokument.dokument, version, sha256, name: dateiname } };
}
