import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  consistencyPath,
  emptyRoot,
  foldRoots,
  inclusionPath,
  leafHash,
  nodeHash,
  subtreesOf,
  verifyConsistency,
  verifyInclusion,
  type Leaves,
} from '../../src/ledger/index.ts';
import { ledgerCrypto } from '../../src/main/crypto/ledger-crypto.ts';

const { sha256 } = ledgerCrypto;
const hexOf = (b: Uint8Array) => Buffer.from(b).toString('hex');
/** The tree of RFC 6962, 2.1, by its definition. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return emptyRoot(sha256);
  if (leaves.length === 1) return leafHash(sha256, leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(sha256, rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}
const leavesOf = (n: number) => Array.from({ length: n }, (_, i) => sha256(Buffer.from(`leaf ${i}`)));
/** As the store does it: from complete subtrees. */
const viaSubtrees = (leaves: readonly Uint8Array[], range: Leaves) =>
  foldRoots(
    sha256,
    subtreesOf(range).map(({ level, index }) =>
      rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
    ),
  );

test('the tree of the reference implementation of Certificate Transparency', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'];
  inputs.push('606162636465666768696a6b6c6d6e6f');
  const leaves = inputs.map((h) => Buffer.from(h, 'hex'));
  expect(hexOf(rootOf([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(hexOf(rootOf(leaves.slice(0, 1)))).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  );
  expect(hexOf(viaSubtrees(leaves, { from: 0, to: 8 }))).toBe(
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  );
});

test('every leaf of every tree is proven; no other leaf, place, size or root is', () => {
  for (let size = 1; size <= 40; size += 1) {
    const leaves = leavesOf(size);
    const root = viaSubtrees(leaves, { from: 0, to: size });
    expect(hexOf(root)).toBe(hexOf(rootOf(leaves)));
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionPath(index, size).map((r) => viaSubtrees(leaves, r));
      const leaf = leafHash(sha256, leaves[index]!);
      expect(verifyInclusion(sha256, leaf, index, size, proof, root)).toBe(true);
      expect(verifyInclusion(sha256, leafHash(sha256, sha256(leaf)), index, size, proof, root)).toBe(false);
      expect(verifyInclusion(sha256, leaf, index, size, [...proof, leaf], root)).toBe(false);
      if (size > 1) {
        expect(verifyInclusion(sha256, leaf, (index + 1) % size, size, proof, root)).toBe(false);
        expect(verifyInclusion(sha256, leaf, index, size, proof.slice(1), root)).toBe(false);
      }
    }
  }
});

test('every tree is proven to go on from every earlier one, and from no other', () => {
  for (let newer = 1; newer <= 40; newer += 1) {
    const leaves = leavesOf(newer);
    const after = { size: newer, root: rootOf(leaves) };
    for (let older = 1; older <= newer; older += 1) {
      const before = { size: older, root: rootOf(leaves.slice(0, older)) };
      const proof = consistencyPath(older, newer).map((r) => viaSubtrees(leaves, r));
      expect(verifyConsistency(sha256, before, after, proof)).toBe(true);
      const forged = leaves.map((l, i) => (i === older - 1 ? sha256(l) : l));
      const other = { size: newer, root: rootOf(forged) };
      const forgedProof = consistencyPath(older, newer).map((r) => viaSubtrees(forged, r));
      expect(verifyConsistency(sha256, before, other, forgedProof)).toBe(false);
      if (proof.length > 0) expect(verifyConsistency(sha256, before, after, proof.slice(1))).toBe(false);
    }
  }
});

test('a rewritten history of any size never passes, whatever proof is shown', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), (size, a, b) => {
      const leaves = leavesOf(size);
      const older = 1 + (a % (size - 1));
      const at = b % older;
      const forged = leaves.map((l, i) => (i === at ? sha256(l) : l));
      const proof = consistencyPath(older, size).map((r) => viaSubtrees(forged, r));
      const before = { size: older, root: rootOf(leaves.slice(0, older)) };
      return !verifyConsistency(sha256, before, { size, root: rootOf(forged) }, proof);
    }),
    { numRuns: 100 },
  );
});
