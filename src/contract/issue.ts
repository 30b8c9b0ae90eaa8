import { z } from 'zod';
import type { Zeitpunkt } from '../domain/shared/vorgang.ts';
import { channel } from './channel.ts';

/** A file with the evidence of one Vorgang (docs/pruefung.md), to be fetched by GET /blob. */
export interface IssuedFile {
  readonly sha256: string;
  readonly name: string;
  readonly eintraege: number;
  /** records that no checkpoint covers yet: not in the file */
  readonly offen: number;
}

/** When somebody took that evidence along. */
export interface IssueRow {
  readonly zeit: Zeitpunkt;
  readonly name: string;
  readonly inhalt: boolean;
}

const id = z.string().max(100);

export const issueChannels = {
  /** from the centre, which writes it down; on a single seat from its own log, which nobody else bears witness to */
  'nachweis.create': channel<IssuedFile>()(z.object({ id, inhalt: z.boolean() })),
  /** the newest first; a single seat keeps no such list */
  'nachweis.ausgaben': channel<readonly IssueRow[]>()(z.object({ id })),
} as const;
