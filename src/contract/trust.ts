import { z } from 'zod';
import { channel } from './channel.ts';

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

/** A list of trust services (ETSI TS 119 612) whose XML signature was checked, kept with its offline copy. */
export interface TrustedListView {
  /** SHA-256 of the XML, hex */
  readonly id: string;
  /** `LOTL`: names the national lists and who may sign them; `TL`: names the services of one country */
  readonly art: 'LOTL' | 'TL';
  readonly gebiet: string;
  readonly nummer: number;
  readonly ausgestellt: string;
  /** when a newer one was due; null: none is announced */
  readonly naechste: string | null;
  /** the newer one is overdue: what was withdrawn since is not known here */
  readonly abgelaufen: boolean;
  readonly unterzeichner: string;
  readonly durch: string;
  readonly am: string;
  /** services that issue certificates or time stamps; only those that count today are anchors */
  readonly dienste: readonly {
    readonly anbieter: string;
    readonly name: string;
    readonly art: string;
    readonly gilt: boolean;
  }[];
  /** countries whose lists it names */
  readonly verweise: readonly string[];
}

const upload = z.string().length(64);

export const trustChannels = {
  'trust.list': channel<readonly TrustAnchor[]>()(z.null()),
  /**
   * Trusts every authority in a PEM or DER file (uploaded by PUT /blob); role systemverwaltung. Documents
   * already here are judged again in the background.
   */
  'trust.add': channel<readonly TrustAnchor[]>()(z.object({ upload: z.string().length(64) })),
  'trust.remove': channel<null>()(z.object({ id: z.string().length(64) })),
  'trust.lists': channel<readonly TrustedListView[]>()(z.null()),
  /**
   * Takes a trusted list over (XML, uploaded by PUT /blob). Its signature is checked with the certificate given
   * (PEM or DER, uploaded), or with those that a list of lists already here names for that country.
   */
  'trust.addList': channel<TrustedListView>()(z.object({ upload, anker: upload.optional() })),
  'trust.removeList': channel<null>()(z.object({ id: z.string().length(64) })),
} as const;
