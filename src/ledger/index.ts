export * from './types.ts';
export {
  ADOPTED,
  adoptedEvents,
  ADOPTER,
  adoptionId,
  adoptionRecord,
  isAdopted,
  translate,
  type SealedEvent,
  type VorgangUebernommen,
  type Words,
} from './adopt.ts';
export { utf8, fromUtf8, hex, concat } from './bytes.ts';
export { canonicalJson } from './canonical.ts';
export { EMPTY_HEAD, headerHash, openRecord, verifyChain, type ChainFault } from './chain.ts';
export { discloseRecord, isDisclosed, type Disclosed } from './disclose.ts';
export { decideCommand, queriesOf, type Decision } from './decide.ts';
export { ERASED, erasureRecord } from './erase.ts';
export { advance, registerKinds, upcastEvent, type Kinds } from './kinds.ts';
export { decideLocally, rebase, type LocalView, type Rebased, type Traces } from './outbox.ts';
export {
  consistencyPath,
  emptyRoot,
  equalBytes,
  foldRoots,
  growingRoot,
  inclusionPath,
  leafHash,
  nodeHash,
  subtreesOf,
  verifyConsistency,
  verifyInclusion,
  type Leaves,
  type Sha256,
  type Subtree,
} from './merkle.ts';
export {
  formatNote,
  formatStatement,
  fromBase64,
  fromHex,
  isSignedBy,
  KEY_NAME,
  keyIdOf,
  parseNote,
  parseStatement,
  toBase64,
  type Note,
  type Statement,
  type Verify,
} from './note.ts';
export { readEvents } from './read-events.ts';
export { runAsync, runSync } from './run.ts';
export { envelopeDigest, settlePush, type Ask, type Gathered, type Seen, type Steps } from './settle.ts';
export { takenRejection } from './taken.ts';
