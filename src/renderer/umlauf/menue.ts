import { BellRing, CircleHelp, Plus, Scale, SkipForward, Undo2, UserRoundPen, XCircle } from 'lucide-react';
import { findSchritt } from '../../domain/umlauf/index.ts';
import type { MenuEintrag } from '../kit/Menu.tsx';
import type { OffenerDialog } from './dialoge/offen.ts';
import { aktionenOf, allowed, type UmlaufVorgang } from './vorgang.ts';

/** The further acts on a route that this person may do now, for the „…“ menu. */
export function umlaufMenue(v: UmlaufVorgang, open: (d: OffenerDialog) => void): readonly MenuEintrag[] {
  const aktionen = aktionenOf(v);
  const name = (id: string | null) => (id === null ? '' : (findSchritt(v.umlauf, id)?.bezeichnung ?? ''));
  const eintraege: MenuEintrag[] = [];
  const add = (
    command: string,
    icon: MenuEintrag['icon'],
    text: string,
    dialog: OffenerDialog,
    gefahr = false,
  ) => {
    if (allowed(aktionen, command).length > 0) {
      eintraege.push({ id: command, text, icon, gefahr, run: () => open(dialog) });
    }
  };
  const [frage] = allowed(aktionen, 'askRueckfrage');
  if (frage?.schritt) {
    add('askRueckfrage', CircleHelp, 'Rückfrage …', { art: 'rueckfrage', schritt: frage.schritt });
  }
  add('remindSchritt', BellRing, 'Erinnern …', { art: 'erinnern' });
  add('returnUmlauf', Undo2, 'Zurückgeben …', { art: 'zurueckgeben' });
  add('declareInteressenkonflikt', Scale, 'Interessenkonflikt erklären …', { art: 'konflikt' });
  add('addSchritt', Plus, 'Schritt hinzufügen …', { art: 'schritt' });
  for (const a of allowed(aktionen, 'replaceAdressat')) {
    if (a.schritt === null || findSchritt(v.umlauf, a.schritt)?.status !== 'aktuell') continue;
    eintraege.push({
      id: `ersatz ${a.schritt}`,
      text: `Ersatz benennen: ${name(a.schritt)} …`,
      icon: UserRoundPen,
      run: () => open({ art: 'ersatz', schritt: a.schritt ?? '' }),
    });
  }
  for (const a of allowed(aktionen, 'skipSchritt')) {
    eintraege.push({
      id: `skip ${a.schritt}`,
      text: `Überspringen: ${name(a.schritt)} …`,
      icon: SkipForward,
      run: () => open({ art: 'ueberspringen', schritt: a.schritt ?? '' }),
    });
  }
  add('withdrawUmlauf', XCircle, 'Umlauf zurückziehen …', { art: 'zurueckziehen' }, true);
  return eintraege;
}
