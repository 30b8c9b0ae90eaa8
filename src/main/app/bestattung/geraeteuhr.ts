import type { Problem } from '../../../contract/channel.ts';
import { pruefeGeraeteuhr, type Regelwerk } from '../../../domain/bestattung/index.ts';
import { addMinutes } from '../../../domain/shared/dates.ts';
import { problemOf, type AppContext } from '../context.ts';

/** Minutes by which the centre's clock is ahead of this device's, as the last contact showed. */
const CLOCK_SETTING = 'sync:uhr';

/** Is the clock of this device off by more than the city tolerates? null: it is not, or there is no centre. */
export function geraeteuhrOf(
  ctx: Pick<AppContext, 'store' | 'clock' | 'errors'>,
  r: Regelwerk,
): Problem | null {
  const minuten = (ctx.store.read.setting(CLOCK_SETTING) as number | undefined | null) ?? 0;
  const jetzt = ctx.clock.now();
  const befund = pruefeGeraeteuhr(jetzt, addMinutes(jetzt, minuten), r.zeiten.geraeteuhrToleranzMin);
  return befund && problemOf(ctx.errors, { code: befund.code, params: befund.params });
}
