import { z } from 'zod';
import type { Zeitpunkt } from '../domain/shared/vorgang.ts';
import type { SyncState } from './app.ts';
import { channel, type Problem } from './channel.ts';
import type { VorgangRow } from './vorgang.ts';

/** Somebody one may log in as at a demo centre. */
export interface CentrePerson {
  readonly id: string;
  readonly name: string;
  readonly funktion: string;
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
}

const adresse = z.url({ protocol: /^https?$/ }).max(300);

export const syncChannels = {
  /** people of a demo centre, to log in without a password */
  'sync.people': channel<readonly CentrePerson[]>()(z.object({ adresse })),
  /** makes a workspace that belongs to a centre, and begins the first sync */
  'sync.setup': channel<{ readonly recoveryKey: string }>()(
    z.object({
      adresse,
      person: z.string().min(1).max(200),
      passphrase: z.string().min(1).max(1024),
    }),
  ),
  /** logs in again after the token or the device was refused */
  'sync.login': channel<SyncState>()(z.null()),
  'sync.state': channel<SyncState>()(z.null()),
  /** pushes and pulls now; answers when it is done or the line is down */
  'sync.now': channel<SyncState>()(z.null()),
  'sync.conflicts': channel<readonly ConflictRow[]>()(z.null()),
  /** `wiederholen`: the same once more, on the state as it is now; `aufgeben`: let it be */
  'sync.resolve': channel<readonly ConflictRow[]>()(
    z.object({ seq: z.number().int(), wie: z.enum(['wiederholen', 'aufgeben']) }),
  ),
} as const;
