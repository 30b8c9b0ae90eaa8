import {
  findEinheit,
  findPerson,
  formatPerson,
  type Verzeichnis,
} from '../../domain/organisation/verzeichnis.ts';
import { ROLLEN } from '../../domain/organisation/rollen.ts';
import type { CodeText } from '../faecher.ts';

/** Fields in which the identifier of a person or a unit stands; elsewhere a word may look like one. */
const PERSON = new Set(['person', 'personen', 'durch', 'leitung', 'schriftfuehrung', 'vertritt', 'befangen']);
const EINHEIT = new Set(['einheit', 'bedarfsstelle', 'uebergeordnet', 'kolonneEinheit']);

interface Haus {
  readonly verzeichnis: Verzeichnis | null;
  /** titles of Vorgänge, points, documents by their identifier */
  readonly namen: ReadonlyMap<string, string>;
  /** names of the tables of the house */
  readonly tabellen: readonly { readonly tabelle: string; readonly bezeichnung: string }[];
  /** what the Fach itself says of its codes; asked first */
  readonly fach: CodeText;
}

/** What a code stands for: words of the Fach, people and units of the directory, roles, and whatever has a title. */
export function hausCode({ verzeichnis, namen, tabellen, fach }: Haus): CodeText {
  const person = (id: string): string | null => {
    const p = verzeichnis && findPerson(verzeichnis, id);
    return p && formatPerson(p);
  };
  const einheit = (id: string): string | null => {
    const e = verzeichnis && findEinheit(verzeichnis, id);
    return e && `${e.kuerzel} ${e.name}`;
  };
  const code: CodeText = (feld, wert) => {
    const own = fach(feld, wert);
    if (own !== null) return own;
    if (feld === 'rolle' || feld === 'rollen') return ROLLEN[wert] ?? null;
    if (feld === 'tabelle') return tabellen.find((t) => t.tabelle === wert)?.bezeichnung ?? null;
    // „friedhof:lindenberg“: a role that counts for a part of the city only
    const [, art, id] = feld === 'bereich' ? (/^(\w+):(.+)$/.exec(wert) ?? []) : [];
    if (art !== undefined && id !== undefined) return code(art, id);
    if (PERSON.has(feld)) return person(wert) ?? namen.get(wert) ?? null;
    if (EINHEIT.has(feld)) return einheit(wert) ?? namen.get(wert) ?? null;
    return namen.get(wert) ?? (UUID.test(wert) ? (person(wert) ?? einheit(wert)) : null);
  };
  return code;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
