// Shadow attacks through forms: a field whose appearance shows something else than its value.

import { isDict, isStream, streamData, textOf } from '../../pdf/index.ts';
import type { PdfDict, PdfObject } from '../../pdf/index.ts';
import { inherited } from '../fields.ts';
import type { Field } from '../fields.ts';
import { at, dictIn, valueOf } from '../view.ts';
import type { View } from '../view.ts';

/**
 * Whether a filled-in field still shows its value. Text and choice fields: the text drawn is the text of the value.
 * Buttons: the appearances stay as they were, only the state changes. Unsure means no.
 */
export function appearanceFits(view: View, field: Field, oldView: View, old: Field): boolean {
  switch (field.type) {
    case 'Tx':
    case 'Ch':
      return field.widgets.every((widget, index) => {
        const normal = valueOf(view, dictIn(view, widget.dict, 'AP'), 'N');
        if (normal === undefined) return true;
        if (!isStream(normal)) return false;
        const shown = drawnText(view, normal);
        if (shown === undefined) return false;
        const values = valueTexts(view, inherited(view, field, 'V'));
        if (!fits(shown, [...values, ...optionTexts(view, field, values)])) return false;
        return showedTheSame(shown, values, old.widgets[index]?.dict);
      });
    case 'Btn':
      return field.widgets.every((widget, index) => {
        const was = dictIn(oldView, old.widgets[index]?.dict, 'AP');
        const is = dictIn(view, widget.dict, 'AP');
        return sameStates(view, is, oldView, was);
      });
    default:
      return false;
  }

  /** With the value unchanged, an appearance may be drawn anew but must not say something else than before. */
  function showedTheSame(shown: string, values: readonly string[], widget: PdfDict | undefined): boolean {
    if (valueTexts(oldView, inherited(oldView, old, 'V')).join('\0') !== values.join('\0')) return true;
    const normal = valueOf(oldView, dictIn(oldView, widget, 'AP'), 'N');
    if (normal === undefined) return true;
    const then = isStream(normal) ? drawnText(oldView, normal) : undefined;
    return then !== undefined && plain(then) === plain(shown);
  }
}

/** What a choice field shows for its value: /Opt pairs export value and text (ISO 32000-2 12.7.5.4). */
function optionTexts(view: View, field: Field, values: readonly string[]): readonly string[] {
  const options = inherited(view, field, 'Opt');
  if (options?.kind !== 'array') return [];
  return options.items.flatMap((item) => {
    const pair = at(view, item);
    if (pair.kind !== 'array') return [];
    const [exported, shown] = pair.items.map((one) => textOf(at(view, one)) ?? '');
    return shown !== undefined && values.includes(exported ?? '') ? [shown] : [];
  });
}

function sameStates(
  view: View,
  is: ReturnType<typeof dictIn>,
  oldView: View,
  was: ReturnType<typeof dictIn>,
): boolean {
  const now = valueOf(view, is, 'N');
  const then = valueOf(oldView, was, 'N');
  if (then === undefined || now === undefined) return then === now;
  if (isStream(now)) return isStream(then) && Buffer.compare(now.raw, then.raw) === 0;
  if (!isDict(now) || !isDict(then)) return false;
  return [...now.entries].every(([state, value]) => {
    const one = at(view, value);
    const other = at(oldView, then.entries.get(state));
    return isStream(one) && isStream(other) && Buffer.compare(one.raw, other.raw) === 0;
  });
}

function valueTexts(view: View, value: PdfObject | undefined): readonly string[] {
  if (value?.kind === 'array') return value.items.flatMap((item) => valueTexts(view, at(view, item)));
  if (value?.kind === 'stream') return [Buffer.from(streamData(view.pdf, value)).toString('latin1')];
  return [textOf(value) ?? ''];
}

/** Without white space the drawn text is the value, one of its options, or nothing. */
function fits(shown: string, values: readonly string[]): boolean {
  const drawn = plain(shown);
  return drawn === '' || drawn === plain(values.join('')) || values.some((one) => plain(one).includes(drawn));
}

const plain = (text: string): string => text.replace(/[\s\u0000-\u001f]+/g, '');

const TOKEN =
  /\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>|\/?[^\s()<>[\]/%]+|[[\]]/g;

/** Text drawn by a simple appearance stream; undefined when it draws in ways that cannot be read. */
function drawnText(view: View, stream: Extract<PdfObject, { kind: 'stream' }>): string | undefined {
  const content = Buffer.from(streamData(view.pdf, stream)).toString('latin1');
  if (content.length > 1_000_000) return undefined;
  let text = '';
  let pending: string[] = [];
  for (const [token] of content.matchAll(TOKEN)) {
    if (token.startsWith('(')) pending.push(unescape(token.slice(1, -1)));
    else if (token.startsWith('<'))
      pending.push(Buffer.from(token.slice(1, -1).replace(/\s/g, ''), 'hex').toString('latin1'));
    else if (token === 'Tj' || token === 'TJ' || token === "'" || token === '"') {
      text += pending.join('');
      pending = [];
    } else if (token === 'Do' || token === 'BI' || token === 'sh') return undefined;
    else if (/^[A-Za-z*]+$/.test(token)) pending = [];
  }
  return text;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const unescape = (text: string): string =>
  text.replace(/\\(\d{1,3}|\r\n|[\s\S])/g, (_, what: string) =>
    /^\d/.test(what)
      ? String.fromCharCode(Number.parseInt(what, 8) & 255)
      : (ESCAPES[what] ?? (/[\r\n]/.test(what) ? '' : what)),
  );
