import { useEffect, type RefObject } from 'react';

/**
 * Keeps the keyboard in a modal dialog. Where the focused element vanishes or is disabled (a step follows, something
 * runs), the browser gives the focus to the page behind, and the dialog hears neither Tab nor Escape any more: then the
 * dialog itself takes it. Of several dialogs the topmost does.
 */
export function useHeldFocus(dialog: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    let frame = 0;
    const hold = () => {
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      if ([...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1) !== element) return;
      element.focus({ preventScroll: true });
    };
    // Two frames: who opens a step may set its focus in the first, and the browser lets go of a disabled button late.
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(hold);
      });
    };
    const observer = new MutationObserver(later);
    observer.observe(element, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled', 'hidden'],
    });
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [dialog]);
}
