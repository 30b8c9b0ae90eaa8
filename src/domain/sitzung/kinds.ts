import type { Kind } from '../shared/vorgang.ts';
import { mitAufbewahrung } from './aufbewahrung.ts';
import { anlageKind } from './anlage/kind.ts';
import { antragKind } from './antrag/kind.ts';
import { dringlichkeitKind } from './dringlichkeit/kind.ts';
import { gremiumKind } from './gremium/kind.ts';
import { nichtoeffentlichKind } from './nichtoeffentlich/kind.ts';
import { niederschriftKind } from './niederschrift/kind.ts';
import { sitzungKind } from './sitzung/kind.ts';
import { vorlageKind } from './vorlage/kind.ts';

/** All kinds of Vorgang of the Sitzungsdienst; each sets down how long it is kept when it is closed. */
export const kinds: readonly Kind[] = [
  gremiumKind,
  vorlageKind,
  anlageKind,
  antragKind,
  sitzungKind,
  nichtoeffentlichKind,
  niederschriftKind,
  dringlichkeitKind,
].map(mitAufbewahrung);
