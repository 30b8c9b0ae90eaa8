import type { LoginInfo, LoginTarget } from '../../contract/central.ts';
import type { CentralTrust } from '../../contract/records.ts';
import type { DokumentFakt } from '../../domain/shared/vorgang.ts';
import type { Massendaten } from '../../domain/stammdaten/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { CentralContext } from '../engine/context.ts';
import type { DemoIssuer } from '../identity/demo-issuer.ts';
import type { TokenProviders } from '../identity/token.ts';
import type { MailRules } from '../mail/plan.ts';
import type { Delivery } from '../mail/send.ts';
import type { BlobFiles } from '../blobs/files.ts';

export type LoginSettings = LoginTarget & Pick<LoginInfo, 'uebung'>;

/** What the routes need of e-mail: a message handed in, and what the house has set. */
export interface MailService {
  readonly deliver: Delivery;
  /** host and port, and the sender's address */
  readonly server: string;
  readonly from: string;
  readonly rules: Pick<MailRules, 'restFrom' | 'restTo' | 'digestAt'>;
}

/** Everything the HTTP service is given; made by `cli/central.ts` or a test. */
export interface ServiceDeps {
  readonly ctx: CentralContext;
  readonly database: CentralDatabase;
  readonly tokens: TokenProviders;
  readonly blobs: BlobFiles;
  /** what is known of a document: validated before it counts; null: not a file of record */
  readonly examine: (
    tenant: string,
    bytes: Uint8Array,
    before: { readonly sha256: string; readonly bytes: Uint8Array } | null,
  ) => Promise<DokumentFakt | null>;
  /** what `GET /login` tells an app of the identity provider; null: this service has none (tests) */
  readonly login?: LoginSettings | null;
  /** cities with an identity provider of their own */
  readonly loginOf?: ReadonlyMap<string, LoginSettings>;
  /** how long a laptop may be used without the service; default 14 days */
  readonly leaseDays?: number;
  /** what the app is told to trust as well */
  readonly trust?: CentralTrust;
  /** rows that are no Vorgaenge (graves); absent: none */
  readonly massendaten?: readonly Massendaten[];
  readonly demo: DemoIssuer | null;
  /** the mail server of the house; absent: none is set up */
  readonly mail?: MailService | null;
  readonly version: string;
  /** work beside the requests (checkpoints, e-mail): ended after the last request, before the database closes */
  readonly jobs?: readonly { readonly close: () => Promise<void> }[];
  /** how often `log` was told of a fault, by its name; absent: not counted */
  readonly faults?: ReadonlyMap<string, number>;
  /** one line of JSON, without personal data */
  readonly log: (entry: Readonly<Record<string, string | number>>) => void;
}
