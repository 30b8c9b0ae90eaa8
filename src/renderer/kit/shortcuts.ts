import { createContext, useContext, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** as printed: `Strg+Enter`, `Alt+N`, `?` */
  readonly taste: string;
  readonly text: string;
  readonly imDialog: boolean;
  readonly run: () => void;
}

/** True inside a dialog: its shortcuts work, those of the page below are silent. */
export const ImDialog = createContext(false);

const active = new Set<Shortcut>();
let snapshot: readonly Shortcut[] = [];
const watchers = new Set<() => void>();
const changed = () => {
  snapshot = [...active];
  for (const watch of watchers) watch();
};

/** Does this key event match `Strg+Shift+X`? Strg is Ctrl, on a Mac Command. */
export function matches(
  taste: string,
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): boolean {
  const parts = taste.split('+');
  const key = parts.at(-1) ?? '';
  const strg = parts.includes('Strg');
  const alt = parts.includes('Alt');
  const shift = parts.includes('Umschalt');
  if (strg !== (event.ctrlKey || event.metaKey) || alt !== event.altKey) return false;
  // a character such as ? needs Shift on a German keyboard anyway
  if (shift !== event.shiftKey && /^[A-Za-z0-9]$|^Enter$/.test(key)) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type));

/** Listens before anything else: a focused button must not swallow Strg+Enter. */
function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.repeat) return;
  const dialog = document.querySelector('.am-modal') !== null;
  // plain characters belong to the field one is typing in
  if (!event.ctrlKey && !event.metaKey && !event.altKey && (dialog || isTyping(event.target))) return;
  const hit = [...active].reverse().find((s) => s.imDialog === dialog && matches(s.taste, event));
  if (!hit) return;
  event.preventDefault();
  event.stopPropagation();
  hit.run();
}

/**
 * Registers a shortcut while the component is on screen; it appears in the overview („?“) by itself. In the frame in
 * which the button appears, not after it: what can be seen can be pressed.
 */
export function useShortcut(taste: string, text: string, run: () => void, an = true): void {
  const imDialog = useContext(ImDialog);
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  useLayoutEffect(() => {
    if (!an) return;
    const entry: Shortcut = { taste, text, imDialog, run: () => latest.current() };
    if (active.size === 0) addEventListener('keydown', onKey, true);
    active.add(entry);
    changed();
    return () => {
      active.delete(entry);
      if (active.size === 0) removeEventListener('keydown', onKey, true);
      changed();
    };
  }, [taste, text, imDialog, an]);
}

export const useShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => snapshot,
  );

/** `Strg+Enter` as printed on a key cap */
export const tastenText = (taste: string): string => taste.replaceAll('+', ' ').replace('Enter', '↵');
