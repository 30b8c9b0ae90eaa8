import type { Rollengrenze } from '../../domain/organisation/index.ts';

/** Who pushes, from the token and the enrolled device, never from the body. */
export interface Caller {
  readonly tenant: string;
  readonly person: string;
  readonly device: string;
  readonly clientId: string;
  /** what the identity provider says of this person's roles; absent: nothing */
  readonly grenze?: Rollengrenze | null;
}
