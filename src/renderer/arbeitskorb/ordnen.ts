import type { Arbeitskorb, AufgabeRow } from '../../contract/vorgang.ts';
import type { Tag } from '../../domain/shared/vorgang.ts';
import { fachOf } from '../faecher.ts';
import { frist } from '../kit/format.ts';
import { STATUS_ICON } from '../kit/Status.tsx';
import type { StatusStufe } from '../../domain/shared/vorgang.ts';

/** Due first over all Fächer; without a date by how long it has waited. */
export function byUrgency(a: AufgabeRow, b: AufgabeRow): number {
  const due = (a.faellig ?? '9999').localeCompare(b.faellig ?? '9999');
  if (due !== 0) return due;
  const time = (a.uhrzeit ?? '99').localeCompare(b.uhrzeit ?? '99');
  return time !== 0 ? time : a.seit.localeCompare(b.seit);
}

/** The task „Mit dem Dringendsten beginnen“ opens: the most urgent of tasks and questions. */
export const mostUrgent = (korb: Arbeitskorb): AufgabeRow | null =>
  [...korb.aufgaben, ...korb.rueckfragen].sort(byUrgency)[0] ?? null;

/** What a task says of itself: overdue beats everything, then what is asked of me. */
export function taskStatus(
  a: AufgabeRow,
  heute: Tag,
): { readonly stufe: StatusStufe; readonly text: string; readonly icon?: typeof STATUS_ICON.frist } {
  if (a.faellig !== null && a.faellig < heute) return { stufe: 'fehler', text: 'Überfällig' };
  if (a.art === 'rueckfrage') return { stufe: 'warnung', text: 'Rückfrage', icon: STATUS_ICON.rueckfrage };
  if (a.art === 'kenntnis') return { stufe: 'laeuft', text: 'Zur Kenntnis' };
  if (a.art === 'bearbeiten' || a.art === 'melden') return { stufe: 'wartet', text: 'Zu erledigen' };
  return { stufe: 'wartet', text: 'Sie sind dran' };
}

/** Second line of a task: as its Fach writes it, else number, step and subject. */
export const taskLine = (a: AufgabeRow): string =>
  [
    fachOf(a.vorgang.art)?.zeile?.(a) ??
      [a.vorgang.nummer, a.text, a.vorgang.untertitel].filter(Boolean).join(' · '),
    a.vertretung ?? '',
  ]
    .filter(Boolean)
    .join(' · ');

export const taskFrist = (a: AufgabeRow, heute: Tag) =>
  a.faellig === null ? null : frist(a.faellig, heute, a.uhrzeit);
