import type { ErrorTable, Rejection } from '../../domain/shared/rejection.ts';
import { formatErrorText } from '../../domain/shared/rejection.ts';
import { findPerson, formatPerson, type Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import type { PersonId } from '../../domain/shared/vorgang.ts';
import type { Answer, Problem } from '../../contract/channel.ts';
import type { Kinds, LedgerCrypto } from '../../ledger/index.ts';
import type { Clock, NewId, WorkspaceStore } from './ports.ts';

/** Everything a use case gets as arguments; made once by the composition root when a workspace is unlocked. */
export interface AppContext {
  readonly store: WorkspaceStore;
  readonly kinds: Kinds;
  readonly crypto: LedgerCrypto;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly tenant: string;
  /** id of this device; together with the person it makes the clientId */
  readonly device: string;
  readonly errors: ErrorTable;
  /** directory of people as of now; cached, made anew when a person or unit changes */
  readonly verzeichnis: () => Verzeichnis;
  /** to be called when a person or unit was written, or its writing rolled back */
  readonly forgetVerzeichnis: () => void;
  /** tells the window which Vorgaenge changed */
  readonly changed: (vorgaenge: readonly string[]) => void;
}

/** One outbox and one series of numbers per (device, person). */
export const clientIdOf = (device: string, person: PersonId): string => `${device}:${person}`;

/** German text for a rejection; a code without text is a bug that a test finds, and is shown plainly. */
export function problemOf(errors: ErrorTable, rejection: Rejection): Problem {
  const text = errors[rejection.code];
  if (!text) throw new Error(`No German text for error code ${rejection.code}`);
  const { code, params, field } = rejection;
  return { code, params, ...(field === undefined ? {} : { field }), ...formatErrorText(text, params) };
}

/** The engine names a person by their id; the screen by their name. */
export function withNames(ctx: Pick<AppContext, 'verzeichnis'>, rejection: Rejection): Rejection {
  const person = findPerson(ctx.verzeichnis(), String(rejection.params['person'] ?? ''));
  return person ? { ...rejection, params: { ...rejection.params, person: formatPerson(person) } } : rejection;
}

export const done = <T>(value: T): Answer<T> => ({ ok: true, value });
export const refuse = (
  ctx: Pick<AppContext, 'errors'>,
  rejection: Rejection,
): Extract<Answer<never>, { ok: false }> => ({
  ok: false,
  problem: problemOf(ctx.errors, rejection),
});
