// Time stamps over HTTP (RFC 3161, 2.4 and 3.4).
import { randomBytes } from 'node:crypto';
import { HASH_OIDS, type HashName } from '../cms/algorithms.ts';
import { bigInt, bool, children, DerError, elements, int, nil, octets, oid, seq } from '../cms/der.ts';
import type { SignatureError } from '../errors.ts';
import { err, ok, type Result } from '../result.ts';
import { parseTimestamp } from '../validate/timestamp.ts';
import { request, type NetOptions } from './http.ts';

/** Gives a TimeStampToken (DER) over a digest. */
export type TimestampSource = (
  hash: HashName,
  digest: Uint8Array,
) => Promise<Result<Uint8Array, SignatureError>>;

export type TimestampOptions = NetOptions & {
  /** further headers, e.g. authorization */
  readonly headers?: Readonly<Record<string, string>> | undefined;
};

/** PKIStatus 0 granted, 1 granted with modifications; everything else is a refusal (RFC 3161, 2.4.2). */
const tokenOf = (answer: Uint8Array): Result<Buffer, SignatureError> => {
  try {
    const [info, token] = children(answer);
    const status = info === undefined ? undefined : elements(info.content)[0]?.content[0];
    if (status === undefined || status > 1)
      return err({ code: 'TIMESTAMP_REFUSED', detail: `status ${status}` });
    return token === undefined ? err({ code: 'TIMESTAMP_REFUSED', detail: 'no token' }) : ok(token.raw);
  } catch (thrown) {
    if (thrown instanceof DerError) return err({ code: 'TIMESTAMP_UNAVAILABLE', detail: 'damaged answer' });
    throw thrown;
  }
};

/**
 * A time stamp authority at a web address. The answer must carry our digest and our nonce, so that an old answer
 * can't be played again; whether the authority is trusted is for the validator to say.
 * Errors: TIMESTAMP_UNAVAILABLE, TIMESTAMP_REFUSED.
 */
export const httpTimestamps =
  (url: string, options: TimestampOptions = {}): TimestampSource =>
  async (hash, digest) => {
    const nonce = randomBytes(12);
    const query = seq(
      int(1),
      seq(seq(oid(HASH_OIDS[hash]), nil()), octets(digest)),
      bigInt(nonce),
      bool(true),
    );
    const answer = await request(url, options, {
      type: 'application/timestamp-query',
      bytes: query,
      ...(options.headers === undefined ? {} : { headers: options.headers }),
    });
    if (!answer.ok) return err({ code: 'TIMESTAMP_UNAVAILABLE', detail: answer.error.detail });
    const token = tokenOf(answer.value);
    if (!token.ok) return token;
    const read = parseTimestamp(token.value);
    const refused = (detail: string) => err<SignatureError>({ code: 'TIMESTAMP_REFUSED', detail });
    if (read === undefined) return refused('not a time stamp token');
    if (!Buffer.from(read.imprint).equals(Buffer.from(digest))) return refused('another digest');
    // The nonce stands in the token as the same INTEGER element.
    if (read.cms.content === undefined || !Buffer.from(read.cms.content).includes(bigInt(nonce)))
      return refused('another nonce');
    return ok(token.value);
  };
