import {
  foldRoots,
  inclusionPath,
  leafHash,
  nodeHash,
  subtreesOf,
  type Leaves,
  type Sha256,
} from '../../ledger/index.ts';

/**
 * The whole Merkle tree over a log in memory (64 bytes a record), for proofs of many records at once. Leaf i is the
 * hash of record i + 1.
 */
export function createTree(sha256: Sha256, leaves: readonly Uint8Array[]) {
  const levels: Uint8Array[][] = [leaves.map((leaf) => leafHash(sha256, leaf))];
  for (let below = levels[0]!; below.length > 1;) {
    const row = Array.from({ length: Math.floor(below.length / 2) }, (_, i) =>
      nodeHash(sha256, below[2 * i]!, below[2 * i + 1]!),
    );
    levels.push(row);
    below = row;
  }
  const rootOver = (range: Leaves): Uint8Array =>
    foldRoots(
      sha256,
      subtreesOf(range).map(({ level, index }) => levels[level]![index]!),
    );
  return {
    rootOver,
    /** from the leaf at `index` to the root over the first `size` leaves */
    pathOf: (index: number, size: number): readonly Uint8Array[] => inclusionPath(index, size).map(rootOver),
  };
}
