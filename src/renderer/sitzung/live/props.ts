import type { Gremium, Sitzung } from '../../../domain/sitzung/index.ts';
import type { AppState } from '../../../contract/app.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import type { LivePunkt, Noe } from './punkt.ts';

export interface LiveProps {
  readonly app: AppState;
  readonly view: VorgangView;
  readonly s: Sitzung;
  readonly gremium: Gremium;
  readonly noe: Noe;
  readonly verzeichnis: Verzeichnis;
  readonly ohneBuergermeister: readonly string[];
}

export type PunktProps = LiveProps & { readonly punkt: LivePunkt; readonly um: string };
