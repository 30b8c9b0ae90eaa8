import { reject, type Rejection } from '../../shared/rejection.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Facts, Sha256 } from '../../shared/vorgang.ts';
import { bestattungStatusText, type BestattungStatus } from '../begriffe.ts';
import { pruefeDokument } from '../dokument.ts';
import type { BestattungEvent } from './schema.ts';
import { istBeendet, type BestattungState } from './state.ts';

/** What every decision of a burial case comes to. */
export type Decided = Result<readonly BestattungEvent[], Rejection>;

/** Goes on only in one of these states. */
export function imStatus(
  state: BestattungState,
  erlaubt: readonly BestattungStatus[],
  dann: () => Decided,
): Decided {
  if (erlaubt.includes(state.status)) return dann();
  const texte = erlaubt.map((s) => bestattungStatusText[s]).join('“ oder „');
  return reject('bestattung.status', { status: bestattungStatusText[state.status], erlaubt: texte });
}

/** Goes on as long as the case has not ended. */
export const offen = (state: BestattungState, dann: () => Decided): Decided =>
  istBeendet(state.status)
    ? reject('bestattung.status', { status: bestattungStatusText[state.status], erlaubt: 'nicht beendet' })
    : dann();

/** An entry with the file behind it, if one is named: it must be stored and readable. */
export function mitDatei(
  facts: Facts,
  dokument: Sha256 | null,
  wofuer: 'scan' | 'blatt',
  was: string,
  event: BestattungEvent,
): Decided {
  const datei = pruefeDokument(facts, dokument, wofuer, was);
  return datei.ok ? ok([event]) : datei;
}
