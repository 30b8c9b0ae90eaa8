/** One line of `npm run bench`. Times in milliseconds, sizes in bytes; what does not apply is left out. */
export interface Measurement {
  readonly name: string;
  /** number of repetitions */
  readonly n: number;
  readonly p50: number;
  readonly p99?: number;
  readonly ours?: number;
  readonly peer?: number;
  readonly peerName?: string;
  /** ours / peer */
  readonly ratio?: number;
  readonly floor?: number;
  /** ours / floor */
  readonly floorRatio?: number;
}
