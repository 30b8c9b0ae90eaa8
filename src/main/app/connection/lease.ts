import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { sessionSchema, type CentralSession } from '../../../contract/central.ts';
import type { SyncGrund } from '../../../contract/app.ts';
import type { PersonId, Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import type { WorkspaceStore } from '../ports.ts';

/** What the service signed last, and when this device was used last; both only in the encrypted file. */
const LEASE_SETTING = 'sync:freigabe';
const SEEN_SETTING = 'sync:gesehen';
/** what the service said when it let this device in no longer */
const REFUSED_SETTING = 'sync:abgelehnt';
/** A clock may be corrected a little; set back further, it is not believed. */
const TOLERANCE_MS = 10 * 60_000;
const SEEN_EVERY_MS = 60_000;

type Setting = NonNullable<CentralSession['freigabe']>;
const settingSchema = sessionSchema.shape.freigabe.unwrap().extend({ abweichungMs: z.number() });
const claimsSchema = z.object({
  tenant: z.string(),
  sub: z.string(),
  device: z.string(),
  iat: z.number(),
  exp: z.number(),
});

export type LeaseState =
  | { readonly art: 'gueltig'; readonly bis: Zeitpunkt }
  | { readonly art: 'abgelaufen'; readonly bis: Zeitpunkt }
  /** the clock shows an earlier time than this device was used at */
  | { readonly art: 'uhr'; readonly gesehen: Zeitpunkt }
  /** logged out, revoked, or signed for somebody else */
  | { readonly art: 'fehlt' };

interface Holder {
  readonly tenant: string;
  readonly person: PersonId;
  readonly device: string;
}

type LeaseStore = Pick<WorkspaceStore, 'read' | 'setSetting'>;

/** May this device be used by this person without hearing from the service (docs/adr/0022)? */
export function leaseState({ read }: LeaseStore, holder: Holder, now: Zeitpunkt): LeaseState {
  const setting = settingSchema.safeParse(read.setting(LEASE_SETTING));
  const claims = setting.success ? verified(setting.data) : null;
  if (!setting.success || claims === null) return { art: 'fehlt' };
  const { tenant, sub, device, exp } = claims;
  if (tenant !== holder.tenant || sub !== holder.person || device !== holder.device) return { art: 'fehlt' };
  const seen = read.setting(SEEN_SETTING);
  if (typeof seen === 'string' && Date.parse(now) < Date.parse(seen) - TOLERANCE_MS)
    return { art: 'uhr', gesehen: seen };
  // By the clock of the service, as far off as it was when it was heard last.
  const at = Date.parse(now) + setting.data.abweichungMs;
  const bis = new Date(exp * 1000).toISOString();
  return at < exp * 1000 ? { art: 'gueltig', bis } : { art: 'abgelaufen', bis };
}

/** The service has answered: its lease counts from now on, and its clock is believed. */
export function keepLease(
  store: LeaseStore,
  { freigabe, serverTime }: Pick<CentralSession, 'freigabe' | 'serverTime'>,
  now: Zeitpunkt,
): void {
  if (freigabe === undefined) return;
  const abweichungMs = Date.parse(serverTime) - Date.parse(now);
  store.setSetting(LEASE_SETTING, { ...freigabe, abweichungMs } satisfies Setting & { abweichungMs: number });
  store.setSetting(SEEN_SETTING, now);
  if (refusedBecause(store) !== null) store.setSetting(REFUSED_SETTING, null);
}

/** Logged out or revoked: closed until the service is heard again. */
export function dropLease(store: LeaseStore, grund: SyncGrund | null = null): void {
  store.setSetting(LEASE_SETTING, null);
  store.setSetting(REFUSED_SETTING, grund);
}

/** Why the service closed this workspace, also after a restart without a network; null: it did not. */
export const refusedBecause = ({ read }: Pick<LeaseStore, 'read'>): SyncGrund | null =>
  (read.setting(REFUSED_SETTING) ?? null) as SyncGrund | null;

/** Remembers that the device was used at this time, so that a clock set back is noticed. */
export function noteSeen(store: LeaseStore, now: Zeitpunkt): void {
  const seen = store.read.setting(SEEN_SETTING);
  if (typeof seen === 'string' && Date.parse(now) < Date.parse(seen) + SEEN_EVERY_MS) return;
  store.setSetting(SEEN_SETTING, now);
}

/** Claims of a lease whose Ed25519 signature is good; null: it is not. */
function verified({ token, key }: Setting): z.infer<typeof claimsSchema> | null {
  const [head = '', body = '', signature = ''] = token.split('.');
  try {
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    const good = verify(null, Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'));
    const parsed = claimsSchema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
    return good && parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
