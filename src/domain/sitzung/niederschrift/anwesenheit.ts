import { tagOf, uhrzeitOf } from '../../shared/dates.ts';
import type { PersonId, Zeitpunkt } from '../../shared/vorgang.ts';
import { findMitglied, mitgliederAm } from '../gremium/mitglieder.ts';
import type { Gremium, Mitglied } from '../gremium/schema.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { nummern, teilOf } from '../sitzung/tagesordnung.ts';
import type { Aufenthalt } from '../verlauf/anwesenheit.ts';
import type { PunktVerlauf } from '../verlauf/state.ts';
import { verlaufOf } from '../verlauf/state.ts';
import type { Niederschriftinhalt } from './state.ts';

const SITZ: Readonly<Record<Mitglied['eigenschaft'], string>> = {
  buergermeister: 'Bürgermeisterin/Bürgermeister',
  ratsmitglied: 'Ratsmitglied',
  sachkundigerBuerger: 'Sachkundige Bürgerin/Sachkundiger Bürger',
  sachkundigerEinwohner: 'Sachkundige Einwohnerin/Sachkundiger Einwohner',
  verwaltung: 'Verwaltung',
};

type NameOf = (person: PersonId) => string;

/** Start and end of what counts as the session; still open: everything so far. */
interface Spanne {
  readonly von: Zeitpunkt;
  readonly bis: Zeitpunkt | null;
}

/** Stays within the session, cut to it, in order; who came and left before the opening was not there. */
function aufenthalteOf(s: Sitzung, person: PersonId, spanne: Spanne): readonly Aufenthalt[] {
  return s.anwesenheit
    .filter((a) => a.person === person)
    .filter((a) => (a.bis === null || a.bis > spanne.von) && (spanne.bis === null || a.von < spanne.bis))
    .map((a) => ({ ...a, von: a.von < spanne.von ? spanne.von : a.von }))
    .toSorted((a, b) => a.von.localeCompare(b.von));
}

/** When the item was done with: closed, or put off. */
const endeOf = (v: PunktVerlauf): Zeitpunkt | null =>
  v.geschlossenUm ?? (v.ausgang.art === 'vertagt' || v.ausgang.art === 'abgesetzt' ? v.ausgang.um : null);

/**
 * Number of the public item in hand at that instant, or the next one called after it: „ab TOP Ö 3“. Items of
 * the non-public part are not looked at, so that nothing of it gets into public minutes.
 */
function topUm(s: Sitzung, um: Zeitpunkt): string | null {
  const n = nummern(s.tagesordnung);
  const aufrufe = teilOf(s.tagesordnung, 'oeffentlich')
    .map((t) => ({ id: t.id, v: verlaufOf(s.verlauf, t.id) }))
    .filter((x) => x.v.aufgerufenUm !== null)
    .toSorted((a, b) => (a.v.aufgerufenUm ?? '').localeCompare(b.v.aufgerufenUm ?? ''));
  const offen = aufrufe.findLast(
    ({ v }) => (v.aufgerufenUm ?? '') <= um && (endeOf(v) === null || um < (endeOf(v) ?? '')),
  );
  const naechster = aufrufe.find(({ v }) => (v.aufgerufenUm ?? '') > um);
  const top = offen ?? naechster;
  return top ? (n[top.id] ?? null) : null;
}

const minute = (zeit: Zeitpunkt): string => zeit.slice(0, 16);

const zeitText = (s: Sitzung, wort: 'ab' | 'bis', um: Zeitpunkt): string => {
  const top = topUm(s, um);
  return `${wort} ${uhrzeitOf(um)} Uhr${top ? ` (TOP ${top})` : ''}`;
};

/** „ab 17:12 Uhr (TOP Ö 3)“, „bis 18:05 Uhr (TOP Ö 7)“; empty for who was there throughout. */
function zeiten(s: Sitzung, stays: readonly Aufenthalt[], spanne: Spanne): string {
  return stays
    .map((a) => {
      // minutes tell minutes: who was noted in that of the opening was there from the start
      const spaet = minute(a.von) > minute(spanne.von) ? zeitText(s, 'ab', a.von) : '';
      const frueh =
        a.bis !== null && (spanne.bis === null || a.bis < spanne.bis) ? zeitText(s, 'bis', a.bis) : '';
      return [spaet, frueh].filter(Boolean).join(' ');
    })
    .filter(Boolean)
    .join('; ');
}

/**
 * Who took part and from when to when, and who was missing throughout. Someone who came late is present
 * „ab TOP n“ and not missing; a member whose seat a deputy took is missing and the deputy is named.
 */
export function anwesenheitsliste(
  s: Sitzung,
  gremium: Gremium,
  nameOf: NameOf,
): Pick<Niederschriftinhalt, 'anwesende' | 'entschuldigt'> {
  const tag = tagOf(s.beginn);
  const spanne: Spanne = { von: s.eroeffnetUm ?? s.beginn, bis: s.beendetUm };
  const da = [...new Set(s.anwesenheit.map((a) => a.person))]
    .map((person) => ({ person, stays: aufenthalteOf(s, person, spanne) }))
    .filter(({ stays }) => stays.length > 0);
  const anwesend = new Set(da.map((x) => x.person));
  const vertretung = (mitglied: PersonId): readonly string[] =>
    da.filter(({ stays }) => stays.some((a) => a.vertritt === mitglied)).map((x) => nameOf(x.person));
  return {
    anwesende: da.map(({ person, stays }) => {
      const m = findMitglied(gremium, person, tag);
      const fuer = stays.find((a) => a.vertritt)?.vertritt ?? null;
      return {
        name: nameOf(person),
        sitz: m ? SITZ[m.eigenschaft] : 'Gast',
        fraktion: m?.fraktion ?? '',
        zeiten: zeiten(s, stays, spanne),
        vertritt: fuer ? nameOf(fuer) : '',
      };
    }),
    entschuldigt: mitgliederAm(gremium, tag)
      .filter((m) => m.funktion !== 'stellvertretung' && m.stimmrecht === 'stimmberechtigt')
      .filter((m) => !anwesend.has(m.person))
      .map((m) => {
        const durch = vertretung(m.person);
        return `${nameOf(m.person)}${durch.length > 0 ? ` (vertreten durch ${durch.join(', ')})` : ''}`;
      }),
  };
}
