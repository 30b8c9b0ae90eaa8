// A time-stamp token by itself, over any bytes (RFC 3161): what it says, and whether it is sound.
import { contentOf } from './cmsCheck.ts';
import { checkTimestamp, parseTimestamp } from './timestamp.ts';

export type TimestampVerdict = {
  readonly time: Date;
  /** name of the authority that signed the token; whether it is trusted is not said here */
  readonly authority: string;
  /** the token is over these bytes, and its signature and signing certificate hold */
  readonly sound: boolean;
};

/** Undefined: not a time-stamp token. */
export function verifyTimestamp(der: Uint8Array, stamped: Uint8Array): TimestampVerdict | undefined {
  const token = parseTimestamp(der);
  if (token === undefined) return undefined;
  const check = checkTimestamp(token, contentOf(stamped));
  const sound =
    check.imprintMatches &&
    check.digestMatches &&
    check.signatureValid &&
    check.faults.length === 0 &&
    check.ess !== 'differs';
  return { time: token.time, authority: token.certificate?.subject ?? '', sound };
}
