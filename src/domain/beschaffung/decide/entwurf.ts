import { readVerzeichnis } from '../../organisation/berechtigung.ts';
import { einheitenAufwaerts } from '../../organisation/einheiten.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { findEinheit, findPerson, hasRolle } from '../../organisation/verzeichnis.ts';
import { formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import type { Result } from '../../shared/result.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import { checkNummernjahr, nextNummer } from '../../stammdaten/nummernkreise.ts';
import type { Angaben, LaufzettelCommand, LaufzettelEvent } from '../schema.ts';
import { LEERE_ANGABEN } from '../schema.ts';
import type { Laufzettel } from '../state.ts';
import { isEditable } from '../state.ts';
import { checkBetraege, fehlt } from '../wert.ts';

export type Decision = Result<readonly LaufzettelEvent[], Rejection>;
export type Mangel = ReturnType<typeof reject> | null;
export type C<T extends LaufzettelCommand['type']> = Extract<LaufzettelCommand, { readonly type: T }>;

export const SERIE = 'laufzettel';

export function createLaufzettel(c: C<'createLaufzettel'>, facts: Facts): Decision {
  const v = readVerzeichnis(facts);
  if (!v.ok) return v;
  const eingegeben = withoutEmpty(c.angaben);
  const stadt = v.value === null ? '' : stadtOf(v.value, eingegeben.bedarfsstelle ?? null, facts.akteur);
  const angaben: Angaben = { ...LEERE_ANGABEN, auftraggeber: stadt, ...eingegeben };
  const mangel =
    checkNummernjahr(facts, c.jahr) ??
    checkBerechtigung(facts, v.value, angaben.bedarfsstelle) ??
    (angaben.titel === '' ? fehlt('Gegenstand', 'titel') : null) ??
    checkBetraege(angaben) ??
    checkEinheit(angaben, v.value);
  if (mangel) return mangel;
  const { nummer, serie } = nextNummer(facts, SERIE, c.jahr);
  const bedarfsstelleKuerzel = kuerzelOf(v.value, angaben.bedarfsstelle);
  const { jahr, herkunft } = c;
  return ok([{ type: 'LaufzettelAngelegt', nummer, serie, jahr, angaben, bedarfsstelleKuerzel, herkunft }]);
}

const kuerzelOf = (v: Verzeichnis | null, einheit: string | null): string =>
  (v === null || einheit === null ? null : findEinheit(v, einheit)?.kuerzel) ?? '';

/**
 * Who buys unless something else is entered: what stands above the unit that needs it, or above the author.
 * There may be further units with nothing above them (the council), so the first of them will not do.
 */
function stadtOf(v: Verzeichnis, bedarfsstelle: string | null, akteur: string): string {
  const unten = bedarfsstelle ?? findPerson(v, akteur)?.einheit ?? null;
  const oben = unten === null ? undefined : einheitenAufwaerts(v, unten).at(-1);
  return (oben === undefined ? null : findEinheit(v, oben))?.name ?? '';
}

/** A field that was sent without a value must not erase the default. */
const withoutEmpty = (a: Partial<Angaben>): Partial<Angaben> =>
  Object.fromEntries(Object.entries(a).filter(([key, wert]) => !(key === 'auftraggeber' && wert === '')));

export function changeLaufzettel(s: Laufzettel, c: C<'changeLaufzettel'>, facts: Facts): Decision {
  const v = readVerzeichnis(facts);
  if (!v.ok) return v;
  const mangel =
    requireEditable(s) ??
    checkBearbeiter(s, facts, v.value) ??
    // Nobody hands a slip to a unit that they could not have made it for.
    (c.angaben.bedarfsstelle && c.angaben.bedarfsstelle !== s.angaben.bedarfsstelle
      ? checkBerechtigung(facts, v.value, c.angaben.bedarfsstelle)
      : null) ??
    (c.angaben.titel === '' ? fehlt('Gegenstand', 'titel') : null) ??
    checkBetraege(c.angaben) ??
    checkEinheit(c.angaben, v.value);
  if (mangel) return mangel;
  const bedarfsstelleKuerzel =
    c.angaben.bedarfsstelle === undefined ? null : kuerzelOf(v.value, c.angaben.bedarfsstelle);
  return ok([{ type: 'LaufzettelGeaendert', angaben: c.angaben, bedarfsstelleKuerzel }]);
}

export function setVermerkPunkt(s: Laufzettel, c: C<'setVermerkPunkt'>, facts: Facts): Decision {
  const v = readVerzeichnis(facts);
  if (!v.ok) return v;
  const mangel = requireEditable(s) ?? checkBearbeiter(s, facts, v.value);
  if (mangel) return mangel;
  const { nummer, zutreffend, text } = c;
  return ok([{ type: 'VermerkPunktGesetzt', nummer, zutreffend, text }]);
}

export function withdrawLaufzettel(s: Laufzettel, c: C<'withdrawLaufzettel'>, facts: Facts): Decision {
  const v = readVerzeichnis(facts);
  if (!v.ok) return v;
  const mangel =
    requireEditable(s) ??
    checkBearbeiter(s, facts, v.value) ??
    (c.grund === '' ? reject('umlauf.begruendung-fehlt', { was: 'Zurückziehen' }, 'grund') : null);
  return mangel ?? ok([{ type: 'LaufzettelZurueckgezogen', grund: c.grund }]);
}

/** Only a draft or a returned slip can be edited; what is on its way or closed stays as it was shown. */
export function requireEditable(s: Laufzettel): Mangel {
  if (isEditable(s)) return null;
  switch (s.status) {
    case 'abgeschlossen':
    case 'zurueckgezogen':
      return rejectAbgeschlossen(s);
    case 'imUmlauf':
    case 'angehalten':
    case 'gezeichnet':
      return reject('beschaffung.im-umlauf', {
        seit: s.umlauf ? formatZeitpunkt(s.umlauf.begonnenAm) : '–',
      });
    case 'entwurf':
    case 'zurueckgegeben':
      return null;
    default:
      return assertNever(s.status);
  }
}

export const rejectAbgeschlossen = (s: Laufzettel) =>
  reject('beschaffung.abgeschlossen', {
    wie: s.status === 'abgeschlossen' ? 'abgeschlossen' : 'zurückgezogen',
    zeit: s.abschluss ? formatZeitpunkt(s.abschluss.zeit) : '–',
  });

/** Who may start a slip: the tendering unit concerned, or the procurement office. */
function checkBerechtigung(facts: Facts, v: Verzeichnis | null, bedarfsstelle: string | null): Mangel {
  if (v === null) return null;
  const tag = tagOf(facts.jetzt);
  const person = findPerson(v, facts.akteur);
  if (person && hasRolle(person, 'vergabestelle', tag)) return null;
  const einheiten = bedarfsstelle === null ? [null] : einheitenAufwaerts(v, bedarfsstelle);
  const darf = einheiten.some(
    (e) => person !== null && hasRolle(person, 'bedarfsstelle', tag, e === null ? null : `einheit:${e}`),
  );
  return darf ? null : reject('beschaffung.keine-bedarfsstelle', {}, 'bedarfsstelle');
}

/** Who may work on it: whoever made it, the procurement office, and the tendering unit. */
export function checkBearbeiter(s: Laufzettel, facts: Facts, v: Verzeichnis | null): Mangel {
  if (facts.akteur === s.angelegtVon) return null;
  return checkBerechtigung(facts, v, s.angaben.bedarfsstelle);
}

function checkEinheit(a: Partial<Angaben>, v: Verzeichnis | null): Mangel {
  return a.bedarfsstelle && v && !findEinheit(v, a.bedarfsstelle)
    ? reject('organisation.einheit-unbekannt', {}, 'bedarfsstelle')
    : null;
}
