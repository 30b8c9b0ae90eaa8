import { addDays, formatTag } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts, PersonId, Tag } from '../../shared/vorgang.ts';
import { BUERGERMEISTER, SITZUNGSDIENST, nameOf, requireRolle } from '../rollen.ts';
import { findMitglied } from './mitglieder.ts';
import type { Gremium, GremiumCommand, GremiumEvent, Mitglied } from './schema.ts';

type Antwort = Result<readonly GremiumEvent[], Rejection>;
type Name = (person: PersonId) => string;

const OFFEN: Tag = '9999-12-31';
const von = (m: Mitglied): Tag => m.gueltigVon ?? '0001-01-01';
const bis = (m: Mitglied): Tag => m.gueltigBis ?? OFFEN;
const ueberschneidet = (a: Mitglied, b: Mitglied): boolean => von(a) <= bis(b) && von(b) <= bis(a);

/** Each entry by itself and against the others: nobody sits twice at the same time, and there is one chair. */
function checkMitglieder(mitglieder: readonly Mitglied[], name: Name): Rejection | null {
  for (const [i, m] of mitglieder.entries()) {
    if (bis(m) < von(m))
      return {
        code: 'sitzung.zeitraum-verkehrt',
        params: { von: formatTag(von(m)), bis: formatTag(bis(m)) },
      };
    for (const n of mitglieder.slice(i + 1)) {
      if (!ueberschneidet(m, n)) continue;
      if (m.person === n.person)
        return { code: 'sitzung.mitglied-doppelt', params: { person: name(m.person) } };
      if (m.funktion === 'vorsitz' && n.funktion === 'vorsitz')
        return { code: 'sitzung.vorsitz-doppelt', params: { person: name(n.person) } };
    }
  }
  return null;
}

/** Members after somebody's seat ended on a day; an entry that would not have begun by then never existed. */
export const beendet = (
  mitglieder: readonly Mitglied[],
  person: PersonId,
  letzterTag: Tag,
): readonly Mitglied[] =>
  mitglieder
    .map((m) => (m.person === person && bis(m) > letzterTag ? { ...m, gueltigBis: letzterTag } : m))
    .filter((m) => bis(m) >= von(m));

/** Decides on the data of a body: by date, so that what held at an earlier session stays as it was. */
export function decideGremium(state: Gremium | null, command: GremiumCommand, facts: Facts): Antwort {
  const rolle = requireRolle(facts, [SITZUNGSDIENST, BUERGERMEISTER], 'Gremien pflegen');
  if (!rolle.ok) return rolle;
  const name: Name = (p) => nameOf(facts, p).name;
  if (command.type === 'createGremium') {
    if (state) return reject('sitzung.schon-angelegt', { was: 'Gremium' });
    const fehler = checkMitglieder(command.mitglieder, name);
    return fehler ? { ok: false, error: fehler } : ok([{ ...command, type: 'GremiumAngelegt' }]);
  }
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Gremium' });
  if (state.aufgeloestAm) return reject('sitzung.gremium-aufgeloest', { name: state.name });
  switch (command.type) {
    case 'renameGremium':
      return ok([{ ...command, type: 'GremiumUmbenannt' }]);
    case 'setGremiumRegeln':
      return ok([{ type: 'GremiumRegelnGesetzt', regeln: command.regeln }]);
    case 'addGremiumMitglied': {
      const fehler = checkMitglieder([...state.mitglieder, command.mitglied], name);
      if (fehler) return { ok: false, error: fehler };
      return ok([{ type: 'GremiumMitgliedAufgenommen', mitglied: command.mitglied }]);
    }
    case 'changeGremiumMitglied': {
      const { ab, grund } = command;
      const mitglied = { ...command.mitglied, gueltigVon: ab };
      const { person } = mitglied;
      const bisher = state.mitglieder.some((m) => m.person === person && bis(m) >= ab);
      if (!bisher) return reject('sitzung.kein-mitglied', { person: name(person), gremium: state.name });
      const letzterTag = addDays(ab, -1);
      const fehler = checkMitglieder([...beendet(state.mitglieder, person, letzterTag), mitglied], name);
      if (fehler) return { ok: false, error: fehler };
      return ok([
        { type: 'GremiumMitgliedschaftBeendet', person, letzterTag, grund },
        { type: 'GremiumMitgliedAufgenommen', mitglied },
      ]);
    }
    case 'endGremiumMitgliedschaft':
      if (!findMitglied(state, command.person, command.letzterTag))
        return reject('sitzung.kein-mitglied', { person: name(command.person), gremium: state.name });
      return ok([{ ...command, type: 'GremiumMitgliedschaftBeendet' }]);
    case 'dissolveGremium':
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Auflösung' }, 'grund');
      return ok([{ ...command, type: 'GremiumAufgeloest' }]);
    default:
      return assertNever(command);
  }
}
