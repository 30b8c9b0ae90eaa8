import {
  buildVerzeichnis,
  type EinheitState,
  type PersonState,
  type Verzeichnis,
} from '../../domain/organisation/index.ts';
import { assertNever } from '../../domain/shared/result.ts';
import { factKey, type FactQuery, type MerkmalTreffer } from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import type { Tx } from './answer.ts';
import { readDokumente } from './documents.ts';
import { readStand, readStandsOf, toStored } from './states.ts';

/** Answers a rule's questions at the centre, where everything is known. `view`: the directory as the author may use it. */
export async function gatherAnswers(
  tx: Tx,
  tenant: string,
  queries: readonly FactQuery[],
  envelope: CommandEnvelope,
  jetzt: string,
  view: (v: Verzeichnis) => Verzeichnis = (v) => v,
): Promise<ReadonlyMap<string, unknown>> {
  const answers = new Map<string, unknown>();
  const dokumente = queries.flatMap((q) => (q.art === 'dokument' ? [q.sha256] : []));
  const known = await readDokumente(tx, tenant, dokumente, envelope, jetzt);
  for (const query of queries) {
    const answer =
      query.art === 'dokument'
        ? (known.get(query.sha256) ?? null)
        : await answerOf(tx, tenant, query, envelope.vorgang, view);
    answers.set(factKey(query), answer);
  }
  return answers;
}

async function answerOf(
  tx: Tx,
  tenant: string,
  query: Exclude<FactQuery, { readonly art: 'dokument' }>,
  vorgang: string,
  view: (v: Verzeichnis) => Verzeichnis,
): Promise<unknown> {
  switch (query.art) {
    case 'verzeichnis':
      return view(await readVerzeichnis(tx, tenant));
    case 'stammdaten':
      return (await readStand(tx, tenant, `stammdaten:${query.tabelle}`))?.stand.state ?? null;
    case 'vorgang':
      return (await readStand(tx, tenant, query.id))?.stand.state ?? null;
    case 'nummer':
      return nextNumber(tx, tenant, query.serie);
    case 'belegung':
      if (query.ressourcen.length === 0) return [];
      return tx
        .selectFrom('claim')
        .select(['ressource', 'von', 'bis', 'vorgang'])
        .where('tenant', '=', tenant)
        .where('ressource', 'in', [...query.ressourcen])
        .where('von', '<', query.bis)
        .where('bis', '>', query.von)
        .where('vorgang', '!=', vorgang)
        .orderBy('von')
        .execute();
    case 'datensatz': {
      if (query.schluessel.length === 0) return {};
      const rows = await tx
        .selectFrom('datensatz')
        .select(['schluessel', 'wert'])
        .where('tenant', '=', tenant)
        .where('tabelle', '=', query.tabelle)
        .where('schluessel', 'in', [...query.schluessel])
        .execute();
      return Object.fromEntries(rows.map((r) => [r.schluessel, JSON.parse(r.wert) as unknown]));
    }
    case 'merkmal':
      return readTreffer(tx, tenant, query.kind, query.merkmal, vorgang);
    default:
      return assertNever(query);
  }
}

/** The directory as of this transaction. */
export async function readVerzeichnis(tx: Tx, tenant: string): Promise<Verzeichnis> {
  const personen = await readStandsOf(tx, tenant, 'person');
  const einheiten = await readStandsOf(tx, tenant, 'einheit');
  return buildVerzeichnis(
    personen.map((s) => s.state as PersonState),
    einheiten.map((s) => s.state as EinheitState),
  );
}

async function nextNumber(tx: Tx, tenant: string, serie: string): Promise<number> {
  const row = await tx
    .selectFrom('serie')
    .select('zuletzt')
    .where('tenant', '=', tenant)
    .where('serie', '=', serie)
    .executeTakeFirst();
  return (row?.zuletzt ?? 0) + 1;
}

async function readTreffer(
  tx: Tx,
  tenant: string,
  art: string,
  merkmal: string,
  vorgang: string,
): Promise<readonly MerkmalTreffer[]> {
  const rows = await tx
    .selectFrom('merkmal')
    .innerJoin('stand', (j) =>
      j.onRef('stand.tenant', '=', 'merkmal.tenant').onRef('stand.vorgang', '=', 'merkmal.vorgang'),
    )
    .selectAll('stand')
    .where('merkmal.tenant', '=', tenant)
    .where('merkmal.art', '=', art)
    .where('merkmal.merkmal', '=', merkmal)
    .where('merkmal.vorgang', '!=', vorgang)
    .execute();
  return rows.map((row) => {
    const { projection } = toStored(row);
    return {
      vorgang: row.vorgang,
      nummer: projection.nummer,
      titel: projection.titel,
      felder: projection.felder,
    };
  });
}
