import { tagOf } from '../../shared/dates.ts';
import type { Zeitpunkt } from '../../shared/vorgang.ts';
import type { Befund } from '../befund.ts';
import { pruefeVorhaben, type Pruefstufe } from '../bestattung/pruefung.ts';
import type { Umfeld } from '../bestattung/umfeld.ts';
import type { Vorhaben } from '../bestattung/vorhaben.ts';
import type { Belegungsindex } from './belegungsindex.ts';
import { findBesteTermine, naechsteAlternativen } from './besteTermine.ts';
import type { Suchanfrage, Terminvorschlag } from './anfrage.ts';
import type { Regelwerk } from '../tabellen/index.ts';

/**
 * A whole plan for one start on one cemetery: crew, machine and time of digging chosen as the search would. For a
 * click or a drop on the timeline, or a time said on the phone. null: not possible then; see `pruefeMitAlternativen`.
 */
export function planAm(
  anfrage: Suchanfrage,
  friedhof: string,
  beginn: Zeitpunkt,
  index: Belegungsindex,
  r: Regelwerk,
  halle?: string | null,
): Terminvorschlag | null {
  const { vorschlaege } = findBesteTermine(
    { ...anfrage, friedhoefe: [friedhof], abTag: tagOf(beginn), tage: 1, wunsch: beginn, hoechstens: 60 },
    index,
    r,
  );
  return (
    vorschlaege.find((v) => v.beginn === beginn && (halle === undefined || v.plan.halle === halle)) ?? null
  );
}

/** All findings about a plan and, if one forbids it, the nearest lawful dates. */
export function pruefeMitAlternativen(
  v: Vorhaben,
  u: Umfeld,
  stufe: Pruefstufe,
  anfrage: Suchanfrage,
  index: Belegungsindex,
): { readonly befunde: readonly Befund[]; readonly alternativen: readonly Terminvorschlag[] } {
  const befunde = pruefeVorhaben(v, u, stufe);
  const gesperrt = befunde.some((b) => b.stufe === 'sperre' && TERMINGRUENDE.has(b.code));
  return { befunde, alternativen: gesperrt ? naechsteAlternativen(anfrage, v.plan, index, u.r) : [] };
}

/** Findings that another date would cure; a wrong grave or a missing paper is not among them. */
const TERMINGRUENDE: ReadonlySet<string> = new Set([
  'bestattung.belegt',
  'bestattung.ausserhalb-zeiten',
  'bestattung.frueher-als-24h',
  'bestattung.frist-abgelaufen',
  'bestattung.termin-vergangen',
  'bestattung.aushub-zeit',
]);

/** The question of the search for one case as it stands. */
export const anfrageAus = (
  v: Pick<Vorhaben, 'angaben' | 'grab' | 'genehmigungen'>,
  rest: Pick<Suchanfrage, 'jetzt' | 'abTag' | 'tage' | 'wunsch' | 'hoechstens' | 'friedhoefe' | 'feierMin'>,
): Suchanfrage => ({
  art: v.angaben.art,
  sterbezeit: v.angaben.verstorben.sterbezeit,
  einaescherung: v.angaben.einaescherung?.tag ?? null,
  genehmigungen: v.genehmigungen,
  grabart: v.angaben.grabart,
  grab: v.grab,
  ...rest,
});
