import type { PersonId, Sha256, VorgangId, Zeitpunkt } from './kennungen.ts';
import { assertNever } from './result.ts';

/** What a rule may ask of the world, and what the answers look like. */

/** A question that a rule asks of the world; plain data, so that app, centre and simulator answer alike. */
export type FactQuery =
  /** all people, units, roles and deputies: `Verzeichnis` of domain/organisation */
  | { readonly art: 'verzeichnis' }
  /** every dated version of one editable table: `StammdatenTabelle` of domain/stammdaten */
  | { readonly art: 'stammdaten'; readonly tabelle: string }
  /** current state of another Vorgang (null: there is none) */
  | { readonly art: 'vorgang'; readonly id: VorgangId }
  /** next free number of a series; only the centre knows it */
  | { readonly art: 'nummer'; readonly serie: string }
  /** what is known of a stored document: `DokumentFakt` */
  | { readonly art: 'dokument'; readonly sha256: Sha256 }
  /** claims of others on these resources that touch [von, bis): `Claim[]` with their Vorgang */
  | {
      readonly art: 'belegung';
      readonly ressourcen: readonly string[];
      readonly von: Zeitpunkt;
      readonly bis: Zeitpunkt;
    }
  /** rows of an indexed mass-data table (graves), by key; missing keys are absent in the answer */
  | { readonly art: 'datensatz'; readonly tabelle: string; readonly schluessel: readonly string[] }
  /** Vorgaenge of a kind whose projection carries this `merkmal` (duplicate checks, splitting): `MerkmalTreffer[]` */
  | { readonly art: 'merkmal'; readonly kind: string; readonly merkmal: string };

/** A fact is known or not known; a laptop lets the unknown pass provisionally, the centre never. */
export type Fact<T> = { readonly bekannt: true; readonly wert: T } | { readonly bekannt: false };

/** Everything `decide` may use besides state and command. Gathered by the caller, never fetched by a rule. */
export interface Facts {
  readonly jetzt: Zeitpunkt;
  /** who commands; the engine has checked that the command travels under this person's authority */
  readonly akteur: PersonId;
  /** true on the laptop (provisional decision), false at the centre (final) */
  readonly vorlaeufig: boolean;
  /** id of the Vorgang the command is for */
  readonly vorgang: VorgangId;
  /** when the act really happened, for a Meldung recorded offline; equals `jetzt` for an Antrag */
  readonly geschehenAm: Zeitpunkt;
  /** revision the author had in front of them (own earlier commands counted in) */
  readonly basis: number;
  readonly antworten: ReadonlyMap<string, unknown>;
}

/** Stable key of a query: two queries have the same key when they ask the same. */
export function factKey(query: FactQuery): string {
  switch (query.art) {
    case 'verzeichnis':
      return query.art;
    case 'stammdaten':
      return `${query.art} ${query.tabelle}`;
    case 'vorgang':
      return `${query.art} ${query.id}`;
    case 'nummer':
      return `${query.art} ${query.serie}`;
    case 'dokument':
      return `${query.art} ${query.sha256}`;
    case 'belegung':
      return JSON.stringify([query.art, query.ressourcen, query.von, query.bis]);
    case 'datensatz':
      return JSON.stringify([query.art, query.tabelle, query.schluessel]);
    case 'merkmal':
      return JSON.stringify([query.art, query.kind, query.merkmal]);
    default:
      return assertNever(query);
  }
}

/** Reads the answer to a query; `bekannt: false` if the caller could not know it. */
export function getFact<T>(facts: Facts, query: FactQuery): Fact<T> {
  const key = factKey(query);
  return facts.antworten.has(key)
    ? { bekannt: true, wert: facts.antworten.get(key) as T }
    : { bekannt: false };
}

/** What is known about a stored document when a command names it. */
export interface DokumentFakt {
  readonly sha256: Sha256;
  readonly bytes: number;
  /** e.g. `application/pdf` */
  readonly mime: string;
  /** pages of a PDF, null for other files */
  readonly seiten: number | null;
  /** signatures found by the validator, in order of the revisions; [] for an unsigned or other file */
  readonly signaturen: readonly SignaturFakt[];
  /**
   * sha256 of the version of which this file is a pure incremental update, if known: one signature was added, or
   * only proof of those that are there (time stamps, validation data)
   */
  readonly vorgaenger: Sha256 | null;
  /** of a detached record: what its signature covers, so that the rule can compare it with the command */
  readonly aufzeichnung?: Zeichnungsaufzeichnung;
}

/** What a parallel co-signer signs instead of the PDF: the step, the decision and the exact documents. */
export interface Zeichnungsaufzeichnung {
  readonly format: 'amtsmappe-zeichnung/1';
  readonly vorgang: VorgangId;
  readonly schritt: string;
  readonly rolle: string;
  readonly person: PersonId;
  readonly entscheidung: string;
  readonly bemerkung: string;
  readonly dokumente: readonly {
    readonly dokument: string;
    readonly version: number;
    readonly sha256: Sha256;
  }[];
  readonly zeit: Zeitpunkt;
}

export interface SignaturFakt {
  readonly feld: string;
  readonly art: 'signature' | 'timestamp' | 'detached';
  /** person the certificate belongs to, as enrolled in the directory; null if unknown */
  readonly person: PersonId | null;
  /** SHA-256 of the signer certificate (hex) */
  readonly zertifikat: string;
  readonly zertifikatName: string;
  /** when it was made, as far as it says (claimed, or by a time stamp) */
  readonly zeit?: Zeitpunkt | null;
  readonly gueltigVon: Zeitpunkt;
  readonly gueltigBis: Zeitpunkt;
  readonly niveau: 'fortgeschritten' | 'qualifiziert' | 'uebung';
  readonly indication: 'TOTAL_PASSED' | 'INDETERMINATE' | 'TOTAL_FAILED';
  readonly subIndication: string | null;
  readonly unversehrt: boolean;
  readonly aenderungen: 'none' | 'permitted' | 'forbidden' | 'unknown';
}

/** A resource held for a span of time. Spans are half-open [von, bis) and already contain their buffers. */
export interface Claim {
  /** e.g. `halle:hermelsbach`, `kolonne:3`, `grab:17-B-204` */
  readonly ressource: string;
  readonly von: Zeitpunkt;
  readonly bis: Zeitpunkt;
}

export type BelegungFakt = Claim & { readonly vorgang: VorgangId };
export interface MerkmalTreffer {
  readonly vorgang: VorgangId;
  readonly nummer: string | null;
  readonly titel: string;
  readonly felder: Readonly<Record<string, string | number | null>>;
  /** who commands may not read it: number and title are left out, and `felder` are for the rule alone */
  readonly verdeckt?: true;
}
