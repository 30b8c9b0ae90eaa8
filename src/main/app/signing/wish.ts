import type { ChannelInput } from '../../../contract/channels.ts';
import { formatZeitpunkt } from '../../../domain/shared/dates.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import type {
  FieldLock,
  NewField,
  Place,
  SignatureAppearance,
  SignOptions,
} from '../../../signature/index.ts';
import type { AppContext } from '../context.ts';
import { readPicture } from './picture.ts';
import { nameOf } from '../views.ts';

type Wish = Omit<ChannelInput<'sign.file'>, 'sha256' | 'schluessel' | 'pin' | 'otp'>;
type Platz = NonNullable<Wish['sichtbar']>;

const placeOf = ({ seite, x, y, breite, hoehe }: Platz): Place => ({
  page: seite,
  x,
  y,
  width: breite,
  height: hoehe,
});

const ACTION = { alle: 'All', nur: 'Include', ausser: 'Exclude' } as const;

const lockOf = ({ art, felder }: NonNullable<Wish['sperren']>): FieldLock => ({
  action: ACTION[art],
  fields: art === 'alle' ? [] : felder,
});

/** What stands in the frame: who, when, why, where, and the picture of the signature where it is wished for. */
export function appearanceOf(
  ctx: AppContext,
  person: PersonId,
  { grund, ort, bild }: Pick<Wish, 'grund' | 'ort' | 'bild'>,
): Result<SignatureAppearance, Rejection> {
  const picture = bild ? readPicture(ctx.store, person) : null;
  if (bild && picture === null) return reject('signatur.bild-fehlt');
  const lines = [nameOf(ctx, person), formatZeitpunkt(ctx.clock.now()), grund ?? '', ort ?? ''];
  return ok({
    lines: lines.filter((line) => line !== ''),
    ...(picture ? { picture: picture.daten } : {}),
  });
}

/** The wish of the dialog as options of the signature. Errors: `signatur.bild-fehlt`. */
export function signOptionsOf(ctx: AppContext, person: PersonId, wish: Wish): Result<SignOptions, Rejection> {
  const appearance = appearanceOf(ctx, person, wish);
  if (!appearance.ok) return appearance;
  const newFields = wish.weitereFelder?.map(({ name, platz }): NewField => ({
    name,
    ...(platz ? { place: placeOf(platz) } : {}),
  }));
  return ok({
    claimedTime: new Date(ctx.clock.now()),
    reason: wish.grund,
    location: wish.ort,
    field: wish.feld,
    place: wish.feld === undefined && wish.sichtbar ? placeOf(wish.sichtbar) : undefined,
    // also where the field is there already: if it has a frame, that frame is filled
    appearance: wish.sichtbar || wish.feld !== undefined ? appearance.value : undefined,
    certify: wish.zertifizieren,
    lock: wish.sperren && lockOf(wish.sperren),
    newFields,
  });
}
