import { z } from 'zod';
import { channel, type Problem } from './channel.ts';
import type { DocumentInfo, SignatureInfo } from './document.ts';
import { signingWish } from './signing-wish.ts';
import type { ExecuteAnswer } from './vorgang.ts';

/** A secret that a key asks for when it signs. */
export interface KeyInput {
  readonly feld: 'pin' | 'otp';
  /** „PIN der Karte“, „Passphrase der Schlüsseldatei“, „Einmalkennwort“ */
  readonly name: string;
  /** what is worth knowing before it is typed, e.g. „nur noch ein Versuch“ */
  readonly hinweis: string | null;
  readonly ziffern: boolean;
  readonly pflicht: boolean;
  /** comes only when asked for (`remote.otp`) */
  readonly anfordern: boolean;
}

/** A key one may sign with; never a secret. */
export interface SigningKey {
  readonly id: string;
  readonly art: 'p12' | 'pkcs11' | 'csc' | 'uebung';
  readonly name: string;
  readonly aussteller: string;
  readonly gueltigBis: string;
  readonly algorithmus: string;
  /** what the certificate says of itself; whether that is true, the checking of a signature says */
  readonly niveau: 'qualifiziert' | 'fortgeschritten' | 'uebung';
  /** what is typed in to sign with it, in this order; empty: nothing */
  readonly eingaben: readonly KeyInput[];
  /** where signing is released: by what is typed here, on a page of the service, on the card reader, nowhere */
  readonly freigabe: 'eingabe' | 'browser' | 'geraet' | 'keine';
  /** name of the remote service that keeps it; null: file or card */
  readonly dienst: string | null;
  /** the person must log in at the service before it can be used */
  readonly anmelden: boolean;
  /** why it can't be used now, e.g. expired or another person's; null: usable */
  readonly hindernis: string | null;
  /** the one this person used last */
  readonly zuletztBenutzt: boolean;
}

/** A card in a reader. */
export interface CardInfo {
  readonly name: string;
  readonly seriennummer: string;
  /** certificates to sign with */
  readonly zertifikate: number;
  readonly warnung: string | null;
}

/** PAdES baseline level of a signature made here */
export type SigningStufe = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/**
 * How the workspace signs. `tsaUrl`: time stamp service (RFC 3161); null: none, then every signature is B-B.
 * `beste`: the highest level that time stamp service and certificate allow.
 */
export interface SigningOptions {
  readonly tsaUrl: string | null;
  readonly niveau: SigningStufe | 'beste';
}

/** A file just signed. `hinweis`: why its level is lower than wanted; null: it is not */
export interface SignedFile {
  readonly document: DocumentInfo;
  readonly stufe: SigningStufe;
  readonly hinweis: string | null;
}

/**
 * How one document of a batch ended. `offen`: not signed, because the batch stopped before it was done; `belegt`: left
 * out, because somebody else has its pen (the problem says who, and until when): it can be signed later
 */
export type BatchEntry<T> =
  | ({ readonly status: 'fertig' } & T)
  | { readonly status: 'fehler' | 'belegt'; readonly problem: Problem }
  | { readonly status: 'offen' };

/** A batch: one entry per document, in the order they were given. What is signed stays signed. */
export interface BatchResult<T> {
  readonly eintraege: readonly BatchEntry<T>[];
  /** why the batch stopped before its end; null: it did not */
  readonly abbruch: Problem | null;
}

/** A step that waits for this person and can be signed together with others */
export interface WaitingStep {
  readonly art: string;
  readonly vorgang: string;
  readonly nummer: string | null;
  readonly titel: string;
  readonly revision: number;
  readonly schritt: string;
  readonly bezeichnung: string;
  readonly faellig: string | null;
  /** „i. V. Dr. Kaya“; null: in one's own name */
  readonly vertretung: string | null;
  /** the approving decision, which is the only one that is made in a batch */
  readonly entscheidung: { readonly code: string; readonly text: string } | null;
  readonly erklaerungNoetig: boolean;
  readonly dokumente: readonly {
    readonly dokument: string;
    readonly version: number;
    readonly sha256: string;
    readonly name: string;
  }[];
  /** why it must be signed by itself; null: it may go with others */
  readonly einzeln: string | null;
}

const secret = z.string().min(1).max(200);
/** Which of the two a key asks for stands in its `eingaben`; neither is kept or logged. */
const secrets = { pin: secret.optional(), otp: secret.optional() };

/** One step of a route as it is signed: what was shown, in which capacity, with which decision. */
const step = {
  art: z.string(),
  vorgang: z.string(),
  baseRevision: z.number().int().min(0),
  schritt: z.string(),
  gezeigt: z
    .array(
      z.object({ dokument: z.string(), version: z.number().int().min(1), sha256: z.string().length(64) }),
    )
    .max(500),
  rolle: z.string().max(200),
  entscheidung: z.string().max(100),
  bemerkung: z.string().max(4000),
  keinInteressenkonflikt: z.boolean(),
  zusatz: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
};

export const signingChannels = {
  'sign.keys': channel<readonly SigningKey[]>()(z.null()),
  /** adds a PKCS#12 file (uploaded by PUT /blob) to this person's keys; the passphrase is used once and forgotten */
  'sign.addKey': channel<SigningKey>()(
    z.object({ upload: z.string().length(64), pin: secret, name: z.string().max(200) }),
  ),
  'sign.removeKey': channel<null>()(z.object({ id: z.string() })),
  /**
   * Signs the waiting step of a Vorgang: makes the signature, validates the result, stores it, and executes
   * `signSchritt` with the new hash filled in. `gezeigt` are the documents the person saw; any difference is
   * refused. Steps that need no key (Zeichnungsart `ohne`) leave `schluessel` and `pin` out.
   */
  'sign.step': channel<ExecuteAnswer & { readonly nachweis: SigningProof | null }>()(
    z.object({ ...step, schluessel: z.string().optional(), ...secrets }),
  ),
  /**
   * Signs a document that its Vorgang presents for signature outside of a route (minutes, urgent decision): makes
   * the signature in the field of that capacity, validates the result, stores it, and commands what the kind says.
   */
  'sign.document': channel<ExecuteAnswer & { readonly nachweis: SigningProof }>()(
    z.object({
      vorgang: z.string().max(100),
      baseRevision: z.number().int().min(0),
      /** capacity one signs in, e.g. `vorsitz` */
      rolle: z.string().max(100),
      gezeigt: z.string().length(64),
      schluessel: z.string(),
      ...secrets,
    }),
  ),
  'sign.options': channel<SigningOptions>()(z.null()),
  /** role systemverwaltung */
  'sign.setOptions': channel<SigningOptions>()(
    z.object({
      tsaUrl: z
        .url({ protocol: /^https?$/ })
        .max(1000)
        .nullable(),
      niveau: z.enum(['B-B', 'B-T', 'B-LT', 'B-LTA', 'beste']),
    }),
  ),
  /** signs many PDFs with one PIN; an error of the key (wrong PIN, card gone) ends it at once */
  'sign.files': channel<BatchResult<SignedFile>>()(
    z.object({
      dateien: z.array(z.string().length(64)).min(1).max(500),
      schluessel: z.string(),
      ...secrets,
      grund: z.string().max(500).optional(),
      ort: z.string().max(200).optional(),
    }),
  ),
  /** packs files of a batch into one ZIP, to be fetched by GET /blob */
  'sign.zip': channel<{ readonly sha256: string; readonly name: string }>()(
    z.object({ dateien: z.array(z.string().length(64)).min(1).max(500) }),
  ),
  /** the steps that wait for the person at the screen and are signed with a key */
  'sign.waiting': channel<readonly WaitingStep[]>()(z.null()),
  /** signs many waiting steps with one PIN, each as `sign.step` does */
  'sign.steps': channel<BatchResult<{ readonly nachweis: SigningProof | null }>>()(
    z.object({
      schritte: z.array(z.object(step)).min(1).max(200),
      schluessel: z.string(),
      ...secrets,
    }),
  ),
  /** ends the running batch after the document it is at, and the waiting for a page in the browser at once */
  'sign.cancel': channel<null>()(z.null()),
  /** cards in the readers of this device, as the chosen module sees them */
  'sign.cards': channel<readonly CardInfo[]>()(z.null()),
  /** signs any PDF from disk (uploaded by PUT /blob), independent of a Vorgang */
  'sign.file': channel<SignedFile>()(
    z.object({ sha256: z.string().length(64), schluessel: z.string(), ...secrets, ...signingWish }),
  ),
} as const;

export interface SigningProof {
  readonly document: DocumentInfo | null;
  readonly signatur: SignatureInfo;
  readonly sha256: string;
  readonly stufe: SigningStufe;
  /** why the level is lower than wanted; null: it is not */
  readonly hinweis: string | null;
}
