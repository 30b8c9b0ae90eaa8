import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Facts } from '../../shared/vorgang.ts';
import type { BestattungCommand } from './schema.ts';
import type { BestattungState } from './state.ts';
import { mitDatei, type Decided } from './zulaessig.ts';

/** Keeps the sheet of a version that went out; each once, also after the case has ended. */
export function keepBlatt(
  state: BestattungState,
  c: Extract<BestattungCommand, { type: 'keepBlatt' }>,
  facts: Facts,
): Decided {
  const fassung = state.fassungen.find((f) => f.nummer === c.fassung);
  if (!fassung) return reject('bestattung.fassung-unbekannt', { n: c.fassung });
  if (fassung.blaetter?.some((b) => b.blatt === c.blatt)) return ok([]);
  return mitDatei(facts, c.dokument, 'blatt', 'Das Blatt', {
    type: 'BlattAufbewahrt',
    fassung: c.fassung,
    blatt: c.blatt,
    dokument: c.dokument,
  });
}

/** Also after a cancellation: that the crew was told by phone is what matters then. */
export function recordAnruf(
  state: BestattungState,
  c: Extract<BestattungCommand, { type: 'recordAnruf' }>,
): Decided {
  return state.fassungen.some((f) => f.nummer === c.fassung)
    ? ok([{ type: 'AnrufErfasst', fassung: c.fassung, mit: c.mit, kolonne: c.kolonne }])
    : reject('bestattung.fassung-unbekannt', { n: c.fassung });
}
