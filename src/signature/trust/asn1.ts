// One place for the bounds of ASN.1 decoding: revocation lists are long, hostile input is endless.

import * as asn1js from 'asn1js';

const LIMITS = { maxNodes: 800_000, maxDepth: 64, maxContentLength: 48 * 1024 * 1024 };

/** Decodes BER or DER; `offset` is -1 when that fails. */
export const decodeBer = (bytes: Uint8Array): ReturnType<typeof asn1js.fromBER> =>
  asn1js.fromBER(bytes, LIMITS);
