import type { HistoryEntry } from '../../contract/vorgang.ts';
import { betrag, zeitLang } from '../kit/format.ts';
import { label } from './feldnamen.ts';

export interface Unterschied {
  readonly feld: string;
  readonly eigen: string;
  /** null: nothing of that name stands there */
  readonly jetzt: string | null;
}

type Leaf = string | number | boolean | null;
const isAlike = (a: Leaf, b: Leaf | undefined): boolean => a === null || b === null || typeof a === typeof b;
const isLeaf = (value: unknown): value is Leaf =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);
const MAX_ROWS = 12;
const HIDDEN = new Set(['type', 'id', 'v', 'sha256', 'pin']);

/**
 * What one wanted beside what stands there now, field by field. `seitdem`: what has happened to the Vorgang since
 * one saw it; the latest event that names the same field tells its value, otherwise the state does.
 */
export function vergleiche(
  befehl: Readonly<Record<string, unknown>>,
  seitdem: readonly HistoryEntry[],
  state: unknown,
): readonly Unterschied[] {
  const events = [...seitdem].reverse().map((e) => leavesOf(e.event));
  const stand = leavesOf(state);
  const rows = [...leavesOf(befehl)].flatMap(([pfad, eigen]) => {
    const naming = [...events, stand].find((e) => e.has(pfad));
    const named = naming === undefined ? stand.get(inner(pfad)) : naming.get(pfad);
    // The number of a point and the file number of a slip are called alike, and are not the same.
    const jetzt = isAlike(eigen, named) ? named : undefined;
    if (jetzt === undefined && eigen === null) return [];
    return [
      {
        feld: label(pfad),
        eigen: text(eigen, pfad),
        jetzt: jetzt === undefined ? null : text(jetzt, pfad),
      },
    ];
  });
  const differ = rows.filter((r) => r.eigen !== r.jetzt);
  return (differ.length > 0 ? differ : rows).slice(0, MAX_ROWS);
}

/** What one wanted, field by field, where there is nothing to compare it with. */
export const eingaben = (befehl: Readonly<Record<string, unknown>>): readonly Unterschied[] =>
  [...leavesOf(befehl)]
    .filter(([, eigen]) => eigen !== null && eigen !== '')
    .slice(0, MAX_ROWS)
    .map(([pfad, eigen]) => ({ feld: label(pfad), eigen: text(eigen, pfad), jetzt: null }));

/**
 * The same for a form, its fields by the names and texts one reads there: what the author or somebody else has changed
 * and now stands differently. `vorher`: what the form was filled from.
 */
export function vergleicheFormular<T extends Readonly<Record<string, string>>>(
  vorher: T,
  eigen: T,
  jetzt: T,
): readonly Unterschied[] {
  return Object.keys(eigen)
    .filter((feld) => eigen[feld] !== jetzt[feld])
    .map((feld) => ({
      feld,
      eigen: eigen[feld] === vorher[feld] ? 'nicht geändert' : text(eigen[feld] ?? ''),
      jetzt: text(jetzt[feld] ?? ''),
    }));
}

/** Texts, numbers and yes/no by their path; lists and ids of things are no help to anybody. */
function leavesOf(value: unknown, path = '', found = new Map<string, Leaf>()): Map<string, Leaf> {
  if (isLeaf(value)) {
    if (path !== '' && !UUID.test(String(value))) found.set(path, value);
  } else if (typeof value === 'object' && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value as object))
      if (!HIDDEN.has(key)) leavesOf(inner, path === '' ? key : `${path}.${key}`, found);
  }
  return found;
}

/** `angaben.titel` of a command stands as `titel` in the states of most kinds. */
const inner = (path: string): string => path.replace(/^angaben\./, '');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

function text(value: Leaf, path = ''): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  if (typeof value === 'number') return path.endsWith('Cent') ? betrag(value) : value.toLocaleString('de-DE');
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return zeitLang(value);
  const tag = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return tag ? `${tag[3]}.${tag[2]}.${tag[1]}` : value.slice(0, 200);
}

/** Identifiers write ae, oe, ue; the screen does not. */
const umlaute = (text: string): string =>
  text
    .replace(/ae/g, 'ä')
    .replace(/oe/g, 'ö')
    .replace(/(?<![aeq])ue/g, 'ü')
    .replace(/Oe/g, 'Ö')
    .replace(/Ue/g, 'Ü')
    .replace(/Ae/g, 'Ä');

const VERBEN: Readonly<Record<string, string>> = {
  acknowledge: 'quittieren',
  add: 'hinzufügen',
  admit: 'zulassen',
  answer: 'beantworten',
  apply: 'übernehmen',
  ask: 'stellen',
  assign: 'zuweisen',
  attach: 'anhängen',
  begin: 'beginnen',
  book: 'buchen',
  cancel: 'absagen',
  change: 'ändern',
  close: 'abschließen',
  correct: 'berichtigen',
  create: 'anlegen',
  declare: 'erklären',
  discard: 'verwerfen',
  dissolve: 'auflösen',
  end: 'beenden',
  enrol: 'eintragen',
  execute: 'treffen',
  expire: 'verfallen lassen',
  grant: 'gewähren',
  hold: 'vormerken',
  keep: 'aufbewahren',
  lift: 'aufheben',
  link: 'verknüpfen',
  move: 'verschieben',
  open: 'aufrufen',
  present: 'vorlegen',
  publish: 'veröffentlichen',
  recheck: 'nachprüfen',
  record: 'erfassen',
  refuse: 'zurückweisen',
  register: 'verzeichnen',
  reject: 'ablehnen',
  release: 'freigeben',
  remind: 'erinnern',
  remove: 'entfernen',
  rename: 'umbenennen',
  reopen: 'wieder öffnen',
  replace: 'ersetzen',
  report: 'melden',
  request: 'anfragen',
  return: 'zurückgeben',
  revoke: 'sperren',
  save: 'speichern',
  send: 'senden',
  set: 'setzen',
  settle: 'klären',
  sign: 'zeichnen',
  skip: 'überspringen',
  start: 'beginnen',
  sync: 'abgleichen',
  update: 'ändern',
  upgrade: 'aufwerten',
  withdraw: 'zurückziehen',
};

/** `setFassung` -> „Fassung setzen“ */
export function befehlText(type: string): string {
  const [verb = '', ...nouns] = type.replace(/([a-zäöüß])([A-Z])/g, '$1 $2').split(' ');
  const german = VERBEN[verb];
  return umlaute(german && nouns.length > 0 ? `${nouns.join(' ')} ${german}` : [verb, ...nouns].join(' '));
}

/** `FassungGesetzt` -> „Fassung gesetzt“, for kinds that have no words of their own */
export function ereignisText(type: string): string {
  const words = type.replace(/([a-zäöüß])([A-Z])/g, '$1 $2').split(' ');
  return umlaute([words[0] ?? '', ...words.slice(1).map((w) => w.toLowerCase())].join(' '));
}
