// Proofs of existence (ETSI EN 319 102-1 5.6.2.3): the oldest time at which a piece of data is known to have been
// there, from time stamps that were found good.

import { dataId } from '../trust/revocation.ts';

export type ProofsOfExistence = {
  /** Records that these pieces of data existed at a time. */
  record(data: Iterable<Uint8Array>, time: Date): void;
  /** Oldest proven time of a piece of data, or `otherwise`. */
  oldest(data: Uint8Array, otherwise: Date): Date;
};

/** An empty set of proofs. */
export function proofsOfExistence(): ProofsOfExistence {
  const times = new Map<string, Date>();
  const ids = new WeakMap<Uint8Array, string>();
  const idOf = (data: Uint8Array): string => {
    const id = ids.get(data) ?? dataId(data);
    ids.set(data, id);
    return id;
  };
  return {
    record(data, time) {
      for (const one of data) {
        const id = idOf(one);
        const known = times.get(id);
        if (known === undefined || time < known) times.set(id, time);
      }
    },
    oldest(data, otherwise) {
      const known = times.get(idOf(data));
      return known === undefined || known > otherwise ? otherwise : known;
    },
  };
}
