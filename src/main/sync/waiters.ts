/** For minutes of documents nobody waits at a button. */
const PATIENCE_MS = 5_000;

/**
 * Those who have asked for a round. Each is answered when one has ended that began after the question, and the
 * documents under way then are up as well; these only as long as somebody has patience. `moving`: something goes up,
 * or has just arrived, so that another round follows at once.
 */
export function openWaiters(moving: () => boolean) {
  let waiting: { readonly after: number; readonly done: () => void }[] = [];
  let ended = 0;

  function answer(round: number): void {
    const due = waiting.filter((w) => w.after < round);
    waiting = waiting.filter((w) => w.after >= round);
    for (const w of due) w.done();
  }
  const answerIfStill = () => {
    if (!moving()) answer(ended);
  };
  return {
    any: (): boolean => waiting.length > 0,
    /** somebody has asked after this round began: another follows */
    askedSince: (round: number): boolean => waiting.some((w) => w.after >= round),
    ask: (roundsBegun: number): Promise<void> =>
      new Promise((done) => waiting.push({ after: roundsBegun, done })),
    /** that round has ended; `whole`: it came through, so what goes up beside it will arrive as well */
    roundEnded: (round: number, whole: boolean): void => {
      ended = round;
      if (!whole) return answer(round);
      answerIfStill();
      if (waiting.some((w) => w.after < round)) setTimeout(() => answer(round), PATIENCE_MS).unref();
    },
    /** what that round still does takes as long as it takes: its documents come down */
    onlyDocumentsLeft: (round: number): NodeJS.Timeout =>
      setTimeout(() => answer(round), PATIENCE_MS).unref(),
    /** nothing goes up any more, or it rests */
    still: answerIfStill,
    close: (): void => answer(Infinity),
  };
}
