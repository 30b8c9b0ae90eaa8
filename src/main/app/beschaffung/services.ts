import {
  currentVersion,
  umlaufKontext,
  vermerkDokument,
  type Laufzettel,
} from '../../../domain/beschaffung/index.ts';
import type { Schritt } from '../../../domain/umlauf/index.ts';
import { ok } from '../../../domain/shared/result.ts';
import type { KindServices } from '../fach-ports.ts';
import type { SigningSubject } from '../signing/signing.ts';
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
  const subject = {
    umlauf: s.umlauf,
    kontext: umlaufKontext(s),
    mitAngaben: (schritt: Schritt) => schritt.art === 'Mittelbestaetigung',
  };
  if (!dokument) return { ...subject, pdf: null };
  const { version, sha256, dateiname } = currentVersion(dokument);
  return { ...subject, pdf: { dokument: dokument.dokument, version, sha256, name: dateiname } };
}
