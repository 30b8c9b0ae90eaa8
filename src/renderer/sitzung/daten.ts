import { useMemo } from 'react';
import type { AppState } from '../../contract/app.ts';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangRow, VorgangView } from '../../contract/vorgang.ts';
import { findPerson, formatPerson, type Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import type { ErrorTable, Rejection } from '../../domain/shared/rejection.ts';
import type { PersonId } from '../../domain/shared/vorgang.ts';
import {
  errors,
  nextActions,
  type Aktionsvorgang,
  type Gremium,
  type NichtoeffentlicheSitzung,
  type Sitzung,
  type SitzungAktion,
} from '../../domain/sitzung/index.ts';
import { errors as umlaufErrors } from '../../domain/umlauf/index.ts';
import { useQuery } from '../shell/query.ts';
import { problemOf } from '../vorgang/texte.ts';

/** One Vorgang with its state; `id` null or undefined: don't ask. */
export function useVorgang<S = unknown>(
  id: string | null | undefined,
): { readonly view: VorgangView | null; readonly s: S | null; readonly problem: Problem | null } {
  const { data, problem } = useQuery('vorgang.get', id ? { id } : undefined);
  return { view: data, s: (data?.state as S | undefined) ?? null, problem };
}

export const useVerzeichnis = (): Verzeichnis | null => useQuery('verzeichnis.get', null).data;

/** A session with its body and, for those who may read it, its non-public part; `da` null: still on its way. */
export function useSitzung(id: string) {
  const { view, s, problem } = useVorgang<Sitzung>(id);
  const gremium = useVorgang<Gremium>(s?.gremium).s;
  const noe = useVorgang<NichtoeffentlicheSitzung>(s?.nichtoeffentlicheSitzung);
  const verzeichnis = useVerzeichnis();
  const da =
    view && s && gremium && verzeichnis && (noe.view || noe.problem)
      ? { view, s, gremium, noe: noe.view && noe.s ? { view: noe.view, s: noe.s } : null, verzeichnis }
      : null;
  return { da, problem: view ? null : problem };
}

/** Bodies by name, council first. */
export function useGremien(): readonly VorgangRow[] {
  const { data } = useQuery('vorgang.list', { arten: ['gremium'], offen: true });
  return useMemo(() => {
    const rang = (r: VorgangRow) => (r.felder['art'] === 'rat' ? '0' : '1') + r.titel;
    return [...(data ?? [])].sort((a, b) => rang(a).localeCompare(rang(b)));
  }, [data]);
}

export const personName = (v: Verzeichnis | null, id: PersonId): string => {
  const p = v && findPerson(v, id);
  return p ? formatPerson(p) : 'nicht im Verzeichnis';
};

export const texte: readonly ErrorTable[] = [errors, umlaufErrors];

export const problemFor = (r: Rejection): Problem => problemOf(r, ...texte);

/** A warning of the rules in one line. */
export const warnungText = (w: { readonly code: string; readonly params: Rejection['params'] }): string =>
  problemFor(w).cause;

/** What this person may do next with it; nothing where it is only to be read. */
export const aktionenFuer = (
  app: AppState,
  view: VorgangView,
  s: Aktionsvorgang,
  verzeichnis: Verzeichnis,
): readonly SitzungAktion[] =>
  view.nurLesen ? [] : nextActions(s, app.person?.id ?? '', verzeichnis, app.heute);

/** The action for a command if it fits the phase; why not, if it is refused. */
export const findAktion = (
  aktionen: readonly SitzungAktion[],
  command: string,
  bezug?: string,
): SitzungAktion | null =>
  aktionen.find((a) => a.command === command && (bezug === undefined || a.bezug === bezug)) ?? null;

export const darf = (aktionen: readonly SitzungAktion[], command: string): boolean =>
  aktionen.some((a) => a.command === command && a.erlaubt);

/** The way to a paper, a motion or an urgent decision. */
export const papierpfad = (nummer: string | null) => [
  { text: 'Vorlagen und Anträge', href: '#/sitzung?ansicht=vorlagen' },
  { text: nummer ?? 'noch ohne Nummer' },
];
