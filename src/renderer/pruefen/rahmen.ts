/** A frame on a page as it is shown: points from the upper left corner, before zoom. */
export interface Rahmen {
  readonly x: number;
  readonly y: number;
  readonly breite: number;
  readonly hoehe: number;
}

export interface Blatt {
  readonly breite: number;
  readonly hoehe: number;
}

/** Smaller and the lines of a signature can't be read. */
const MIN = { breite: 80, hoehe: 30 };

const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** The frame with readable size, wholly on the page. */
export function fitRahmen(r: Rahmen, blatt: Blatt): Rahmen {
  const breite = between(r.breite, Math.min(MIN.breite, blatt.breite), blatt.breite);
  const hoehe = between(r.hoehe, Math.min(MIN.hoehe, blatt.hoehe), blatt.hoehe);
  return {
    x: between(r.x, 0, blatt.breite - breite),
    y: between(r.y, 0, blatt.hoehe - hoehe),
    breite,
    hoehe,
  };
}

/** Lower left, where signatures usually stand. */
export const startRahmen = (blatt: Blatt): Rahmen =>
  fitRahmen({ x: 50, y: blatt.hoehe - 120, breite: 220, hoehe: 70 }, blatt);

/** The frame between two points, whichever was first. */
export const rahmenBetween = (
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
): Rahmen => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  breite: Math.abs(a.x - b.x),
  hoehe: Math.abs(a.y - b.y),
});

const STEP: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-5, 0],
  ArrowRight: [5, 0],
  ArrowUp: [0, -5],
  ArrowDown: [0, 5],
};

/** Arrow keys move the frame by 5 points, with shift they change its size; null: another key. */
export function keyRahmen(r: Rahmen, key: string, shift: boolean): Rahmen | null {
  const step = STEP[key];
  if (!step) return null;
  const [dx, dy] = step;
  return shift ? { ...r, breite: r.breite + dx, hoehe: r.hoehe + dy } : { ...r, x: r.x + dx, y: r.y + dy };
}
