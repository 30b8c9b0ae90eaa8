const STUFEN = [0.25, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

export const clampZoom = (scale: number): number => Math.min(4, Math.max(0.25, scale));

/** Scale at which a page of this width (points) fills the view, with the margins of the viewer. */
export const fitWidth = (view: number, page: number): number =>
  view <= 0 || page <= 0 ? 1 : Math.min(2.2, (view - 48) / page);

/** The next step of the scale up or down from any value. */
export function nextZoom(scale: number, direction: 1 | -1): number {
  const found =
    direction === 1 ? STUFEN.find((s) => s > scale + 0.01) : STUFEN.findLast((s) => s < scale - 0.01);
  return found ?? scale;
}
