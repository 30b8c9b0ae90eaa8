import { z } from 'zod';
import type { VorgangId } from '../domain/shared/vorgang.ts';
import type { StammdatenTabelle } from '../domain/stammdaten/tabelle.ts';
import { channel } from './channel.ts';

const tabelle = z.object({ tabelle: z.string().max(200) });

/** How the content of a table is built, as JSON Schema 2020-12; the window makes its form from it. */
export type InhaltSchema = Readonly<Record<string, unknown>>;

export const stammdatenChannels = {
  'stammdaten.list': channel<
    readonly { readonly tabelle: string; readonly bezeichnung: string; readonly vorgang: VorgangId }[]
  >()(z.null()),
  'stammdaten.get': channel<StammdatenTabelle>()(tabelle),
  'stammdaten.form': channel<{ readonly schema: InhaltSchema; readonly pflege: readonly string[] }>()(
    tabelle,
  ),
} as const;
