/**
 * Repeats a check until it holds, for what a screen shows in a later frame or after a round trip.
 * The last complaint is thrown when the time is up, so a check that never holds fails with its own words.
 */
export async function eventually(check: () => Promise<void>, withinMs = 30_000): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (complaint) {
      if (Date.now() > end) throw complaint;
      await new Promise((next) => setTimeout(next, 50));
    }
  }
}
