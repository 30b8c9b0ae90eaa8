import type { Answer } from '../../contract/channel.ts';
import type { ExecuteAnswer, VorgangView } from '../../contract/vorgang.ts';
import { currentVersion, vermerkDokument, type Laufzettel } from '../../domain/beschaffung/state.ts';
import { call } from '../bridge.ts';

type View = Pick<VorgangView, 'id' | 'revision'>;

/** Is there a printed Vermerk as new as what it prints? */
export function vermerkStand(s: Laufzettel): 'fehlt' | 'veraltet' | 'aktuell' {
  const d = vermerkDokument(s);
  if (!d) return 'fehlt';
  return currentVersion(d).revision < s.inhaltsstand ? 'veraltet' : 'aktuell';
}

/** Prints the Vermerk of the current part, with its signature fields, and puts it into the slip. */
export const printVermerk = (view: View): Promise<Answer<ExecuteAnswer>> =>
  call('laufzettel.vermerk', { vorgang: view.id, baseRevision: view.revision });

/** Closes the slip: the protocol of the whole circulation is printed and filed with it. */
export const closeWithProtokoll = (view: View): Promise<Answer<ExecuteAnswer>> =>
  call('laufzettel.abschliessen', { vorgang: view.id, baseRevision: view.revision });
