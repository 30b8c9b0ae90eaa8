import type { PersonId, Sha256, Tag, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Teil } from '../grundtypen.ts';
import type { Bloecke } from '../text/bloecke.ts';
import type { Aufenthalt, Feststellung } from '../verlauf/anwesenheit.ts';
import type { Rechnung, Stimmen, Warnung } from '../verlauf/schema.ts';
import type { Verlaeufe } from '../verlauf/state.ts';
import type { TopArt } from './schema.ts';

/** One line of the agenda. Of a non-public item only what everyone may read stands here. */
export interface Top {
  readonly id: string;
  readonly teil: Teil;
  readonly topArt: TopArt;
  readonly titel: string;
  readonly bezug: VorgangId | null;
  readonly bezugNummer: string | null;
  /** as released; empty for a non-public item */
  readonly beschlussvorschlag: Bloecke;
  readonly beratung: string | null;
  readonly beratungsrolle: 'vorberatung' | 'entscheidung' | 'kenntnisnahme' | 'anhoerung' | null;
  /** frozen when the agenda is sent out; null while planning */
  readonly nummer: string | null;
  /** came after the invitation, with a supplementary one */
  readonly nachtragGrund: string | null;
  /** came in the session by resolution, § 48 Abs. 1 GO NRW */
  readonly erweiterung: {
    readonly grund: string;
    readonly stimmen: Stimmen;
    readonly rechnung: Rechnung;
    readonly um: Zeitpunkt;
  } | null;
}

/**
 * `laufend` from opening to end; `beendet` while the Schriftführer completes the record; `abgeschlossen`
 * once results are handed on and nothing of the record may change.
 */
export type Sitzungsphase = 'planung' | 'eingeladen' | 'laufend' | 'beendet' | 'abgeschlossen' | 'abgesagt';

export interface Zustellung {
  readonly person: PersonId;
  readonly weg: 'portal' | 'email' | 'post' | 'bote';
  /** null: sent, receipt not proven yet */
  readonly zugestellt: {
    readonly um: Zeitpunkt;
    readonly nachweis: string;
    readonly dokument: Sha256 | null;
  } | null;
}

export interface Einladung {
  readonly dokument: Sha256;
  readonly versandtAm: Zeitpunkt;
  readonly letzterTag: Tag;
  readonly verkuerzungGrund: string | null;
  readonly norm: string;
}

export interface Sitzung {
  readonly art: 'sitzung';
  readonly gremium: VorgangId;
  readonly gremiumName: string;
  readonly nichtoeffentlicheSitzung: VorgangId;
  readonly titel: string;
  readonly beginn: Zeitpunkt;
  readonly ort: string;
  readonly form: 'praesenz' | 'hybrid' | 'digital';
  readonly wiederholungVon: VorgangId | null;
  readonly phase: Sitzungsphase;
  readonly absagegrund: string | null;
  /** in the order of dealing with it; public items first */
  readonly tagesordnung: readonly Top[];
  readonly letzterLadungstag: Tag | null;
  readonly einladung: Einladung | null;
  readonly zustellungen: readonly Zustellung[];
  readonly nachtraege: readonly { readonly dokument: Sha256; readonly versandtAm: Zeitpunkt }[];
  /** items added since the last dispatch: a supplementary invitation is due */
  readonly nachtragOffen: boolean;
  readonly bekanntmachung: {
    readonly dokument: Sha256;
    readonly wo: string;
    readonly am: Zeitpunkt;
  } | null;
  readonly oeffentlichesPaket: {
    readonly dokument: Sha256;
    readonly seiten: number;
    readonly am: Zeitpunkt;
  } | null;
  readonly leitung: PersonId | null;
  readonly schriftfuehrung: PersonId | null;
  readonly eroeffnetUm: Zeitpunkt | null;
  readonly beendetUm: Zeitpunkt | null;
  readonly anwesenheit: readonly Aufenthalt[];
  readonly feststellungen: readonly Feststellung[];
  readonly abgelehnteErweiterungen: readonly {
    readonly titel: string;
    readonly grund: string;
    readonly rechnung: Rechnung;
    readonly um: Zeitpunkt;
  }[];
  readonly verlauf: Verlaeufe;
  readonly warnungen: readonly Warnung[];
}
