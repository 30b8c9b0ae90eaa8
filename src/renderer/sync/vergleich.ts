import type { HistoryEntry } from '../../contract/vorgang.ts';

export interface Unterschied {
  readonly feld: string;
  readonly eigen: string;
  /** null: nothing of that name stands there */
  readonly jetzt: string | null;
}

type Leaf = string | number | boolean | null;
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
    const jetzt = naming === undefined ? stand.get(inner(pfad)) : naming.get(pfad);
    if (jetzt === undefined && eigen === null) return [];
    return [{ feld: label(pfad), eigen: text(eigen), jetzt: jetzt === undefined ? null : text(jetzt) }];
  });
  const differ = rows.filter((r) => r.eigen !== r.jetzt);
  return (differ.length > 0 ? differ : rows).slice(0, MAX_ROWS);
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

/** `angaben.titel` -> „Titel“; `gueltigAb` -> „Gültig ab“ */
export function label(path: string): string {
  const words = (path.split('.').at(-1) ?? path)
    .replace(/([a-zäöüß])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/ae/g, 'ä')
    .replace(/oe/g, 'ö')
    .replace(/(?<![aeq])ue/g, 'ü');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function text(value: Leaf): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  const tag = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value));
  return tag ? `${tag[3]}.${tag[2]}.${tag[1]}` : String(value).slice(0, 200);
}

const VERBEN: Readonly<Record<string, string>> = {
  set: 'setzen',
  save: 'speichern',
  create: 'anlegen',
  change: 'ändern',
  update: 'ändern',
  replace: 'ersetzen',
  assign: 'zuweisen',
  add: 'hinzufügen',
  remove: 'entfernen',
  move: 'verschieben',
  end: 'beenden',
  cancel: 'absagen',
  release: 'freigeben',
  book: 'buchen',
  report: 'melden',
  withdraw: 'zurückziehen',
  sign: 'zeichnen',
  send: 'senden',
};

/** `setFassung` -> „Fassung setzen“ */
export function befehlText(type: string): string {
  const [verb = '', ...nouns] = type.replace(/([a-zäöüß])([A-Z])/g, '$1 $2').split(' ');
  const german = VERBEN[verb];
  return german && nouns.length > 0 ? `${nouns.join(' ')} ${german}` : [verb, ...nouns].join(' ');
}

/** `FassungGesetzt` -> „Fassung gesetzt“, for kinds that have no words of their own */
export function ereignisText(type: string): string {
  const words = type.replace(/([a-zäöüß])([A-Z])/g, '$1 $2').split(' ');
  return [words[0] ?? '', ...words.slice(1).map((w) => w.toLowerCase())].join(' ');
}
