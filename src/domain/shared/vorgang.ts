import type { ZodType } from 'zod';
import type { Rejection } from './rejection.ts';
import { assertNever, type Result } from './result.ts';

/**
 * What the engine and a Fach agree on: a *kind* of Vorgang (Laufzettel, Vorlage, Bestattungstermin ...)
 * is a value of type `Kind`. A further kind is a further folder in `domain`; the engine never names one.
 */

/** UUIDv7, made by the caller. */
export type VorgangId = string;
export type PersonId = string;
/** Instant in UTC, ISO 8601 with milliseconds: `2026-11-22T08:15:00.000Z`. */
export type Zeitpunkt = string;
/** Calendar day, ISO 8601: `2026-11-22`. */
export type Tag = string;
/** Lower-case hex SHA-256 of a document's bytes; the name of its blob. */
export type Sha256 = string;

export interface Command {
  readonly type: string;
}

/** `v` is the version of this event's shape; old versions are lifted by `Kind.upcast`. */
export interface DomainEvent {
  readonly type: string;
  readonly v?: number;
}

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

/** When and by whom an event was decided; evolve may keep it in the state. */
export interface EventMeta {
  readonly zeit: Zeitpunkt;
  readonly akteur: PersonId;
  /** revision of the Vorgang after this event, from 1 */
  readonly revision: number;
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

/** Commands that an event causes in another Vorgang; the centre runs them in the same transaction. */
export interface Reaktion {
  readonly art: string;
  readonly vorgang: VorgangId;
  readonly command: Command;
}

export type StatusStufe = 'entwurf' | 'laeuft' | 'wartet' | 'warnung' | 'fehler' | 'gut' | 'ruht';

/** Whom a task waits for: a person, or anyone who holds a role (optionally in a unit). */
export interface Adressat {
  readonly person?: PersonId;
  readonly rolle?: string;
  readonly einheit?: string;
}

export interface Aufgabe {
  /** unique within the Vorgang, stable over revisions */
  readonly id: string;
  readonly fuer: Adressat;
  readonly art: 'zeichnen' | 'entscheiden' | 'rueckfrage' | 'bearbeiten' | 'melden' | 'pruefen' | 'kenntnis';
  /** e.g. „Prüfung RPA“ */
  readonly text: string;
  readonly faellig: Tag | null;
  /** time of day for tasks due on the hour, `14:30` */
  readonly uhrzeit?: string;
  /** since when it waits there */
  readonly seit: Zeitpunkt;
}

export interface Termin {
  readonly beginn: Zeitpunkt;
  readonly ende: Zeitpunkt;
  readonly text: string;
  readonly ort: string;
  readonly status: { readonly text: string; readonly stufe: StatusStufe };
  /** whose calendar it is in; empty: everyone who may read the Vorgang */
  readonly fuer: readonly Adressat[];
}

/**
 * What lists, Arbeitskorb, search and rights need of a state, the same for every kind.
 * `lesbar` are scopes: `alle`, `person:ID`, `rolle:NAME`, `einheit:ID`, `friedhof:ID`.
 */
export interface Projection {
  readonly nummer: string | null;
  readonly titel: string;
  readonly untertitel: string;
  readonly status: { readonly code: string; readonly text: string; readonly stufe: StatusStufe };
  readonly faellig: Tag | null;
  readonly aufgaben: readonly Aufgabe[];
  readonly termine: readonly Termin[];
  /** everything a user may search for, plain text */
  readonly suchtext: string;
  readonly lesbar: readonly string[];
  readonly abgeschlossen: boolean;
  /** columns of this kind's list: text, number (money in cents) or null */
  readonly felder: Readonly<Record<string, string | number | null>>;
  /** exact features by which other Vorgaenge look this one up (FactQuery `merkmal`) */
  readonly merkmale: readonly string[];
}

/** A kind of Vorgang: its commands, rules, and how it looks from outside. All functions are pure. */
export interface Kind<S = any, C extends Command = any, E extends DomainEvent = any> {
  /** technical name, e.g. `laufzettel` */
  readonly art: string;
  /** German name, e.g. „Laufzettel“ */
  readonly bezeichnung: string;
  /** raise it when the shape of S changes; stored states of another version are rebuilt from events */
  readonly stateVersion: number;
  readonly commandSchema: ZodType<C>;
  readonly eventSchema: ZodType<E>;
  /** lifts an event of an older version to today's shape; absent: there is only version 1 */
  readonly upcast?: (event: DomainEvent) => E;
  /** which facts `decide` will read for this command */
  readonly needs: (state: S | null, command: C) => readonly FactQuery[];
  /** state null: the Vorgang does not exist yet; only a creating command may succeed then */
  readonly decide: (state: S | null, command: C, facts: Facts) => Result<readonly E[], Rejection>;
  readonly evolve: (state: S | null, event: E, meta: EventMeta) => S;
  readonly react?: (event: E, state: S, vorgang: VorgangId) => readonly Reaktion[];
  readonly project: (state: S, vorgang: VorgangId) => Projection;
  /** resources this Vorgang holds now; the centre keeps them free of overlap */
  readonly claims?: (state: S) => readonly Claim[];
  /** number series consumed: the engine advances `serie` by one for each event that carries it */
  readonly series?: (event: E) => string | null;
  /** documents this state refers to: they travel with it and are erased with it */
  readonly documents: (state: S) => readonly Sha256[];
  /** last day it must be kept; null: no retention or not yet known */
  readonly retention?: (state: S) => { readonly bis: Tag; readonly grund: string } | null;
  /** Vorgaenge that belong to this one and must not outlive it: erased in the same act, whatever their own retention */
  readonly erasedWith?: (state: S) => readonly VorgangId[];
  /** master data that others name by its id: on entering a city it may be the same as one that is there */
  readonly stammdatum?: true;
  /** commands that report what happened: always recorded, judged at the time they happened */
  readonly meldungen?: ReadonlySet<string>;
  /** commands that overwrite what others may have entered: refused when the Vorgang has moved on since its author looked */
  readonly nurAufAktuellemStand?: ReadonlySet<string>;
}
