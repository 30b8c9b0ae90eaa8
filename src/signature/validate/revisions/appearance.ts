// Shadow attacks through forms: a field whose appearance shows something else than its value.

import { isDict, isRef, isStream, streamData, textOf } from '../../pdf/index.ts';
import type { PdfDict, PdfObject } from '../../pdf/index.ts';
import { fontText } from './fontText.ts';
import type { FontText } from './fontText.ts';
import { inherited } from '../fields.ts';
import type { Field } from '../fields.ts';
import { at, dictIn, valueOf } from '../view.ts';
import type { View } from '../view.ts';

/**
 * Whether a filled-in field still shows its value. Text and choice fields: the text drawn is the text of the value.
 * Buttons: their appearances are compared strictly elsewhere. Unsure means no.
 */
export function appearanceFits(view: View, field: Field, oldView: View, old: Field): boolean {
  if (field.type === 'Btn') return true;
  if (field.type !== 'Tx' && field.type !== 'Ch') return false;
  return field.widgets.every((widget, index) => {
    const normal = valueOf(view, dictIn(view, widget.dict, 'AP'), 'N');
    const values = valueTexts(view, inherited(view, field, 'V'));
    if (normal === undefined) return isNewValue(values) || !hadAppearance(old.widgets[index]?.dict);
    if (!isStream(normal)) return false;
    const shown = drawnText(view, normal);
    if (shown === undefined) return false;
    if (!fits(shown, [...values, ...optionTexts(view, field, values)])) return false;
    return isNewValue(values) || showedTheSame(normal, shown, old.widgets[index]?.dict);
  });

  function hadAppearance(widget: PdfDict | undefined): boolean {
    return valueOf(oldView, dictIn(oldView, widget, 'AP'), 'N') !== undefined;
  }

  function isNewValue(values: readonly string[]): boolean {
    return valueTexts(oldView, inherited(oldView, old, 'V')).join('\0') !== values.join('\0');
  }

  /**
   * With the value unchanged nobody is told of a change: the appearance may be drawn anew, but must say the same as
   * before, in fonts that cannot lie.
   */
  function showedTheSame(
    now: Extract<PdfObject, { kind: 'stream' }>,
    shown: string,
    widget: PdfDict | undefined,
  ): boolean {
    if (!usesKnownFonts(view, now, oldView)) return false;
    const normal = valueOf(oldView, dictIn(oldView, widget, 'AP'), 'N');
    if (normal === undefined) return true;
    const then = isStream(normal) ? drawnText(oldView, normal) : undefined;
    return then !== undefined && plain(then) === plain(shown);
  }
}

/**
 * A font of the attacker's own could draw a 9 for a 1: a font must have been in the signed document, or be one of
 * those that readers bring along, without an encoding of its own.
 */
function usesKnownFonts(view: View, stream: Extract<PdfObject, { kind: 'stream' }>, oldView: View): boolean {
  const fonts = dictIn(view, dictIn(view, stream.dict, 'Resources'), 'Font');
  return [...(fonts?.entries.values() ?? [])].every((item) => {
    const font = at(view, item);
    if (isRef(item) && at(oldView, item) === font && isDict(font)) return true;
    if (!isDict(font)) return false;
    return (
      !font.entries.has('FontDescriptor') &&
      !font.entries.has('ToUnicode') &&
      !isDict(valueOf(view, font, 'Encoding'))
    );
  });
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

/** Without white space and control characters. */
const plain = (text: string): string => [...text].filter((char) => char > ' ' && char !== '\u00a0').join('');

const TOKEN =
  /\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>|\/?[^\s()<>[\]/%]+|[[\]]/g;

/** More lines and boxes than a frame needs could draw letters. */
const MAX_LINES = 24;
const MAX_BOXES = 6;

/** Text drawn by a simple appearance stream; undefined when it draws in ways that cannot be read. */
function drawnText(view: View, stream: Extract<PdfObject, { kind: 'stream' }>): string | undefined {
  const content = Buffer.from(streamData(view.pdf, stream)).toString('latin1');
  if (content.length > 1_000_000) return undefined;
  const fonts = dictIn(view, dictIn(view, stream.dict, 'Resources'), 'Font');
  let decode: FontText = fontText(view, undefined);
  let text = '';
  let operands: string[] = [];
  let lines = 0;
  let boxes = 0;
  for (const [token] of content.matchAll(TOKEN)) {
    if (UNREADABLE.has(token)) return undefined;
    if (!/^['"A-Za-z*]/.test(token)) {
      operands.push(token);
      continue;
    }
    if (token === 'Tf') decode = fontText(view, dictIn(view, fonts, operands.at(-2)?.slice(1) ?? ''));
    if (token === 'Tj' || token === 'TJ' || token === "'" || token === '"') {
      const parts = operands
        .filter((one) => one.startsWith('(') || one.startsWith('<'))
        .map((one) => decode(stringBytes(one)));
      if (!parts.every((one) => one !== undefined)) return undefined;
      text += parts.join('');
    }
    // Only filled text: outlined or invisible text (9.3.6) shows something else than it says.
    if (token === 'Tr' && operands.at(-1) !== '0') return undefined;
    if (token === 'm' || token === 'l') lines++;
    if (token === 're') boxes++;
    operands = [];
  }
  return lines > MAX_LINES || boxes > MAX_BOXES ? undefined : text;
}

/** The bytes of a string operand as it is written. */
const stringBytes = (token: string): Buffer =>
  token.startsWith('(')
    ? Buffer.from(unescape(token.slice(1, -1)), 'latin1')
    : Buffer.from(token.slice(1, -1).replace(/\s/g, ''), 'hex');

/** Pictures, shadings and curves. */
const UNREADABLE: ReadonlySet<string> = new Set(['Do', 'BI', 'sh', 'c', 'v', 'y']);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const unescape = (text: string): string =>
  text.replace(/\\(\d{1,3}|\r\n|[\s\S])/g, (_, what: string) =>
    /^\d/.test(what)
      ? String.fromCharCode(Number.parseInt(what, 8) & 255)
      : (ESCAPES[what] ?? (/[\r\n]/.test(what) ? '' : what)),
  );
