// Appending to a large file several times without copying it several times: the first copy has room at its end.

const ROOM = 1024 * 1024;

/** How far the buffers made here are filled. Only what nobody has seen yet is ever written to. */
const filled = new WeakMap<ArrayBufferLike, number>();

/** `start` and `more` in one piece. `start` itself stays as it is and stays valid. */
export const joinBytes = (start: Uint8Array, more: Uint8Array): Uint8Array => {
  const length = start.length + more.length;
  if (
    start.byteOffset === 0 &&
    filled.get(start.buffer) === start.length &&
    length <= start.buffer.byteLength
  ) {
    const whole = Buffer.from(start.buffer, 0, length);
    whole.set(more, start.length);
    filled.set(start.buffer, length);
    return whole;
  }
  const fresh = Buffer.allocUnsafeSlow(length + ROOM);
  fresh.set(start, 0);
  fresh.set(more, start.length);
  fresh.fill(0, length);
  filled.set(fresh.buffer, length);
  return fresh.subarray(0, length);
};
