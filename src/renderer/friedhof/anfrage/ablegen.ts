import type { Problem } from '../../../contract/channel.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Unterlage } from '../../../domain/bestattung/begriffe.ts';
import type { Terminplan } from '../../../domain/bestattung/belegung.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { navigate } from '../../shell/router.ts';
import { execute, newId, sayDone } from '../../vorgang/execute.ts';
import type { angabenAus } from './entwurf.ts';

type Angaben = NonNullable<ReturnType<typeof angabenAus>>;

/** All that was said during the call. */
export interface Neu {
  readonly angaben: Angaben;
  readonly termin: Terminplan | null;
  readonly grab: string | null;
  readonly papiere: readonly Unterlage[];
  /** why it is not the case that looks the same */
  readonly andere: string;
}

/** Creates the case, then what belongs to it step by step; what was kept stays if a later step is refused. */
export async function legeAn(neu: Neu, heute: Tag): Promise<Problem | null> {
  const { angaben, termin, grab, papiere, andere } = neu;
  const id = await newId();
  if (typeof id !== 'string') return id;
  const schritte = [
    {
      type: 'createBestattung',
      jahr: Number(heute.slice(0, 4)),
      angaben,
      keinDoppelfall: andere.trim() || null,
    },
    ...(termin ? [{ type: 'holdTermin', plan: termin }] : []),
    ...(grab === null ? [] : [{ type: 'assignGrab', grab, verlaengerungJahre: 0 }]),
    ...papiere.map((unterlage) => ({
      type: 'recordUnterlage',
      unterlage,
      am: heute,
      dokument: null,
    })),
  ];
  let revision = 0;
  for (const command of schritte) {
    const answer = await execute({ art: 'bestattung', id, revision }, command as never);
    if (!answer.ok) {
      // the case is there already: it goes on at its own page, where the next step can be repeated
      if (revision > 0) navigate(`#/friedhof/${id}?hinweis=${encodeURIComponent(answer.problem.cause)}`);
      return answer.problem;
    }
    revision = answer.value.vorgang.revision;
    if (command === schritte.at(-1))
      sayDone(termin ? 'Der Termin ist vorgemerkt.' : 'Die Anfrage ist gespeichert.', answer.value);
  }
  navigate(`#/friedhof/${id}`);
  return null;
}

/** Corrects a case that is there. */
export async function aendere(
  ziel: VorgangView,
  angaben: Angaben,
  bisher: BestattungState,
): Promise<Problem | null> {
  const answer = await execute(ziel, { type: 'updateAngaben', angaben } as never);
  if (!answer.ok) return answer.problem;
  sayDone('Die Angaben sind gespeichert.', answer.value);
  // What undertaker and crew know has changed: the new sheet is shown at once.
  const neu = (answer.value.vorgang.state as BestattungState).fassung > bisher.fassung;
  navigate(`#/friedhof/${ziel.id}${neu ? '?blatt=neu' : ''}`);
  return null;
}
