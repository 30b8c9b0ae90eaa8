import { tagOf } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { PersonId, Zeitpunkt } from '../../shared/vorgang.ts';
import { regelnAm } from '../gremium/mitglieder.ts';
import type { Platz, Sitzungslage } from './anwesenheit.ts';
import { anwesendUm, stimmberechtigteUm } from './anwesenheit.ts';
import type { Abstimmungsangaben, Mehrheit, Rechnung, Stimme } from './schema.ts';

/** Votes to be judged: who may not vote on this item, and where the mayor has no vote. */
export interface Abstimmungslage {
  readonly sitzung: Sitzungslage;
  readonly befangen: readonly PersonId[];
  /** provisions of § 40 Abs. 2 GO NRW under which the mayor does not vote, e.g. „§ 50 Abs. 3“ */
  readonly ohneBuergermeister: readonly string[];
  /** for messages: number and title of the item */
  readonly top: string;
  readonly nameOf: (person: PersonId) => string;
}

interface Stimmkreis {
  readonly stimmberechtigt: readonly Platz[];
  readonly anwesend: number;
  readonly befangen: number;
  readonly ohneStimmrecht: number;
}

/** Those present who may vote on this item: without the biased (§ 31) and, where said so, the mayor. */
export function stimmkreis(lage: Abstimmungslage, um: Zeitpunkt, rechtsgrundlage: string | null): Stimmkreis {
  const alle = stimmberechtigteUm(lage.sitzung, um);
  const befangen = new Set(lage.befangen);
  const unbefangen = alle.filter((p) => !befangen.has(p.person));
  const ohneBm =
    lage.sitzung.gremium.gremiumArt === 'rat' &&
    rechtsgrundlage !== null &&
    lage.ohneBuergermeister.includes(rechtsgrundlage);
  const stimmberechtigt = ohneBm
    ? unbefangen.filter((p) => p.mitglied.eigenschaft !== 'buergermeister')
    : unbefangen;
  return {
    stimmberechtigt,
    anwesend: alle.length,
    befangen: alle.length - unbefangen.length,
    ohneStimmrecht: unbefangen.length - stimmberechtigt.length,
  };
}

/** The provision under which the council votes on an urgent item without the mayor (§ 40 Abs. 2 GO NRW). */
export const ERWEITERUNG = '§ 48 Abs. 1';

/** How many may vote on taking an urgent item onto the agenda. */
export const stimmberechtigteFuerErweiterung = (sitzung: Sitzungslage, um: Zeitpunkt): number =>
  stimmkreis(
    { sitzung, befangen: [], ohneBuergermeister: [ERWEITERUNG], top: '', nameOf: (p) => p },
    um,
    ERWEITERUNG,
  ).stimmberechtigt.length;

/**
 * Smallest number of yes votes that carries. Simple majority: more yes than no, abstentions do not count,
 * a tie rejects (§ 50 Abs. 1 GO NRW). Qualified majorities count on the statutory number of members.
 */
export function erforderlicheJa(
  mehrheit: Mehrheit,
  ja: number,
  nein: number,
  mitgliederzahl: number,
): number {
  switch (mehrheit) {
    case 'einfach':
      return Math.floor((ja + nein) / 2) + 1;
    case 'mehrheitDerMitglieder':
      return Math.floor(mitgliederzahl / 2) + 1;
    case 'zweiDritteDerMitglieder':
      return Math.ceil((mitgliederzahl * 2) / 3);
  }
}

const enthaltungen = (n: number): string => `${n} ${n === 1 ? 'Enthaltung' : 'Enthaltungen'}`;

/**
 * Checks a vote against the room and computes its result.
 *
 * Errors: `sitzung.stimmen-und-anwesenheit` (the sum differs from those present who may vote: shows the
 * arithmetic), `sitzung.befangen-mitgestimmt` and `sitzung.abwesend-mitgestimmt` (person and item),
 * `sitzung.stimme-doppelt`, `sitzung.einzelstimmen-fehlen` (vote by name).
 */
export function judgeAbstimmung(
  lage: Abstimmungslage,
  a: Omit<Abstimmungsangaben, 'um'>,
  um: Zeitpunkt,
): Result<Rechnung, Rejection> {
  const kreis = stimmkreis(lage, um, a.rechtsgrundlage);
  const einzeln = checkEinzelstimmen(lage, a, um, kreis);
  if (einzeln) return { ok: false, error: einzeln };
  const { ja, nein, enthaltung, nichtBeteiligt } = a.stimmen;
  const abgegeben = ja + nein + enthaltung + nichtBeteiligt;
  const rechnung = `${ja} dafür + ${nein} dagegen + ${enthaltungen(enthaltung)} + ${nichtBeteiligt} nicht beteiligt = ${abgegeben}`;
  const raum =
    `${kreis.anwesend} anwesend − ${kreis.befangen} befangen − ${kreis.ohneStimmrecht} ohne Stimmrecht = ` +
    `${kreis.stimmberechtigt.length}`;
  if (abgegeben !== kreis.stimmberechtigt.length)
    return reject('sitzung.stimmen-und-anwesenheit', { top: lage.top, rechnung, raum }, 'stimmen');
  const zahl = regelnAm(lage.sitzung.gremium, tagOf(lage.sitzung.beginn)).gesetzlicheMitgliederzahl;
  const erforderlich = erforderlicheJa(a.mehrheit, ja, nein, zahl);
  const angenommen = ja >= erforderlich;
  return ok({
    anwesend: kreis.anwesend,
    befangen: kreis.befangen,
    ohneStimmrecht: kreis.ohneStimmrecht,
    stimmberechtigt: kreis.stimmberechtigt.length,
    abgegeben,
    erforderlich,
    angenommen,
    text: ergebnisText(a.stimmen, angenommen, nichtBeteiligt),
  });
}

function ergebnisText(s: Abstimmungsangaben['stimmen'], angenommen: boolean, nichtBeteiligt: number): string {
  const teile = [`${s.ja} dafür`, `${s.nein} dagegen`, `${enthaltungen(s.enthaltung)}`];
  if (nichtBeteiligt > 0) teile.push(`${nichtBeteiligt} nicht beteiligt`);
  const gleichstand = !angenommen && s.ja === s.nein && s.ja > 0 ? ' (Stimmengleichheit)' : '';
  const einstimmig = angenommen && s.nein === 0 && s.enthaltung === 0 && nichtBeteiligt === 0;
  const wort = einstimmig ? 'einstimmig angenommen' : angenommen ? 'angenommen' : 'abgelehnt';
  return `${wort}${gleichstand}: ${teile.join(', ')}`;
}

function checkEinzelstimmen(
  lage: Abstimmungslage,
  a: Omit<Abstimmungsangaben, 'um'>,
  um: Zeitpunkt,
  kreis: Stimmkreis,
): Rejection | null {
  const darf = new Set(kreis.stimmberechtigt.map((p) => p.person));
  const da = new Set(anwesendUm(lage.sitzung.anwesenheit, um).map((p) => p.person));
  const gesehen = new Set<PersonId>();
  for (const e of a.einzelstimmen) {
    const params = { person: lage.nameOf(e.person), top: lage.top };
    if (gesehen.has(e.person)) return { code: 'sitzung.stimme-doppelt', params };
    gesehen.add(e.person);
    if (lage.befangen.includes(e.person)) return { code: 'sitzung.befangen-mitgestimmt', params };
    if (!da.has(e.person)) return { code: 'sitzung.abwesend-mitgestimmt', params };
    if (!darf.has(e.person)) return { code: 'sitzung.ohne-stimmrecht', params };
  }
  if (a.form !== 'namentlich' && a.einzelstimmen.length === 0) return null;
  const summe = (s: Stimme) => a.einzelstimmen.filter((e) => e.stimme === s).length;
  const passt = (['ja', 'nein', 'enthaltung', 'nichtBeteiligt'] as const).every(
    (s) => summe(s) === a.stimmen[s],
  );
  return passt ? null : { code: 'sitzung.einzelstimmen-fehlen', params: { top: lage.top } };
}
