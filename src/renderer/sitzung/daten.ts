import { useMemo } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { VorgangRow, VorgangView } from '../../contract/vorgang.ts';
import { findPerson, formatPerson, type Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import type { ErrorTable, Rejection } from '../../domain/shared/rejection.ts';
import type { PersonId } from '../../domain/shared/vorgang.ts';
import { errors, type SitzungAktion } from '../../domain/sitzung/index.ts';
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

/** The action for a command if it fits the phase; why not, if it is refused. */
export const findAktion = (
  aktionen: readonly SitzungAktion[],
  command: string,
  bezug?: string,
): SitzungAktion | null =>
  aktionen.find((a) => a.command === command && (bezug === undefined || a.bezug === bezug)) ?? null;

export const darf = (aktionen: readonly SitzungAktion[], command: string): boolean =>
  aktionen.some((a) => a.command === command && a.erlaubt);
