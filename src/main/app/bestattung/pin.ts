import { createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { PersonId, Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import type { AppContext } from '../context.ts';

/**
 * Own PIN of each person on a shared laptop: proves at the grave that a second person really looked. It opens
 * nothing; a forgotten one is taken away by the cemetery office. Kept as scrypt hash inside the
 * encrypted workspace; four digits cannot withstand whoever has the file, so the number of tries is bounded.
 */
interface PinStand {
  readonly salz: string;
  readonly hash: string;
  readonly fehlversuche: number;
  readonly gesperrtBis: Zeitpunkt | null;
}

const COST = { N: 16_384, r: 8, p: 1 };
const MAX_TRIES = 5;
const LOCK_MS = 5 * 60_000;

const key = (person: PersonId): string => `friedhof.pin.${person}`;
const read = (ctx: Pick<AppContext, 'store'>, person: PersonId): PinStand | null =>
  (ctx.store.read.setting(key(person)) as PinStand | undefined | null) ?? null;
const hashOf = (pin: string, salz: string): Buffer => scryptSync(pin, Buffer.from(salz, 'hex'), 32, COST);

const refused = (grund: string): Result<never, Rejection> =>
  err({ code: 'bestattung.zweite-person', params: { grund }, field: 'zweitePerson' });

export const hasPin = (ctx: Pick<AppContext, 'store'>, person: PersonId): boolean =>
  read(ctx, person) !== null;

/** Sets a PIN; one that is there is asked for first. */
export function setPin(
  ctx: Pick<AppContext, 'store' | 'clock'>,
  person: PersonId,
  pin: string,
  alt: string | null,
): Result<null, Rejection> {
  if (hasPin(ctx, person)) {
    const known = checkPin(ctx, person, alt ?? '');
    if (!known.ok) return known;
  }
  const salz = randomBytes(16).toString('hex');
  const stand: PinStand = {
    salz,
    hash: hashOf(pin, salz).toString('hex'),
    fehlversuche: 0,
    gesperrtBis: null,
  };
  ctx.store.setSetting(key(person), stand);
  return ok(null);
}

/** Takes a forgotten PIN away; the next gate asks for a new one. */
export const removePin = (ctx: Pick<AppContext, 'store'>, person: PersonId): void =>
  ctx.store.setSetting(key(person), null);

/** Is it this person's PIN? Counts wrong tries and waits after too many. */
export function checkPin(
  ctx: Pick<AppContext, 'store' | 'clock'>,
  person: PersonId,
  pin: string,
): Result<null, Rejection> {
  const stand = read(ctx, person);
  if (stand === null) return refused('es ist noch keine PIN festgelegt');
  const jetzt = ctx.clock.now();
  if (stand.gesperrtBis !== null && jetzt < stand.gesperrtBis)
    return refused('nach mehreren falschen PINs ist die Eingabe für fünf Minuten gesperrt');
  if (timingSafeEqual(hashOf(pin, stand.salz), Buffer.from(stand.hash, 'hex'))) {
    if (stand.fehlversuche > 0)
      ctx.store.setSetting(key(person), { ...stand, fehlversuche: 0, gesperrtBis: null });
    return ok(null);
  }
  const fehlversuche = stand.fehlversuche + 1;
  const gesperrt = fehlversuche >= MAX_TRIES;
  ctx.store.setSetting(key(person), {
    ...stand,
    fehlversuche: gesperrt ? 0 : fehlversuche,
    gesperrtBis: gesperrt ? new Date(Date.parse(jetzt) + LOCK_MS).toISOString() : null,
  });
  return refused('die PIN stimmt nicht');
}

/** What a report carries as proof: made from the secret of this device, so that it can be checked here later. */
export function belegOf(ctx: Pick<AppContext, 'store'>, person: PersonId, inhalt: readonly string[]): string {
  const stand = read(ctx, person);
  return createHmac('sha256', stand?.hash ?? '')
    .update(JSON.stringify([person, ...inhalt]))
    .digest('hex');
}
