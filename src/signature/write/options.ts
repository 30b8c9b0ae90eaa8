// What a caller may ask for when signing.
import type { FieldLock } from './permissions.ts';

/** A place on a page. Points (1/72 inch) from the lower left corner of the page, as in PDF. */
export type Place = {
  /** 1 is the first page */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** How a visible signature looks: lines of text, beside them (or alone) a picture. */
export type SignatureAppearance = {
  readonly lines: readonly string[];
  /** PNG or JPEG, e.g. the picture of a handwritten signature */
  readonly picture?: Uint8Array | undefined;
  /** TrueType font to embed; default Fira Sans. In points; default fits the frame, at most 10. */
  readonly font?: Uint8Array | undefined;
  readonly fontSize?: number | undefined;
  /** a thin frame around it; default true */
  readonly border?: boolean | undefined;
};

/** A signature field to be created empty, for a later signer. */
export type NewField = {
  /** without a dot, unique in the document */
  readonly name: string;
  /** where it will be visible; invisible without */
  readonly place?: Place | undefined;
  readonly lock?: FieldLock | undefined;
};

export type SignOptions = {
  /** the time the signer claims; stands in /M (EN 319 142-1, 6.3) */
  readonly claimedTime: Date;
  /** name of an existing empty field, or of the one to be created; default: a new one */
  readonly field?: string | undefined;
  readonly reason?: string | undefined;
  readonly location?: string | undefined;
  readonly contactInfo?: string | undefined;
  /** /Name: only where it can't be taken from the certificate */
  readonly name?: string | undefined;
  /** place of a new visible field; an existing field keeps its own */
  readonly place?: Place | undefined;
  /** needed with `place`, and with an existing visible field */
  readonly appearance?: SignatureAppearance | undefined;
  /** makes this the certifying signature: 1 no changes, 2 forms and signatures, 3 annotations too */
  readonly certify?: 1 | 2 | 3 | undefined;
  /** locks fields from now on; an existing field may bring its own lock */
  readonly lock?: FieldLock | undefined;
  /** further empty fields in the same update (a route's, before it is certified) */
  readonly newFields?: readonly NewField[] | undefined;
  /** room for the CMS object in bytes; default at least 12,000, more for long chains */
  readonly contentsBytes?: number | undefined;
  /** of an encrypted document */
  readonly password?: string | undefined;
};
