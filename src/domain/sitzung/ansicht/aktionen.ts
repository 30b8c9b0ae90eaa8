import type { PersonId, Tag } from '../../shared/vorgang.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import type { Antrag } from '../antrag/state.ts';
import type { Dringlichkeitsentscheidung } from '../dringlichkeit/state.ts';
import type { Niederschrift } from '../niederschrift/state.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import type { Sitzung } from '../sitzung/state.ts';
import type { Vorlage } from '../vorlage/state.ts';
import { amt, type Aktion } from './aktion.ts';
import { vorlageAktionen } from './aktionen-vorlage.ts';
import { nichtoeffentlichAktionen, sitzungAktionen } from './aktionen-sitzung.ts';
import { dringlichkeitAktionen, niederschriftAktionen } from './aktionen-unterschrift.ts';

export type Aktionsvorgang =
  Vorlage | Antrag | Sitzung | NichtoeffentlicheSitzung | Niederschrift | Dringlichkeitsentscheidung;

/**
 * What this person may do next with a Vorgang, the likely first. Only what fits its phase is listed; what
 * fits but is refused says why. The rule decides again when the command comes.
 */
export function nextActions(
  s: Aktionsvorgang,
  person: PersonId,
  v: Verzeichnis,
  tag: Tag,
): readonly Aktion[] {
  const b = { person, v, tag };
  switch (s.art) {
    case 'vorlage':
      return vorlageAktionen(s, b);
    case 'antrag':
      return s.phase === 'eingegangen'
        ? [amt(b, 'admitAntrag', 'Zulassen'), amt(b, 'refuseAntrag', 'Zurückweisen …')]
        : s.phase === 'zugelassen'
          ? [
              amt(b, 'answerAntrag', s.antragArt === 'anfrage' ? 'Beantworten …' : 'Stellungnahme …'),
              amt(b, 'withdrawAntrag', 'Zurückziehen …'),
            ]
          : [];
    case 'sitzung':
      return sitzungAktionen(s, b);
    case 'sitzung_nichtoeffentlich':
      return nichtoeffentlichAktionen(s, b);
    case 'niederschrift':
      return niederschriftAktionen(s, b);
    case 'dringlichkeitsentscheidung':
      return dringlichkeitAktionen(s, b);
  }
}
