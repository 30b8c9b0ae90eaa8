import { currentVersion, vermerkDokument, type Laufzettel } from '../../../domain/beschaffung/index.ts';
import { ok } from '../../../domain/shared/result.ts';
import type { KindServices } from '../fach-ports.ts';
import type { SigningSubject } from '../signing.ts';
import { protokollOf, vermerkOf } from './druck.ts';
import { startFacts } from './laufzettel.ts';

/** How a Laufzettel is signed and printed. */
export const laufzettelServices: KindServices = {
  art: 'laufzettel',
  signing: (state) => subjectOf(state as Laufzettel),
  forms: {
    /** what the Vermerk would say now; the signed one is a document of the slip */
    vermerk: {
      dateiname: ({ state }) => `Vergabevermerk-${numberOf(state)}-Entwurf.pdf`,
      model: ({ ctx, demo, vorgang, state, person }) => {
        const s = state as Laufzettel;
        return ok(vermerkOf(ctx, demo, s, startFacts(ctx, person, vorgang, s), null));
      },
    },
    umlaufprotokoll: {
      dateiname: ({ state }) => `Umlaufprotokoll-${numberOf(state)}-Zwischenstand.pdf`,
      model: ({ ctx, demo, state }) => ok(protokollOf(ctx, demo, state as Laufzettel)),
    },
  },
};

const numberOf = (state: unknown): string => (state as Laufzettel).nummer ?? 'ohne-Nummer';

function subjectOf(s: Laufzettel): SigningSubject | null {
  if (s.umlauf === null) return null;
  const dokument = vermerkDokument(s);
  if (!dokument) return { umlauf: s.umlauf, pdf: null };
  const { version, sha256, dateiname } = currentVersion(dokument);
  return { umlauf: s.umlauf, pdf: { dokument: dokument.dokument, version, sha256, name: dateiname } };
}
