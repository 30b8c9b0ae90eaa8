import { schrittText, torText } from '../../domain/bestattung/auftrag/schema.ts';
import {
  bestattungsartText,
  bestattungStatusText,
  grabartText,
  unterlageText,
} from '../../domain/bestattung/begriffe.ts';
import { formatGrab, zGrabSchluessel } from '../../domain/bestattung/grab.ts';
import type { Tag } from '../../domain/shared/vorgang.ts';
import { fassungAm } from '../../domain/stammdaten/tabelle.ts';
import { call } from '../bridge.ts';
import type { CodeText } from '../faecher.ts';

/** Codes of this Fach by the field they stand in. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  art: {
    ...bestattungsartText,
    pin: 'PIN',
    fruehbestattung: 'Bestattung vor Ablauf von 24 Stunden',
    fristverlaengerung: 'Verlängerung der Bestattungsfrist',
  },
  blatt: { bestaetigung: 'Bestätigung', arbeitsauftrag: 'Arbeitsauftrag' },
  grabart: grabartText,
  schritt: schrittText,
  stand: bestattungStatusText,
  tor: torText,
  unterlage: unterlageText,
};

/** Tables whose rows are named by their id, and the fields in which such an id stands. */
const TABELLEN = {
  friedhof: 'friedhof.friedhoefe',
  halle: 'friedhof.hallen',
  kolonne: 'friedhof.kolonnen',
  bagger: 'friedhof.bagger',
} as const;

type Namen = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Cemeteries, halls, crews and diggers by name, graves as they are read out, and the words of the screens. */
export const friedhofCode =
  (namen: Namen): CodeText =>
  (feld, wert) => {
    if (feld === 'grab')
      return zGrabSchluessel.safeParse(wert).success ? `${wert} (${formatGrab(wert)})` : null;
    return namen[feld]?.[wert] ?? CODES[feld]?.[wert] ?? null;
  };

/** The same with the names in force on a day. */
export async function loadCodes(heute: Tag): Promise<CodeText> {
  const fields = Object.entries(TABELLEN);
  const names = await Promise.all(
    fields.map(async ([feld, tabelle]) => [feld, await namesIn(tabelle, heute)] as const),
  );
  return friedhofCode(Object.fromEntries(names));
}

async function namesIn(tabelle: string, heute: Tag): Promise<Readonly<Record<string, string>>> {
  const answer = await call('stammdaten.get', { tabelle });
  const rows = answer.ok ? fassungAm(answer.value, heute)?.inhalt : null;
  return Object.fromEntries(
    ((rows ?? []) as readonly { readonly id: string; readonly name: string }[]).map((r) => [r.id, r.name]),
  );
}
