import type { KeyboardEvent } from 'react';

const CONTROL = 'input:not([hidden]), textarea, select, button, [role=spinbutton], a[href]';
/** Enter has a meaning of its own there: it ticks, picks, opens or searches. */
const OTHER_ENTER = /^(checkbox|radio|file|button|submit|reset|color|range|search)$/;

/**
 * Where one starts to type when a dialog opens. A field that opens its list with the focus is left alone (it would
 * cover the dialog), and so is a dialog that has set its focus itself.
 */
export function firstControl(body: HTMLElement | null): HTMLElement | null {
  if (!body || body.contains(document.activeElement)) return null;
  const first = [...body.querySelectorAll<HTMLElement>(CONTROL)].find((e) => !e.matches(':disabled'));
  if (!first || first.matches('[role=combobox]')) return null;
  // of a group the chosen one has the focus
  if (first instanceof HTMLInputElement && first.type === 'radio')
    return body.querySelector<HTMLElement>(`input[type=radio][name="${first.name}"]:checked`) ?? first;
  return first;
}

/**
 * Does this Enter mean the primary action, as in any form? Only in a field of one line; where the act binds or
 * destroys, only in the field of the secret that belongs to it.
 */
export function entersAction(e: KeyboardEvent, onlySecret = false): boolean {
  const { target } = e;
  if (e.key !== 'Enter' || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return false;
  if (e.defaultPrevented || e.repeat || e.nativeEvent.isComposing) return false;
  // a dialog above this one is a child in React, not on the page
  if (!(target instanceof HTMLInputElement) || !e.currentTarget.contains(target)) return false;
  if (OTHER_ENTER.test(target.type) || target.getAttribute('role') === 'combobox') return false;
  return !onlySecret || target.type === 'password';
}
