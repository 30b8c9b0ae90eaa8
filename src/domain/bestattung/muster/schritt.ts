import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import type { Command, PersonId, VorgangId, Zeitpunkt } from '../../shared/vorgang.ts';
import type { Grab } from '../grab.ts';
import type { Regelwerk } from '../tabellen/index.ts';

/** One act of the demo: to be executed with the clock at `zeit`, in the order given. */
export interface Demoschritt {
  readonly art: 'bestattung' | 'arbeitsauftrag';
  readonly vorgang: VorgangId;
  readonly akteur: PersonId;
  readonly zeit: Zeitpunkt;
  readonly command: Command;
}

export interface Demoumfeld {
  readonly r: Regelwerk;
  /** the sample graves, or enough of them */
  readonly graeber: readonly Grab[];
  readonly verzeichnis: Verzeichnis;
  /** makes the ids; the n-th call names the n-th thing */
  readonly id: () => string;
}
