import type { DocumentInfo } from '../../../contract/document.ts';
import type { Unterlage } from '../../../domain/bestattung/begriffe.ts';
import type { BestattungCommand } from '../../../domain/bestattung/bestattung/schema.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { assertNever } from '../../../domain/shared/result.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { tagVon } from '../../kit/format.ts';

/** Commands that end a dialog of their own here. */
export type Fallaktion = Extract<
  BestattungCommand['type'],
  | 'releaseTermin'
  | 'rejectAnfrage'
  | 'cancelBestattung'
  | 'assignGrab'
  | 'recordUnterlage'
  | 'removeUnterlage'
  | 'recordGenehmigung'
  | 'recordAnruf'
  | 'closeBestattung'
>;

/** What is entered in such a dialog; each uses its part of it. */
export interface Falleingabe {
  readonly grund: string;
  readonly grab: string | null;
  readonly jahre: number;
  readonly unterlage: Unterlage | '';
  readonly scan: DocumentInfo | null;
  /** a former crew that was told; '': the one ordered */
  readonly kolonne: string;
  readonly tag: Tag | null;
  readonly art: 'fruehbestattung' | 'fristverlaengerung';
  readonly behoerde: string;
  readonly aktenzeichen: string;
  readonly mit: string;
}

/** What a dialog starts with: the case as it stands, today, or the day of a burial that has passed. */
export const ersteEingabe = (
  aktion: Fallaktion,
  s: BestattungState,
  papier: Unterlage | null,
  heute: Tag,
): Falleingabe => ({
  grund: '',
  grab: s.grab,
  jahre: s.verlaengerungJahre,
  unterlage: papier ?? '',
  scan: null,
  kolonne: '',
  tag:
    aktion === 'closeBestattung' && s.plan && tagVon(s.plan.beginn) < heute
      ? tagVon(s.plan.beginn)
      : aktion === 'recordGenehmigung'
        ? null
        : heute,
  art: 'fristverlaengerung',
  behoerde: '',
  aktenzeichen: '',
  mit: '',
});

/** Office and crew contradict each other: it ends only with a word on how that was cleared up. */
export const brauchtKlaerung = (s: BestattungState): boolean => s.auftrag.klaerung.length > 0;

/** The command that is entered; null: something is missing, which its field says. */
export function befehlAus(
  aktion: Fallaktion,
  eingabe: Falleingabe,
  s: BestattungState,
  heute: Tag,
): BestattungCommand | null {
  const { grund, grab, jahre, unterlage, scan, kolonne, tag, art, behoerde, aktenzeichen, mit } = eingabe;
  switch (aktion) {
    case 'releaseTermin':
      return { type: aktion };
    case 'rejectAnfrage':
    case 'cancelBestattung':
      return grund.trim().length < 3 ? null : { type: aktion, grund: grund.trim() };
    case 'assignGrab':
      if (grab === null && s.grab === null) return null;
      return { type: aktion, grab, verlaengerungJahre: grab === null ? 0 : jahre };
    case 'recordUnterlage':
      return unterlage === '' || tag === null || tag > heute
        ? null
        : { type: aktion, unterlage, am: tag, dokument: scan?.sha256 ?? null };
    case 'removeUnterlage':
      return unterlage === '' || grund.trim().length < 3
        ? null
        : { type: aktion, unterlage, grund: grund.trim() };
    case 'recordGenehmigung':
      return behoerde.trim().length < 2 ||
        aktenzeichen.trim() === '' ||
        (art === 'fristverlaengerung' && tag === null)
        ? null
        : {
            type: aktion,
            genehmigung: {
              art,
              bis: art === 'fristverlaengerung' ? tag : null,
              behoerde: behoerde.trim(),
              aktenzeichen: aktenzeichen.trim(),
            },
            dokument: scan?.sha256 ?? null,
          };
    case 'recordAnruf':
      return mit.trim().length < 2
        ? null
        : { type: aktion, fassung: s.fassung, mit: mit.trim(), kolonne: kolonne || null };
    case 'closeBestattung':
      return tag === null || (brauchtKlaerung(s) && grund.trim().length < 3)
        ? null
        : { type: aktion, beigesetztAm: tag, klaerung: grund.trim() || null };
    default:
      return assertNever(aktion);
  }
}
