import { createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { uhrzeitOf } from '../../../domain/shared/dates.ts';
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

const refused = (
  code: 'bestattung.pin-fehlt' | 'bestattung.pin-falsch' | 'bestattung.pin-gesperrt',
  params: Rejection['params'],
): Result<never, Rejection> => err({ code, params, field: 'pin' });
const gesperrtBis = (bis: Zeitpunkt) => refused('bestattung.pin-gesperrt', { bis: `${uhrzeitOf(bis)} Uhr` });

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
  if (stand === null) return refused('bestattung.pin-fehlt', {});
  const jetzt = ctx.clock.now();
  if (stand.gesperrtBis !== null && jetzt < stand.gesperrtBis) return gesperrtBis(stand.gesperrtBis);
  if (timingSafeEqual(hashOf(pin, stand.salz), Buffer.from(stand.hash, 'hex'))) {
    if (stand.fehlversuche > 0)
      ctx.store.setSetting(key(person), { ...stand, fehlversuche: 0, gesperrtBis: null });
    return ok(null);
  }
  const fehlversuche = stand.fehlversuche + 1;
  const bis =
    fehlversuche < MAX_TRIES
      ? null
      : new Date(Math.ceil(Date.parse(jetzt) / 60_000) * 60_000 + LOCK_MS).toISOString();
  ctx.store.setSetting(key(person), {
    ...stand,
    fehlversuche: bis === null ? fehlversuche : 0,
    gesperrtBis: bis,
  });
  if (bis !== null) return gesperrtBis(bis);
  const rest = MAX_TRIES - fehlversuche;
  return refused('bestattung.pin-falsch', { rest: rest === 1 ? '1 Versuch' : `${rest} Versuche` });
}

/** What a report carries as proof: made from the secret of this device, so that it can be checked here later. */
export function belegOf(ctx: Pick<AppContext, 'store'>, person: PersonId, inhalt: readonly string[]): string {
  const stand = read(ctx, person);
  return createHmac('sha256', stand?.hash ?? '')
    .update(JSON.stringify([person, ...inhalt]))
    .digest('hex');
}
