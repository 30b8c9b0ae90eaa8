import type { AppState } from '../../../contract/app.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import type { Gremium, NichtoeffentlicheSitzung, Sitzung } from '../../../domain/sitzung/index.ts';

/** What every part of a session's page gets. */
export interface TerminProps {
  readonly app: AppState;
  readonly view: VorgangView;
  readonly s: Sitzung;
  readonly gremium: Gremium;
  readonly noe: { readonly view: VorgangView; readonly s: NichtoeffentlicheSitzung } | null;
  readonly verzeichnis: Verzeichnis;
}
