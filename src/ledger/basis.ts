/**
 * Which revision an author had in front of them, when a command was made on top of an own one that was still
 * waiting. Own effects count as seen; what somebody else wrote in between does not, or the second command
 * would silently overwrite it.
 */
export interface Trace {
  /** revision before the earlier command took effect, and after it */
  readonly from: number;
  readonly revision: number;
  /** revision its author is taken to have seen once it had taken effect */
  readonly seen: number;
}

/** `basis`: the revision its author had seen when making it. */
export const traceOf = (from: number, revision: number, basis: number): Trace => ({
  from,
  revision,
  seen: from <= basis ? revision : basis,
});

/** Revision seen by the author of a command that builds on `earlier`; `baseRevision` is the confirmed one seen. */
export const basisAfter = (baseRevision: number, earlier: Trace): number =>
  Math.max(baseRevision, baseRevision >= earlier.from ? earlier.revision : earlier.seen);
