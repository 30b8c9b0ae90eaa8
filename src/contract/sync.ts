import { z } from 'zod';

/**
 * What crosses the line between a laptop and the central service (HTTP, JSON). Tenant, person and scopes come
 * from the token, never from a body. Bytes travel as base64.
 */
export const PROTOCOL_VERSION = 1;
export const MAX_PUSH_COMMANDS = 100;
export const MAX_PUSH_BYTES = 1024 * 1024;

const ID = /^[^\p{Cc}\p{Cs}]*$/u;
const id = z.string().min(1).max(200).regex(ID);
const zeitpunkt = z.iso.datetime({ precision: 3 });

/** Deeper than any form nests, and far less than what makes a machine give up. */
const MAX_DEPTH = 200;
const isShallow = (value: unknown, left = MAX_DEPTH): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (left > 0 && Object.values(value).every((member) => isShallow(member, left - 1)));

export const pushedCommandSchema = z.object({
  seq: z.number().int().min(1),
  id,
  art: z.string().min(1).max(100).regex(ID),
  vorgang: id,
  command: z.looseObject({ type: z.string().min(1).max(200) }).refine((c) => isShallow(c)),
  v: z.number().int().min(1),
  baseRevision: z.number().int().min(0),
  hangsOn: z.number().int().min(1).nullable(),
  clientTime: zeitpunkt,
});
export type PushedCommand = z.infer<typeof pushedCommandSchema>;

export const pushRequestSchema = z.object({
  protocol: z.number().int(),
  clientId: id,
  commands: z.array(pushedCommandSchema).min(1).max(MAX_PUSH_COMMANDS),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

const rejectionSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  field: z.string().optional(),
});

export const commandResultSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('applied'),
    revision: z.number().int(),
    feed: z.number().int(),
    from: z.number().int(),
    seen: z.number().int(),
  }),
  z.object({ outcome: z.literal('conflict'), rejection: rejectionSchema, revision: z.number().int() }),
  z.object({ outcome: z.literal('rejected'), rejection: rejectionSchema, revision: z.number().int() }),
  z.object({ outcome: z.literal('blocked'), by: z.number().int(), revision: z.number().int() }),
  z.object({ outcome: z.literal('needs_upgrade'), revision: z.number().int() }),
]);

export const pushResponseSchema = z.object({
  /** one answer per command, in order; after a gap or protocol error the rest is not looked at */
  answers: z.array(
    z.discriminatedUnion('answer', [
      z.object({ answer: z.literal('result'), seq: z.number().int(), result: commandResultSchema }),
      z.object({ answer: z.literal('gap'), expected: z.number().int() }),
      z.object({ answer: z.literal('protocol_error'), seq: z.number().int() }),
    ]),
  ),
  /** clock of the service, so that the laptop can report its skew */
  serverTime: zeitpunkt,
});
export type PushResponse = z.infer<typeof pushResponseSchema>;

export const wireRecordSchema = z.object({
  feed: z.number().int(),
  vorgang: id,
  art: z.string(),
  revision: z.number().int(),
  type: z.string(),
  v: z.number().int(),
  zeit: zeitpunkt,
  akteur: z.string(),
  commandId: z.string(),
  commitment: z.string(),
  prev: z.string(),
  hash: z.string(),
  /** base64 of the sealed payload; '' once erased */
  payload: z.string(),
  /** name of the chain it was sealed in, when that is not the tenant: adopted from a single seat */
  siegel: z.string().optional(),
});
export type WireRecord = z.infer<typeof wireRecordSchema>;

/** State of one Vorgang at a revision, for whoever sees it for the first time; history loads on demand. */
export const wireSnapshotSchema = z.object({
  vorgang: id,
  art: z.string(),
  revision: z.number().int(),
  stateVersion: z.number().int(),
  state: z.unknown(),
  zuletzt: z.object({ zeit: zeitpunkt, akteur: z.string() }),
  ersteller: z.string(),
  /** base64 of the 32-byte key of this Vorgang; it opens the events that follow */
  key: z.string(),
});
export type WireSnapshot = z.infer<typeof wireSnapshotSchema>;

export const pullResponseSchema = z.object({
  /** `resync`: the cursor is older than the kept feed; the client starts anew and keeps its outbox */
  status: z.enum(['ok', 'resync']),
  snapshots: z.array(wireSnapshotSchema),
  records: z.array(wireRecordSchema),
  /** Vorgaenge this client may no longer see: it drops state, key and documents */
  evict: z.array(id),
  /** everything up to this feed number has been told with this page; 0 while a comparison is not finished */
  feed: z.number().int(),
  /** number of this client's last command that the centre knows; fewer than it has answered: it was restored */
  lastSeq: z.number().int(),
  /** up to which record a backup of the centre holds its log; absent: none is known */
  gesichert: z.number().int().optional(),
  /** page end; pass it back. Applied atomically with the page */
  cursor: z.string(),
  /** more pages follow */
  more: z.boolean(),
  /** for progress: how many snapshots and records this sync will bring in all, as far as known */
  remaining: z.number().int(),
  serverTime: zeitpunkt,
});
export type PullResponse = z.infer<typeof pullResponseSchema>;
