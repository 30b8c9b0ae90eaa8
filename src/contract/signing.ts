import { z } from 'zod';
import { channel } from './channel.ts';
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
  /** signs any PDF from disk (uploaded by PUT /blob), independent of a Vorgang */
  'sign.file': channel<DocumentInfo>()(
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
  'sign.check': channel<{ readonly document: DocumentInfo; readonly bericht: unknown }>()(
    z.object({ sha256: z.string().length(64) }),
  ),
} as const;

export interface SigningProof {
  readonly document: DocumentInfo | null;
  readonly signatur: SignatureInfo;
  readonly sha256: string;
}
