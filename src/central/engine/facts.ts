import type { Verzeichnis } from '../../domain/organisation/index.ts';
import { assertNever } from '../../domain/shared/result.ts';
import {
  factKey,
  type FactQuery,
  type MerkmalTreffer,
  type Projection,
} from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import type { Tx } from '../db/schema.ts';
import { readBelegung } from './claims.ts';
import { readDokumente } from './documents.ts';
import type { Session } from './session.ts';

/** Answered out of the session; all others are questions to the database. */
const IN_SESSION: ReadonlySet<FactQuery['art']> = new Set([
  'verzeichnis',
  'stammdaten',
  'vorgang',
  'nummer',
  'belegung',
  'datensatz',
]);

/** Answers a rule's questions at the centre, where everything is known. `view`: the directory as the author may use it. */
export async function gatherAnswers(
  session: Session,
  queries: readonly FactQuery[],
  envelope: CommandEnvelope,
  jetzt: string,
  view: (v: Verzeichnis) => Verzeichnis = (v) => v,
): Promise<ReadonlyMap<string, unknown>> {
  const answers = new Map<string, unknown>();
  const dokumente = queries.flatMap((q) => (q.art === 'dokument' ? [q.sha256] : []));
  // Whatever the database is asked itself must find what was decided just before.
  if (queries.some((q) => !IN_SESSION.has(q.art))) await session.writeOut();
  const { tx, tenant } = session;
  const known = await readDokumente(tx, tenant, dokumente, envelope, jetzt);
  for (const query of queries) {
    const answer =
      query.art === 'dokument'
        ? (known.get(query.sha256) ?? null)
        : await answerOf(session, query, envelope.vorgang, view);
    answers.set(factKey(query), answer);
  }
  return answers;
}

async function answerOf(
  session: Session,
  query: Exclude<FactQuery, { readonly art: 'dokument' }>,
  vorgang: string,
  view: (v: Verzeichnis) => Verzeichnis,
): Promise<unknown> {
  const { tx, tenant } = session;
  switch (query.art) {
    case 'verzeichnis':
      return view(await session.verzeichnis());
    case 'stammdaten':
      return (await session.stand(`stammdaten:${query.tabelle}`))?.stand.state ?? null;
    case 'vorgang':
      return (await session.stand(query.id))?.stand.state ?? null;
    case 'nummer':
      return (await session.serie(query.serie)) + 1;
    case 'belegung':
      return readBelegung(session, query.ressourcen, query.von, query.bis, vorgang);
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
    .select(['stand.vorgang', 'stand.projection'])
    .where('merkmal.tenant', '=', tenant)
    .where('merkmal.art', '=', art)
    .where('merkmal.merkmal', '=', merkmal)
    .where('merkmal.vorgang', '!=', vorgang)
    .execute();
  return rows.map((row) => {
    const projection = JSON.parse(row.projection) as Projection;
    return {
      vorgang: row.vorgang,
      nummer: projection.nummer,
      titel: projection.titel,
      felder: projection.felder,
    };
  });
}
