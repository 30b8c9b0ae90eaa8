import { call } from '../../bridge.ts';

/** How a person left a list: columns (order, width, visibility, sorting) and filter. */
export interface GridView {
  readonly spalten: readonly unknown[];
  readonly filter: unknown;
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Reads the kept view; anything unreadable counts as none, a list must open anyway. */
export async function loadView(name: string): Promise<GridView | null> {
  const settings = await call('settings.get', null);
  const view = settings.ok ? settings.value.listen[name] : undefined;
  return typeof view === 'object' && view !== null && Array.isArray((view as GridView).spalten)
    ? (view as GridView)
    : null;
}

/** Keeps the view after a moment of quiet; dragging a column edge must not write a hundred times. */
export function keepView(name: string, view: GridView): void {
  clearTimeout(timers.get(name));
  timers.set(
    name,
    setTimeout(() => void call('settings.set', { listen: { [name]: view } }), 400),
  );
}
