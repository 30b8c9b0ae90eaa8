import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { NoticePreview } from '../../contract/document.ts';
import type { Bekanntmachung } from '../../domain/beschaffung/bekanntmachung.ts';
import { readBekanntmachung } from '../../domain/beschaffung/bekanntmachung.ts';
import type { XmlKnoten } from '../../domain/beschaffung/xml.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import { reject } from '../../domain/shared/rejection.ts';
import type { Result } from '../../domain/shared/result.ts';
import { ok } from '../../domain/shared/result.ts';
import type { Sha256, Tag } from '../../domain/shared/vorgang.ts';

/** Largest notice that is read; the biggest known sample has under 2 MB. */
export const MAX_NOTICE_BYTES = 20 * 1024 * 1024;

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:';
const EU = 'http://data.europa.eu/p27/';

/** The prefixes our rules use, whatever a file calls them itself. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  [`${UBL}CommonAggregateComponents-2`, 'cac:'],
  [`${UBL}CommonBasicComponents-2`, 'cbc:'],
  [`${UBL}CommonExtensionComponents-2`, 'ext:'],
  [`${EU}eforms-ubl-extension-aggregate-components/1`, 'efac:'],
  [`${EU}eforms-ubl-extension-basic-components/1`, 'efbc:'],
  [`${EU}eforms-ubl-extensions/1`, 'efext:'],
]);

/** Root elements live in the namespace of their own document type. */
const isDocumentNamespace = (uri: string): boolean => uri.startsWith(UBL) && !PREFIXES.has(uri);

/**
 * Reads an eForms notice. Nothing is stored. Refused: not XML, a document type declaration (it could pull in
 * or blow up entities), not a notice, incomplete, or a change notice.
 */
export function parseNotice(
  bytes: Uint8Array,
  datei: { readonly name: string; readonly sha256: Sha256 | null },
  heute: Tag,
): Result<Bekanntmachung, Rejection> {
  const wurzel = parseXml(bytes, datei.name);
  return wurzel.ok ? readBekanntmachung(wurzel.value, datei, heute) : wurzel;
}

/** The same in the shape of the preview that the window shows. */
export function readNotice(
  bytes: Uint8Array,
  heute: Tag,
  datei: { readonly name: string; readonly sha256: Sha256 | null } = { name: 'Bekanntmachung', sha256: null },
): Result<NoticePreview, Rejection> {
  const read = parseNotice(bytes, datei, heute);
  if (!read.ok) return read;
  const { artText, entwurf, hinweise } = read.value;
  return ok({ art: artText, entwurf: { ...entwurf }, hinweise });
}

/** XML bytes to the small tree that the rules read, with namespaces resolved to the usual prefixes. */
export function parseXml(bytes: Uint8Array, name: string): Result<XmlKnoten, Rejection> {
  const refuse = (grund: string) => reject('beschaffung.bekanntmachung-kein-eforms', { datei: name, grund });
  if (bytes.length > MAX_NOTICE_BYTES) return refuse('die Datei ist größer als 20 MB');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('die Datei ist nicht in UTF-8 geschrieben');
  }
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return refuse('eine Dokumenttyp-Deklaration ist nicht erlaubt');
  const valid = XMLValidator.validate(text);
  if (valid !== true) return refuse(`kein lesbares XML (Zeile ${valid.err.line})`);
  const parsed = PARSER.parse(text) as readonly RawNode[];
  const root = parsed.map((n) => toKnoten(n, new Map())).find((k) => k !== null);
  return root ? ok(root) : refuse('die Datei ist leer');
}

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** What the parser gives with `preserveOrder`: one key with the children, and `:@` with the attributes. */
type RawNode = Readonly<Record<string, unknown>>;

function toKnoten(raw: RawNode, outer: ReadonlyMap<string, string>): XmlKnoten | null {
  const tag = Object.keys(raw).find((key) => key !== ':@' && key !== '#text');
  if (tag === undefined || tag.startsWith('?')) return null;
  const attribute = (raw[':@'] ?? {}) as Record<string, string>;
  const namespaces = scopeOf(attribute, outer);
  const children = raw[tag] as readonly RawNode[];
  return {
    name: resolve(tag, namespaces),
    attribute,
    text: children
      .map((c) => c['#text'])
      .filter((t) => t !== undefined)
      .join('')
      .trim(),
    kinder: children.map((c) => toKnoten(c, namespaces)).filter((k) => k !== null),
  };
}

/** Prefix to namespace, '' for the default one; inner declarations win. */
function scopeOf(
  attribute: Readonly<Record<string, string>>,
  outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const own = Object.entries(attribute).filter(([key]) => key === 'xmlns' || key.startsWith('xmlns:'));
  if (own.length === 0) return outer;
  return new Map([...outer, ...own.map(([key, uri]) => [key.slice('xmlns:'.length), uri] as const)]);
}

/** `a:Name` with `a` bound to the basic components -> `cbc:Name`; an unknown namespace keeps its URI. */
function resolve(tag: string, namespaces: ReadonlyMap<string, string>): string {
  const colon = tag.indexOf(':');
  const prefix = colon < 0 ? '' : tag.slice(0, colon);
  const local = tag.slice(colon + 1);
  const uri = namespaces.get(prefix) ?? '';
  const known = PREFIXES.get(uri);
  if (known !== undefined) return known + local;
  return isDocumentNamespace(uri) || uri === '' ? local : `{${uri}}${local}`;
}
