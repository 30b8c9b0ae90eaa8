import {
  cleanKnoten,
  type Block,
  type Bloecke,
  type Knoten,
  type Lauf,
  type Liste,
} from '../../../domain/sitzung/index.ts';

/**
 * Between the browser's tree and our blocks. Everything a person types or pastes goes through the same cleaner of
 * the domain; nothing else of the clipboard reaches the page.
 */

/** In the editor headings begin below those of the page. */
const EDITOR_HEADING: Readonly<Record<string, string>> = { h3: 'h1', h4: 'h2', h5: 'h3', h6: 'h4' };

function toKnoten(node: Node, rename: Readonly<Record<string, string>>): Knoten | string | null {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (!(node instanceof Element) && node.nodeType !== Node.ELEMENT_NODE) return null;
  const e = node as Element;
  const name = e.nodeName.toLowerCase();
  return {
    name: rename[name] ?? name,
    attribute: Object.fromEntries(
      [...e.attributes].map((a) => [a.name === INERT ? 'style' : a.name, a.value]),
    ),
    kinder: childrenOf(e, rename),
  };
}

const childrenOf = (e: Node, rename: Readonly<Record<string, string>>) =>
  [...e.childNodes].map((c) => toKnoten(c, rename)).filter((k): k is Knoten | string => k !== null);

/** What stands in the editor. */
export const readEditor = (root: Element): Bloecke => cleanKnoten(childrenOf(root, EDITOR_HEADING));

/** Word says in its styles what is a list; they are read under another name, so that none is ever applied. */
const INERT = 'data-stil';
const withoutStyles = (html: string): string =>
  html
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle\s*=/gi, ` ${INERT}=`));

/** What lies on the clipboard, from Word or anywhere else. */
export const readMarkup = (html: string): Bloecke =>
  cleanKnoten(childrenOf(new DOMParser().parseFromString(withoutStyles(html), 'text/html').body, {}));

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function laufHtml(l: Lauf): string {
  let html = escape(l.text);
  if (l.stellung) html = l.stellung === 'hoch' ? `<sup>${html}</sup>` : `<sub>${html}</sub>`;
  if (l.unterstrichen) html = `<u>${html}</u>`;
  if (l.kursiv) html = `<i>${html}</i>`;
  return l.fett ? `<b>${html}</b>` : html;
}

const laeufeHtml = (l: readonly Lauf[]): string => l.map(laufHtml).join('') || '<br>';

const listeHtml = (l: Liste): string => {
  const name = l.nummeriert ? 'ol' : 'ul';
  const punkte = l.punkte.map(
    (p) => `<li>${laeufeHtml(p.text)}${p.unterpunkte ? listeHtml(p.unterpunkte) : ''}</li>`,
  );
  return `<${name}>${punkte.join('')}</${name}>`;
};

function blockHtml(b: Block): string {
  switch (b.art) {
    case 'ueberschrift':
      return `<h${b.ebene + 2}>${laeufeHtml(b.text)}</h${b.ebene + 2}>`;
    case 'absatz':
      return `<p>${laeufeHtml(b.text)}</p>`;
    case 'liste':
      return listeHtml(b);
    case 'tabelle': {
      const zeilen = b.zeilen.map((z, i) => {
        const name = b.kopfzeile && i === 0 ? 'th' : 'td';
        const zellen = z.map(
          (c) => `<${name} colspan="${c.spalten}" rowspan="${c.zeilen}">${laeufeHtml(c.text)}</${name}>`,
        );
        return `<tr>${zellen.join('')}</tr>`;
      });
      return `<table><tbody>${zeilen.join('')}</tbody></table>`;
    }
  }
}

/** Markup of our own making: every word is escaped. */
export const toHtml = (bloecke: Bloecke): string => bloecke.map(blockHtml).join('');
