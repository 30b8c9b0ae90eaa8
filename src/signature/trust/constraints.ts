// Until when algorithms and key sizes were good enough.

import type { AlgorithmUse } from './algorithms.ts';

/** Why an algorithm was not good enough at a time. */
export type AlgorithmWeakness = { readonly what: string; readonly since: Date };

const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

/**
 * From these days on a signature made with the algorithm proves nothing unless it is protected by an older time
 * stamp (past editions of ETSI TS 119 312 and of the German algorithm catalogue). Days that lie in the future
 * are predictions that change with every edition; those only warn (see `agingOf`).
 */
const DIGEST_SUNSET: Readonly<Record<string, Date>> = {
  md5: day('2004-08-01'),
  sha1: day('2012-08-01'),
  ripemd160: day('2014-08-01'),
  sha224: day('2023-01-01'),
  'sha512-224': day('2023-01-01'),
  'sha3-224': day('2023-01-01'),
  unknown: day('1970-01-01'),
};

const KEY_SUNSET: readonly { key: AlgorithmUse['key']; below: number; since: Date }[] = [
  { key: 'unknown', below: Infinity, since: day('1970-01-01') },
  { key: 'rsa', below: 786, since: day('2000-01-01') },
  { key: 'rsa', below: 1024, since: day('2009-01-01') },
  { key: 'rsa', below: 1536, since: day('2010-08-01') },
  { key: 'rsa', below: 1900, since: day('2019-10-01') },
  { key: 'dsa', below: 2048, since: day('2015-12-01') },
  { key: 'ec', below: 160, since: day('2012-08-01') },
  { key: 'ec', below: 224, since: day('2012-08-01') },
  { key: 'ec', below: 256, since: day('2021-10-01') },
];

/** The weakness of an algorithm at a time, if it has one. Of several the oldest counts. */
export function weaknessAt(used: AlgorithmUse, at: Date): AlgorithmWeakness | undefined {
  const found: AlgorithmWeakness[] = [];
  const digest = DIGEST_SUNSET[used.digest];
  if (digest !== undefined) found.push({ what: used.digest.toUpperCase(), since: digest });
  for (const limit of KEY_SUNSET) {
    if (limit.key === used.key && used.bits < limit.below)
      found.push({ what: `${used.key.toUpperCase()} ${used.bits}`, since: limit.since });
  }
  return found
    .filter((one) => one.since.getTime() <= at.getTime())
    .toSorted((a, b) => a.since.getTime() - b.since.getTime())[0];
}

/** RSA below 3000 bits after 2028 (prediction of ETSI TS 119 312 v1.4.3): worth a hint, not a failure. */
export function agingOf(used: AlgorithmUse, at: Date): string | undefined {
  const aging = used.key === 'rsa' && used.bits < 3000 && at.getTime() >= day('2029-01-01').getTime();
  return aging ? `RSA ${used.bits}` : undefined;
}
