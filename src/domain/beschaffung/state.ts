import type { PersonId, Sha256, Tag, Zeitpunkt } from '../shared/vorgang.ts';
import type { Umlauf } from '../umlauf/state.ts';
import type { UmlaufKontext } from '../umlauf/decide/kontext.ts';
import type { Angaben, Dokumentart, Herkunft, Phase } from './schema.ts';

/** State of one Laufzettel: what is needed, its documents, its Vermerk, its way through the house. */
export interface Laufzettel {
  readonly status: Laufzettelstatus;
  /** null: not given yet (created without the centre) */
  readonly nummer: string | null;
  readonly jahr: number;
  readonly angelegtVon: PersonId;
  readonly angelegtAm: Zeitpunkt;
  readonly herkunft: Herkunft;
  readonly angaben: Angaben;
  /** short name of the tendering unit as it was when entered, for lists and prints */
  readonly bedarfsstelleKuerzel: string;
  /** revision of the last change of what the Vermerk prints */
  readonly inhaltsstand: number;
  readonly phase: Phase;
  readonly dokumente: readonly Dokument[];
  /** items of § 8 (2) VgV by number */
  readonly vermerk: Readonly<Record<number, Vermerkpunkt>>;
  readonly hinweise: readonly {
    readonly code: string;
    readonly text: string;
    readonly begruendung: string;
    readonly durch: PersonId;
    readonly zeit: Zeitpunkt;
  }[];
  readonly umlauf: Umlauf | null;
  readonly fruehereUmlaeufe: readonly { readonly phase: Phase; readonly umlauf: Umlauf }[];
  readonly abschluss: {
    readonly zeit: Zeitpunkt;
    readonly durch: PersonId;
    readonly aufbewahrenBis: Tag | null;
    readonly norm: string;
    readonly grund: string;
  } | null;
}

export type Laufzettelstatus =
  | 'entwurf'
  | 'imUmlauf'
  | 'angehalten'
  | 'zurueckgegeben'
  | 'gezeichnet'
  | 'abgeschlossen'
  | 'zurueckgezogen';

export interface Vermerkpunkt {
  readonly zutreffend: boolean | null;
  readonly text: string;
}

export interface Dokument {
  readonly dokument: string;
  readonly art: Dokumentart;
  readonly phase: Phase;
  readonly versionen: readonly Dokumentversion[];
  readonly entfernt: { readonly zeit: Zeitpunkt; readonly durch: PersonId; readonly grund: string } | null;
}

export interface Dokumentversion {
  readonly version: number;
  readonly sha256: Sha256;
  readonly previous: Sha256 | null;
  readonly dateiname: string;
  readonly bytes: number | null;
  readonly seiten: number | null;
  readonly durch: PersonId;
  readonly zeit: Zeitpunkt;
  readonly grund: string;
  /** step whose signature made this version; null: attached or replaced by hand */
  readonly schritt: string | null;
  /** only time stamps and validation data were added to the version before */
  readonly aufgewertet?: true;
  /** revision of the Laufzettel it came with */
  readonly revision: number;
}

/** The version in force. Every document has at least one. */
export function currentVersion(d: Dokument): Dokumentversion {
  const letzte = d.versionen.at(-1);
  if (!letzte) throw new Error('document without a version');
  return letzte;
}

/** Documents that are still in the file. */
export const vorhandene = (s: Laufzettel): readonly Dokument[] =>
  s.dokumente.filter((d) => d.entfernt === null);

export const findDokument = (s: Laufzettel, dokument: string): Dokument | null =>
  vorhandene(s).find((d) => d.dokument === dokument) ?? null;

/** The part of the Vermerk that the current phase signs; null if it is not attached yet. */
export const vermerkDokument = (s: Laufzettel): Dokument | null =>
  vorhandene(s).findLast((d) => d.art === 'vergabevermerk' && d.phase === s.phase) ?? null;

/** What the route must know of this slip. Earlier signed parts of the Vermerk are shown and bound as well. */
export function umlaufKontext(s: Laufzettel): UmlaufKontext {
  return {
    dokumente: vorhandene(s).map((d) => {
      const { version, sha256, dateiname } = currentVersion(d);
      return { dokument: d.dokument, version, sha256, dateiname };
    }),
    hauptdokument: vermerkDokument(s)?.dokument ?? null,
    dokumentart: 'vergabevermerk',
    steuerung: ['vergabestelle'],
  };
}

/** Slips that may still be edited: a draft, or one that came back to its initiator. */
export const isEditable = (s: Laufzettel): boolean => s.status === 'entwurf' || s.status === 'zurueckgegeben';
