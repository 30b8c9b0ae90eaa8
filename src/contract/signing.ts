import { z } from 'zod';
import { channel, type Problem } from './channel.ts';
import type { DocumentInfo, SignatureInfo } from './document.ts';
import type { ExecuteAnswer } from './vorgang.ts';

/** A key one may sign with; never a secret. */
export interface SigningKey {
  readonly id: string;
  readonly art: 'p12' | 'pkcs11' | 'csc' | 'uebung';
  readonly name: string;
  readonly aussteller: string;
  readonly gueltigBis: string;
  readonly algorithmus: string;
  /** what the PIN is called: „PIN der Karte“, „Passphrase der Schlüsseldatei“ */
  readonly geheimnis: string;
  /** why it can't be used now, e.g. expired or another person's; null: usable */
  readonly hindernis: string | null;
  /** the one this person used last */
  readonly zuletztBenutzt: boolean;
}

/** An authority whose certificates count as proven here. */
export interface TrustAnchor {
  /** SHA-256 of the certificate, hex */
  readonly id: string;
  readonly name: string;
  readonly aussteller: string;
  readonly gueltigVon: string;
  readonly gueltigBis: string;
  /** who trusted it, and when */
  readonly durch: string;
  readonly am: string;
}

/** PAdES baseline level of a signature made here */
export type SigningStufe = 'B-B' | 'B-T';

/** How the workspace signs. `tsaUrl`: time stamp service (RFC 3161); null: none */
export interface SigningOptions {
  readonly tsaUrl: string | null;
  readonly niveau: SigningStufe;
}

/** A file just signed. `hinweis`: why its level is lower than wanted; null: it is not */
export interface SignedFile {
  readonly document: DocumentInfo;
  readonly stufe: SigningStufe;
  readonly hinweis: string | null;
}

/** How one file of a batch ended; `offen`: not touched, because the batch stopped before it */
export type BatchEntry =
  | ({ readonly status: 'fertig'; readonly sha256: string } & SignedFile)
  | { readonly status: 'fehler'; readonly sha256: string; readonly problem: Problem }
  | { readonly status: 'offen'; readonly sha256: string };

/** What happened to a file after one signature, page by page; `seite` null: the document as a whole */
export interface ChangesAfter {
  readonly feld: string;
  readonly stufe: string;
  readonly seiten: readonly {
    readonly seite: number | null;
    readonly zeilen: readonly { readonly text: string; readonly erlaubt: boolean }[];
  }[];
  /** the document as it was signed can be shown beside the present one */
  readonly vergleichbar: boolean;
}

const pin = z.string().min(1).max(200);

export const signingChannels = {
  'trust.list': channel<readonly TrustAnchor[]>()(z.null()),
  /** trusts every authority in a PEM or DER file (uploaded by PUT /blob); role systemverwaltung */
  'trust.add': channel<readonly TrustAnchor[]>()(z.object({ upload: z.string().length(64) })),
  'trust.remove': channel<null>()(z.object({ id: z.string().length(64) })),
  'sign.keys': channel<readonly SigningKey[]>()(z.null()),
  /** adds a PKCS#12 file (uploaded by PUT /blob) to this person's keys; the passphrase is used once and forgotten */
  'sign.addKey': channel<SigningKey>()(
    z.object({ upload: z.string().length(64), pin, name: z.string().max(200) }),
  ),
  'sign.removeKey': channel<null>()(z.object({ id: z.string() })),
  /**
   * Signs the waiting step of a Vorgang: makes the signature, validates the result, stores it, and executes
   * `signSchritt` with the new hash filled in. `gezeigt` are the documents the person saw; any difference is
   * refused. Steps that need no key (Zeichnungsart `ohne`) leave `schluessel` and `pin` out.
   */
  'sign.step': channel<ExecuteAnswer & { readonly nachweis: SigningProof | null }>()(
    z.object({
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
      schluessel: z.string().optional(),
      pin: pin.optional(),
    }),
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
      pin,
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
      niveau: z.enum(['B-B', 'B-T']),
    }),
  ),
  /** signs many PDFs with one PIN, one after the other; an error of the key (wrong PIN, card gone) ends it at once */
  'sign.files': channel<readonly BatchEntry[]>()(
    z.object({
      dateien: z.array(z.string().length(64)).min(1).max(500),
      schluessel: z.string(),
      pin,
      grund: z.string().max(500).optional(),
      ort: z.string().max(200).optional(),
    }),
  ),
  /** packs file, reports, certificates and revocation data into a ZIP, to be fetched by GET /blob */
  'sign.evidence': channel<{ readonly sha256: string; readonly name: string }>()(
    z.object({ sha256: z.string().length(64) }),
  ),
  /** the document as it was when this field was signed, to be fetched by GET /blob */
  'sign.revision': channel<{ readonly sha256: string }>()(
    z.object({ sha256: z.string().length(64), feld: z.string().max(500) }),
  ),
  /** signs any PDF from disk (uploaded by PUT /blob), independent of a Vorgang */
  'sign.file': channel<SignedFile>()(
    z.object({
      sha256: z.string().length(64),
      schluessel: z.string(),
      pin,
      grund: z.string().max(500).optional(),
      ort: z.string().max(200).optional(),
      sichtbar: z
        .object({
          seite: z.number().int().min(1),
          x: z.number(),
          y: z.number(),
          breite: z.number(),
          hoehe: z.number(),
        })
        .optional(),
    }),
  ),
  'sign.check': channel<{
    readonly document: DocumentInfo;
    readonly bericht: unknown;
    readonly danach: readonly ChangesAfter[];
  }>()(z.object({ sha256: z.string().length(64) })),
} as const;

export interface SigningProof {
  readonly document: DocumentInfo | null;
  readonly signatur: SignatureInfo;
  readonly sha256: string;
  readonly stufe: SigningStufe;
  /** why the level is lower than wanted; null: it is not */
  readonly hinweis: string | null;
}
