import type { StammdatenTabelle } from '../../domain/stammdaten/tabelle.ts';
import { factKey, type FactQuery, type VorgangId } from '../../domain/shared/vorgang.ts';
import { assertNever } from '../../domain/shared/result.ts';
import type { Stand } from '../../ledger/index.ts';
import type { AppContext } from './context.ts';

/** Where the answers come from: the centre knows everything, a laptop only what it holds. */
export interface GatherScope {
  /** the answer is final: numbers and claims of others are known */
  readonly zentral: boolean;
  readonly overlay?: ReadonlyMap<VorgangId, Stand>;
}

/** Vorgang that holds one table of Stammdaten; fixed, so that a rule can name the table and nothing else. */
export const stammdatenVorgang = (tabelle: string): VorgangId => `stammdaten:${tabelle}`;

/** Answers the questions of a rule from the local store. What is not known has no entry. */
export function gatherAnswers(
  ctx: Pick<AppContext, 'store' | 'verzeichnis'>,
  queries: readonly FactQuery[],
  vorgang: VorgangId,
  scope: GatherScope,
): ReadonlyMap<string, unknown> {
  const answers = new Map<string, unknown>();
  for (const query of queries) {
    const wert = answerOf(ctx, query, vorgang, scope);
    if (wert !== undefined) answers.set(factKey(query), wert);
  }
  return answers;
}

function answerOf(
  { store, verzeichnis }: Pick<AppContext, 'store' | 'verzeichnis'>,
  query: FactQuery,
  vorgang: VorgangId,
  scope: GatherScope,
): unknown {
  switch (query.art) {
    case 'verzeichnis':
      return verzeichnis();
    case 'stammdaten':
      return readTabelle(store, query.tabelle) ?? undefined;
    case 'vorgang': {
      const stand =
        scope.overlay?.get(query.id) ??
        (scope.zentral ? store.read.confirmed(query.id) : store.read.stand(query.id));
      if (stand) return stand.state;
      return scope.zentral ? null : undefined;
    }
    case 'nummer':
      return scope.zentral ? store.read.nummer(query.serie) : undefined;
    case 'dokument':
      return store.read.dokument(query.sha256) ?? (scope.zentral ? null : undefined);
    case 'belegung':
      return store.read.belegung(query.ressourcen, query.von, query.bis).filter((b) => b.vorgang !== vorgang);
    case 'datensatz':
      return store.read.datensaetze(query.tabelle, query.schluessel);
    case 'merkmal':
      return store.read.byMerkmal(query.kind, query.merkmal).filter((t) => t.vorgang !== vorgang);
    default:
      return assertNever(query);
  }
}

export function readTabelle(store: AppContext['store'], tabelle: string): StammdatenTabelle | null {
  const stand = store.read.stand(stammdatenVorgang(tabelle));
  return (stand?.state as StammdatenTabelle | undefined) ?? null;
}
