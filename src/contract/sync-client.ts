import { z } from 'zod';
import type { Zeitpunkt } from '../domain/shared/vorgang.ts';
import type { SyncState } from './app.ts';
import type { DeviceRow, SentRow } from './central.ts';
import { channel, type Problem } from './channel.ts';
import type { VorgangRow } from './vorgang.ts';

/** What was found at an address, before anybody logs in. */
export interface CentreCheck {
  readonly adresse: string;
  readonly staedte: readonly string[];
  readonly version: string;
  readonly uebung: boolean;
  readonly tls: boolean;
  /** host of the page on which one logs in; null: that depends on the city */
  readonly anmeldedienst: string | null;
  /** cities to choose from, where some have an identity provider of their own */
  readonly wahl: readonly { readonly tenant: string; readonly name: string }[];
}

/** An own entry that the centre did not accept, with what is needed to decide what becomes of it. */
export interface ConflictRow {
  readonly seq: number;
  readonly ausgang: 'conflict' | 'rejected' | 'blocked' | 'needs_upgrade';
  /** when the entry was made, and when its refusal came */
  readonly eingegeben: Zeitpunkt;
  readonly beantwortet: Zeitpunkt;
  /** heading, cause and next step */
  readonly grund: Problem;
  /** the Vorgang as it stands at the centre; null: not there, or no longer for this person's eyes */
  readonly vorgang: VorgangRow | null;
  readonly vorgangId: string;
  readonly art: string;
  readonly artBezeichnung: string;
  /** what was wanted */
  readonly befehl: { readonly type: string };
  /** seen when it was made, and as it is now */
  readonly gesehen: number;
  readonly aktuell: number;
  /**
   * A refused signature: `passt_noch`, its version is still in force and it may be sent again; `neu`, it must be made
   * anew on the version in force; `erledigt`, nothing is left to sign. Null: it is none.
   */
  readonly zeichnung: 'passt_noch' | 'neu' | 'erledigt' | null;
}

const adresse = z.string().trim().min(1).max(300);
const login = z.object({ id: z.string().max(100) });

export const syncChannels = {
  /** reachable, protected, of our version, of which city? */
  'sync.check': channel<CentreCheck>()(z.object({ adresse })),
  /**
   * Begins to log in at the identity provider (of `stadt`, where cities have their own); `adresse` null: the one this
   * workspace belongs to. The browser of the system has to go to `url`; `geoeffnet`: it does already.
   */
  'login.begin': channel<{ readonly id: string; readonly url: string; readonly geoeffnet: boolean }>()(
    z.object({ adresse: adresse.nullable(), stadt: z.string().max(200).optional() }),
  ),
  /** answers when the browser has come back */
  'login.wait': channel<{ readonly name: string; readonly stadt: string }>()(login),
  'login.cancel': channel<null>()(z.null()),
  /** makes a workspace that belongs to a centre, for whoever has just logged in, and begins the first sync */
  'sync.setup': channel<{ readonly recoveryKey: string }>()(
    login.extend({ passphrase: z.string().min(1).max(1024) }),
  ),
  /** goes on with a new login of the same person */
  'sync.login': channel<SyncState>()(login),
  /** forgets the login; the workspace stays closed until the next one. `url`: ends the session at the provider */
  'sync.logout': channel<{ readonly url: string | null; readonly geoeffnet: boolean }>()(z.null()),
  'sync.state': channel<SyncState>()(z.null()),
  /** pushes and pulls now; answers when it is done or the line is down */
  'sync.now': channel<SyncState>()(z.null()),
  'sync.conflicts': channel<readonly ConflictRow[]>()(z.null()),
  /** `wiederholen`: the same once more, on the state as it is now; `aufgeben`: let it be */
  'sync.resolve': channel<readonly ConflictRow[]>()(
    z.object({ seq: z.number().int(), wie: z.enum(['wiederholen', 'aufgeben']) }),
  ),
  /** devices of the city, for its administration; asked of the centre */
  'geraete.list': channel<{ readonly eigenes: string; readonly geraete: readonly DeviceRow[] }>()(z.null()),
  'geraete.gesendet': channel<readonly SentRow[]>()(z.object({ device: z.string().max(100) })),
  'geraete.setzen': channel<null>()(
    z.object({
      device: z.string().max(100),
      gesperrt: z.boolean(),
      grund: z.string().trim().min(3).max(500),
    }),
  ),
} as const;
