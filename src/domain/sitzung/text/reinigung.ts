import type { Bloecke, Block, Lauf, Liste, Listenpunkt, Zelle } from './bloecke.ts';
import { laufText } from './bloecke.ts';

/**
 * Turns pasted markup into our blocks. The caller parses the HTML of the clipboard (the browser's own
 * parser) and hands over a plain tree; this function keeps structure and drops everything else: fonts,
 * colours, scripts, comments, tracked fields. Word writes list items as paragraphs with a class
 * `MsoListParagraph` and a style `mso-list:l0 level2 lfo1`; they become real lists again.
 */
export interface Knoten {
  /** element name in lower case, e.g. `p`, `o:p` */
  readonly name: string;
  readonly attribute: Readonly<Record<string, string>>;
  readonly kinder: readonly (Knoten | string)[];
}

type Format = Omit<Lauf, 'text'>;

const VERWORFEN = new Set([
  'script',
  'style',
  'head',
  'title',
  'meta',
  'link',
  'xml',
  'template',
  'svg',
  'img',
  'o:p',
]);
const BLOECKE = new Set([
  'p', 'div', 'section', 'article', 'header', 'footer', 'main', 'blockquote', 'pre', 'address',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'table', 'dl', 'dt', 'dd', 'body', 'html', 'center',
]); // prettier-ignore

const styleOf = (k: Knoten) => (k.attribute['style'] ?? '').toLowerCase().replaceAll(' ', '');
const classOf = (k: Knoten) => k.attribute['class'] ?? '';

/** Blocks of a parsed fragment; empty paragraphs are dropped. */
export function cleanKnoten(knoten: readonly (Knoten | string)[]): Bloecke {
  const out: Block[] = [];
  collect(knoten, {}, out);
  return mergeWordListen(out).filter((b) => b.art !== 'absatz' || laufText(b.text).trim() !== '');
}

/** A Word list item on its way: a paragraph that remembers its level until the list is put together. */
type Roh = Block & { readonly wordEbene?: number; readonly wordNummeriert?: boolean };

function collect(knoten: readonly (Knoten | string)[], format: Format, out: Roh[]): void {
  let zeile: Lauf[] = [];
  const flush = () => {
    const text = trimLaeufe(mergeLaeufe(zeile));
    if (text.length > 0) out.push({ art: 'absatz', text });
    zeile = [];
  };
  for (const k of knoten) {
    if (typeof k === 'string') zeile.push({ text: k, ...format });
    else if (VERWORFEN.has(k.name) || styleOf(k).includes('display:none')) continue;
    else if (k.name === 'br') flush();
    else if (BLOECKE.has(k.name)) {
      flush();
      out.push(...block(k, format));
    } else if (hasBlock(k)) {
      flush();
      collect(k.kinder, formatOf(k, format), out);
    } else zeile.push(...inline(k, format));
  }
  flush();
}

const hasBlock = (k: Knoten): boolean =>
  k.kinder.some((c) => typeof c !== 'string' && (BLOECKE.has(c.name) || c.name === 'br' || hasBlock(c)));

function block(k: Knoten, format: Format): Roh[] {
  const ueberschrift = ebeneOf(k);
  if (ueberschrift !== null) {
    const text = zeilenText(k, {});
    return text.length > 0 ? [{ art: 'ueberschrift', ebene: Math.min(ueberschrift, 4), text }] : [];
  }
  if (k.name === 'ul' || k.name === 'ol') {
    const liste = listeOf(k, format);
    return liste.punkte.length > 0 ? [liste] : [];
  }
  if (k.name === 'table') return tabelleOf(k, format);
  const wordListe = /mso-list:l\d+level(\d+)/.exec(styleOf(k));
  if (wordListe) {
    const marke = /\S+/.exec(markeOf(k))?.[0] ?? '';
    const text = zeilenText(k, format);
    if (text.length === 0) return [];
    const nummeriert = /^\(?([0-9]+|[a-z]|[ivx]+)[.)]/i.test(marke);
    return [{ art: 'absatz', text, wordEbene: Number(wordListe[1]), wordNummeriert: nummeriert }];
  }
  const out: Roh[] = [];
  collect(k.kinder, formatOf(k, format), out);
  return out;
}

/** Heading level of an element: h1 to h6, or Word's heading and title styles. */
function ebeneOf(k: Knoten): number | null {
  const h = /^h([1-6])$/.exec(k.name);
  if (h) return Number(h[1]);
  const mso = /^(?:Mso)?(?:Heading|berschrift|Überschrift)([1-6])$/.exec(classOf(k));
  if (mso) return Number(mso[1]);
  return classOf(k) === 'MsoTitle' ? 1 : null;
}

/** Text of the bullet or number that Word writes in front of an item. */
function markeOf(k: Knoten): string {
  if (styleOf(k).includes('mso-list:ignore')) return plain(k);
  return k.kinder.map((c) => (typeof c === 'string' ? '' : markeOf(c))).join('');
}

const plain = (k: Knoten): string => k.kinder.map((c) => (typeof c === 'string' ? c : plain(c))).join('');

function formatOf(k: Knoten, format: Format): Format {
  const style = styleOf(k);
  const next: { -readonly [K in keyof Format]: Format[K] } = { ...format };
  if (k.name === 'b' || k.name === 'strong' || /font-weight:(bold|[6-9]00)/.test(style)) next.fett = true;
  if (style.includes('font-weight:normal')) delete next.fett;
  if (k.name === 'i' || k.name === 'em' || style.includes('font-style:italic')) next.kursiv = true;
  if (k.name === 'u' || /text-decoration[^;]*:[^;]*underline/.test(style)) next.unterstrichen = true;
  if (k.name === 'sup' || style.includes('vertical-align:super')) next.stellung = 'hoch';
  if (k.name === 'sub' || style.includes('vertical-align:sub;')) next.stellung = 'tief';
  return next;
}

function inline(k: Knoten, format: Format): Lauf[] {
  if (VERWORFEN.has(k.name) || styleOf(k).includes('mso-list:ignore')) return [];
  if (k.name === 'br') return [{ text: ' ', ...format }];
  const eigen = formatOf(k, format);
  return k.kinder.flatMap((c) => (typeof c === 'string' ? [{ text: c, ...eigen }] : inline(c, eigen)));
}

/** All words of an element as one line. */
const zeilenText = (k: Knoten, format: Format): Lauf[] =>
  trimLaeufe(mergeLaeufe(inline({ ...k, name: 'span' }, format)));

function listeOf(k: Knoten, format: Format): Liste {
  const punkte: Listenpunkt[] = [];
  for (const c of k.kinder) {
    if (typeof c === 'string') continue;
    if (c.name === 'ul' || c.name === 'ol') {
      // a list straight inside a list (older Word): it belongs to the item before
      const letzter = punkte.pop() ?? { text: [], unterpunkte: null };
      punkte.push({ ...letzter, unterpunkte: listeOf(c, format) });
    } else if (c.name === 'li') {
      const unter = c.kinder.find(
        (x): x is Knoten => typeof x !== 'string' && (x.name === 'ul' || x.name === 'ol'),
      );
      const text = zeilenText({ ...c, kinder: c.kinder.filter((x) => x !== unter) }, format);
      if (text.length > 0 || unter) punkte.push({ text, unterpunkte: unter ? listeOf(unter, format) : null });
    }
  }
  return { art: 'liste', nummeriert: k.name === 'ol', punkte };
}

function tabelleOf(k: Knoten, format: Format): Roh[] {
  const zeilen: Zelle[][] = [];
  let kopfzeile = false;
  const visit = (n: Knoten, imKopf: boolean) => {
    for (const c of n.kinder) {
      if (typeof c === 'string') continue;
      if (c.name === 'tr') {
        const zellen = c.kinder.filter(
          (x): x is Knoten => typeof x !== 'string' && (x.name === 'td' || x.name === 'th'),
        );
        if (zeilen.length === 0)
          kopfzeile = imKopf || (zellen.length > 0 && zellen.every((z) => z.name === 'th'));
        zeilen.push(
          zellen.map((z) => ({
            text: zeilenText(z, format),
            spalten: span(z.attribute['colspan'], 50),
            zeilen: span(z.attribute['rowspan'], 500),
          })),
        );
      } else visit(c, imKopf || c.name === 'thead');
    }
  };
  visit(k, false);
  return zeilen.some((z) => z.length > 0) ? [{ art: 'tabelle', kopfzeile, zeilen }] : [];
}

const span = (value: string | undefined, max: number): number =>
  Math.min(Math.max(Number.parseInt(value ?? '1', 10) || 1, 1), max);

/** Neighbouring Word list paragraphs become one list with its levels. */
function mergeWordListen(roh: readonly Roh[]): Block[] {
  const out: Block[] = [];
  for (let i = 0; i < roh.length;) {
    const b = roh[i];
    if (!b) break;
    if (b.wordEbene === undefined) {
      out.push(b);
      i += 1;
      continue;
    }
    let ende = i;
    while (roh[ende]?.wordEbene !== undefined) ende += 1;
    out.push(nestListe(roh.slice(i, ende)));
    i = ende;
  }
  return out;
}

function nestListe(items: readonly Roh[]): Liste {
  const ebene = Math.min(...items.map((i) => i.wordEbene ?? 1));
  const punkte: Listenpunkt[] = [];
  for (let i = 0; i < items.length;) {
    const item = items[i];
    if (!item || item.art !== 'absatz') break;
    let ende = i;
    const tiefer = item.wordEbene === ebene ? i + 1 : i;
    for (ende = tiefer; (items[ende]?.wordEbene ?? ebene) > ebene; ende += 1);
    punkte.push({
      text: tiefer === i ? [] : item.text,
      unterpunkte: ende > tiefer ? nestListe(items.slice(tiefer, ende)) : null,
    });
    i = ende;
  }
  const nummeriert = items.find((i) => i.wordEbene === ebene)?.wordNummeriert ?? false;
  return { art: 'liste', nummeriert, punkte };
}

const sameFormat = (a: Lauf, b: Lauf): boolean =>
  a.fett === b.fett &&
  a.kursiv === b.kursiv &&
  a.unterstrichen === b.unterstrichen &&
  a.stellung === b.stellung;

/** Joins runs of one format and collapses white space (no-break spaces of Word included). */
function mergeLaeufe(laeufe: readonly Lauf[]): Lauf[] {
  const out: Lauf[] = [];
  for (const l of laeufe) {
    let text = l.text.replace(/[\s\u00a0]+/g, ' ').replaceAll('\u00ad', '');
    const last = out.at(-1);
    if (text.startsWith(' ') && (!last || last.text.endsWith(' '))) text = text.slice(1);
    if (text === '') continue;
    if (last && sameFormat(last, l)) out[out.length - 1] = { ...last, text: last.text + text };
    else out.push({ ...l, text });
  }
  return out;
}

function trimLaeufe(laeufe: readonly Lauf[]): Lauf[] {
  const last = laeufe.at(-1);
  if (!last) return [];
  const text = last.text.trimEnd();
  return text === '' ? trimLaeufe(laeufe.slice(0, -1)) : [...laeufe.slice(0, -1), { ...last, text }];
}
