import { formatZeitpunkt, uhrzeitOf } from '../domain/shared/dates.ts';
import type { Rejection } from '../domain/shared/rejection.ts';
import type { BelegungFakt } from '../domain/shared/vorgang.ts';

/** What every runner answers to `claim` when another Vorgang holds the resource in that time. */
export const takenRejection = (taken: BelegungFakt): Rejection => ({
  code: 'ledger.ressource-belegt',
  params: {
    ressource: taken.ressource,
    von: formatZeitpunkt(taken.von),
    bis: uhrzeitOf(taken.bis),
  },
});
