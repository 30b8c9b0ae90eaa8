import { concat, utf8 } from './bytes.ts';

/**
 * The Merkle tree over a chain (RFC 6962, 2.1; verification after RFC 9162, 2.1.3.2 and 2.1.4.2). Pure: which
 * hashes a proof needs is said here, where they come from is the caller's business. Leaf i is record i + 1.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** A complete subtree: the leaves [index * 2^level, (index + 1) * 2^level). */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}
/** The leaves [from, to). */
export interface Leaves {
  readonly from: number;
  readonly to: number;
}

export const leafHash = (sha256: Sha256, leaf: Uint8Array): Uint8Array =>
  sha256(concat(new Uint8Array([0]), leaf));
export const nodeHash = (sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concat(new Uint8Array([1]), left, right));
export const emptyRoot = (sha256: Sha256): Uint8Array => sha256(utf8(''));

/** Largest power of two smaller than n (n > 1). No shifts: they end at 2^31. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Complete subtrees that make up a stretch, from left to right; `from` must be where one of its size begins. */
export function subtreesOf({ from, to }: Leaves): readonly Subtree[] {
  const parts: Subtree[] = [];
  let at = from;
  while (at < to) {
    let level = 0;
    let width = 1;
    while (at + width * 2 <= to && at % (width * 2) === 0) {
      width *= 2;
      level += 1;
    }
    parts.push({ level, index: at / width });
    at += width;
  }
  return parts;
}

/** Root of a stretch from the roots of its complete subtrees. */
export function foldRoots(sha256: Sha256, roots: readonly Uint8Array[]): Uint8Array {
  const last = roots.at(-1);
  if (last === undefined) return emptyRoot(sha256);
  return roots.slice(0, -1).reduceRight((right, left) => nodeHash(sha256, left, right), last);
}

/** A tree that grows by one leaf at a time and keeps no more than the roots of its complete subtrees. */
export function growingRoot(sha256: Sha256) {
  /** the largest first */
  const edge: { readonly width: number; readonly root: Uint8Array }[] = [];
  let size = 0;
  return {
    size: () => size,
    root: () =>
      foldRoots(
        sha256,
        edge.map((e) => e.root),
      ),
    /** the leaf itself, e.g. the hash of a record */
    add: (leaf: Uint8Array): void => {
      let node = { width: 1, root: leafHash(sha256, leaf) };
      for (let left = edge.at(-1); left?.width === node.width; left = edge.at(-1)) {
        edge.pop();
        node = { width: node.width * 2, root: nodeHash(sha256, left.root, node.root) };
      }
      edge.push(node);
      size += 1;
    },
  };
}

/** Roots that prove the leaf at `index` to be in the tree of `size` leaves, from the leaf upwards. */
export function inclusionPath(index: number, size: number): readonly Leaves[] {
  if (index < 0 || index >= size) throw new Error('merkle: leaf outside the tree');
  const path: Leaves[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    path.push(index < middle ? { from: middle, to } : { from, to: middle });
    if (index < middle) to = middle;
    else from = middle;
  }
  return path.reverse();
}

/** Roots that prove the tree of `older` leaves to be the beginning of the one of `newer`. */
export function consistencyPath(older: number, newer: number): readonly Leaves[] {
  if (older < 1 || older > newer) throw new Error('merkle: no such trees');
  if (older === newer) return [];
  const path: Leaves[] = [];
  let from = 0;
  let to = newer;
  // whole: the older tree is the stretch we are in, its root is known to whoever asks
  let whole = true;
  while (older - from !== to - from) {
    const middle = from + splitOf(to - from);
    if (older <= middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      from = middle;
      whole = false;
    }
  }
  if (!whole) path.push({ from, to });
  return path.reverse();
}

export function verifyInclusion(
  sha256: Sha256,
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sha256, sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else hash = nodeHash(sha256, hash, sibling);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(hash, root);
}

export function verifyConsistency(
  sha256: Sha256,
  older: { readonly size: number; readonly root: Uint8Array },
  newer: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (older.size < 1 || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && equalBytes(older.root, newer.root);
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : [...proof];
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let node = older.size - 1;
  let last = newer.size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let left = first;
  let whole = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      left = nodeHash(sha256, sibling, left);
      whole = nodeHash(sha256, sibling, whole);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else whole = nodeHash(sha256, whole, sibling);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(left, older.root) && equalBytes(whole, newer.root);
}

function isPowerOfTwo(n: number): boolean {
  let power = 1;
  while (power < n) power *= 2;
  return power === n;
}

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
