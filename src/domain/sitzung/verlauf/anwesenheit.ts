import { tagOf } from '../../shared/dates.ts';
import type { PersonId, Zeitpunkt } from '../../shared/vorgang.ts';
import { findMitglied, regelnAm } from '../gremium/mitglieder.ts';
import type { Gremium, Mitglied } from '../gremium/schema.ts';

/** One stay in the room, half-open [von, bis); null: still there. */
export interface Aufenthalt {
  readonly person: PersonId;
  readonly von: Zeitpunkt;
  readonly bis: Zeitpunkt | null;
  /** the member whose seat a deputy takes */
  readonly vertritt: PersonId | null;
}

/** Establishment that the body is not (or again) able to resolve, § 49 Abs. 1 GO NRW. */
export interface Feststellung {
  readonly um: Zeitpunkt;
  readonly ergebnis: 'beschlussfaehig' | 'beschlussunfaehig';
  readonly grund: string;
}

/** What a rule must know of the session to judge an item of either part. */
export interface Sitzungslage {
  readonly gremium: Gremium;
  readonly beginn: Zeitpunkt;
  /** second meeting on the same matter after lack of quorum, § 49 Abs. 2 GO NRW */
  readonly wiederholung: boolean;
  readonly anwesenheit: readonly Aufenthalt[];
  readonly feststellungen: readonly Feststellung[];
}

const isDa = (a: Aufenthalt, um: Zeitpunkt) => a.von <= um && (a.bis === null || um < a.bis);

/** Who is in the room at that instant, each once. */
export function anwesendUm(anwesenheit: readonly Aufenthalt[], um: Zeitpunkt): readonly Aufenthalt[] {
  const byPerson = new Map<PersonId, Aufenthalt>();
  for (const a of anwesenheit) if (isDa(a, um) && !byPerson.has(a.person)) byPerson.set(a.person, a);
  return [...byPerson.values()];
}

/** A person present with the seat it holds at this session (a deputy: with the seat it takes). */
export interface Platz {
  readonly person: PersonId;
  readonly mitglied: Mitglied;
  readonly vertritt: PersonId | null;
}

/** Members and deputies who have a vote and are in the room; a deputy only while the member is out. */
export function stimmberechtigteUm(lage: Sitzungslage, um: Zeitpunkt): readonly Platz[] {
  const tag = tagOf(lage.beginn);
  const da = anwesendUm(lage.anwesenheit, um);
  const persons = new Set(da.map((a) => a.person));
  const seats = new Set<PersonId>();
  const out: Platz[] = [];
  for (const a of da) {
    const mitglied = findMitglied(lage.gremium, a.person, tag);
    if (!mitglied || mitglied.stimmrecht !== 'stimmberechtigt') continue;
    if (mitglied.funktion !== 'stellvertretung') out.push({ person: a.person, mitglied, vertritt: null });
    else if (a.vertritt !== null && !persons.has(a.vertritt) && !seats.has(a.vertritt)) {
      seats.add(a.vertritt);
      out.push({ person: a.person, mitglied, vertritt: a.vertritt });
    }
  }
  return out;
}

export interface Beschlussfaehigkeit {
  readonly anwesend: number;
  /** smallest number that is more than half of the statutory number; 0 in a second meeting */
  readonly erforderlich: number;
  readonly ratsmitglieder: number;
  readonly sachkundige: number;
  /** § 58 Abs. 3 GO NRW is kept (or does not apply to this body) */
  readonly ueberwiegen: boolean;
  /** the counted numbers suffice */
  readonly erfuellt: boolean;
  /** a Feststellung that it is not has been made and not been lifted since */
  readonly festgestelltUnfaehig: boolean;
}

/**
 * Quorum at an instant. Council: more than half of the statutory number, the mayor counted (§ 49 Abs. 1
 * GO NRW). Committee: besides, councillors must outnumber sachkundige Bürger (§ 58 Abs. 3). The body counts
 * as able to resolve until the contrary is established: `erfuellt: false` warns, it never blocks.
 */
export function beschlussfaehigkeitUm(lage: Sitzungslage, um: Zeitpunkt): Beschlussfaehigkeit {
  const regeln = regelnAm(lage.gremium, tagOf(lage.beginn));
  const plaetze = stimmberechtigteUm(lage, um);
  const rat = plaetze.filter((p) => p.mitglied.eigenschaft === 'ratsmitglied').length;
  const sachkundige = plaetze.filter((p) => p.mitglied.eigenschaft === 'sachkundigerBuerger').length;
  const erforderlich = lage.wiederholung ? 0 : Math.floor(regeln.gesetzlicheMitgliederzahl / 2) + 1;
  const ueberwiegen = !regeln.ratsmitgliederUeberwiegen || sachkundige === 0 || rat > sachkundige;
  const letzte = lage.feststellungen.filter((f) => f.um <= um).at(-1);
  return {
    anwesend: plaetze.length,
    erforderlich,
    ratsmitglieder: rat,
    sachkundige,
    ueberwiegen,
    erfuellt: plaetze.length >= erforderlich && ueberwiegen,
    festgestelltUnfaehig: letzte?.ergebnis === 'beschlussunfaehig',
  };
}

export interface Quorumsabschnitt extends Beschlussfaehigkeit {
  readonly von: Zeitpunkt;
  readonly bis: Zeitpunkt | null;
}

/**
 * Quorum over the whole session: one span for each change of presence or Feststellung. Spans touch and do
 * not overlap; the last is open until the session is closed.
 */
export function quorumVerlauf(
  lage: Sitzungslage,
  von: Zeitpunkt,
  bis: Zeitpunkt | null,
): readonly Quorumsabschnitt[] {
  const grenzen = new Set<Zeitpunkt>([von]);
  for (const a of lage.anwesenheit) for (const z of [a.von, a.bis]) if (z !== null) grenzen.add(z);
  for (const f of lage.feststellungen) grenzen.add(f.um);
  const zeiten = [...grenzen].filter((z) => z >= von && (bis === null || z < bis)).sort();
  const out: Quorumsabschnitt[] = [];
  for (const [i, z] of zeiten.entries()) {
    const b = beschlussfaehigkeitUm(lage, z);
    const ende = zeiten[i + 1] ?? bis;
    const last = out.at(-1);
    if (last && sameQuorum(last, b)) out[out.length - 1] = { ...last, bis: ende };
    else out.push({ ...b, von: z, bis: ende });
  }
  return out;
}

const sameQuorum = (a: Beschlussfaehigkeit, b: Beschlussfaehigkeit): boolean =>
  a.anwesend === b.anwesend &&
  a.ratsmitglieder === b.ratsmitglieder &&
  a.sachkundige === b.sachkundige &&
  a.festgestelltUnfaehig === b.festgestelltUnfaehig;
