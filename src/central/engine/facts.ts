import type { Verzeichnis } from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import { assertNever } from '../../domain/shared/result.ts';
import {
  factKey,
  type FactQuery,
  type MerkmalTreffer,
  type Projection,
} from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import { readBelegung } from './claims.ts';
import { readableScopes } from './directory.ts';
import { readDokumente } from './documents.ts';
import type { Session } from './session.ts';
import { andThen, type Soon } from './soon.ts';

type View = (v: Verzeichnis) => Verzeichnis;
type Answers = ReadonlyMap<string, unknown>;
/** Answered by what the session knows of the directory, of states and of series. */
type OfSession = Extract<FactQuery, { readonly art: 'verzeichnis' | 'stammdaten' | 'vorgang' | 'nummer' }>;
type OfMerkmal = Extract<FactQuery, { readonly art: 'merkmal' }>;
type OfDocument = Extract<FactQuery, { readonly art: 'dokument' }>;

/** Answers a rule's questions at the centre, where everything is known. `view`: the directory as the author may use it. */
export function gatherAnswers(
  session: Session,
  queries: readonly FactQuery[],
  envelope: CommandEnvelope,
  jetzt: string,
  view: View = (v) => v,
): Soon<Answers> {
  const answers = new Map<string, unknown>();
  for (const query of queries) {
    if (!isOfSession(query)) return askDatabase(session, queries, envelope, jetzt, view);
    const answer = askSession(session, query, view);
    if (answer instanceof Promise)
      return answer.then(() => askDatabase(session, queries, envelope, jetzt, view));
    answers.set(factKey(query), answer);
  }
  return answers;
}

const isOfSession = (q: FactQuery): q is OfSession =>
  q.art === 'verzeichnis' || q.art === 'stammdaten' || q.art === 'vorgang' || q.art === 'nummer';

function askSession(session: Session, query: OfSession, view: View): Soon<unknown> {
  switch (query.art) {
    case 'verzeichnis':
      return andThen(session.verzeichnis(), view);
    case 'stammdaten':
      return andThen(session.stand(`stammdaten:${query.tabelle}`), (stored) => stored?.stand.state ?? null);
    case 'vorgang':
      return andThen(session.stand(query.id), (stored) => stored?.stand.state ?? null);
    case 'nummer':
      return andThen(session.serie(query.serie), (last) => last + 1);
    default:
      return assertNever(query);
  }
}

async function askDatabase(
  session: Session,
  queries: readonly FactQuery[],
  envelope: CommandEnvelope,
  jetzt: string,
  view: View,
): Promise<Answers> {
  const answers = new Map<string, unknown>();
  // Rows answer these two, so what was decided just before must stand there; claims are looked up in both.
  if (queries.some((q) => q.art === 'dokument' || q.art === 'merkmal')) await session.writeOut();
  const dokumente = queries.flatMap((q) => (q.art === 'dokument' ? [q.sha256] : []));
  const known = await readDokumente(session.tx, session.tenant, dokumente, envelope, jetzt);
  for (const query of queries) {
    const answer = isOfSession(query)
      ? await askSession(session, query, view)
      : query.art === 'dokument'
        ? (known.get(query.sha256) ?? null)
        : query.art === 'merkmal'
          ? await askTreffer(session, query, envelope, jetzt, view)
          : await askRows(session, query, envelope.vorgang);
    answers.set(factKey(query), answer);
  }
  return answers;
}

async function askRows(
  session: Session,
  query: Exclude<FactQuery, OfSession | OfDocument | OfMerkmal>,
  vorgang: string,
): Promise<unknown> {
  const { tx, tenant } = session;
  switch (query.art) {
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
    default:
      return assertNever(query);
  }
}

/** A rule counts every hit; number and title are for those who may read it. */
async function askTreffer(
  { tx, tenant, verzeichnis }: Session,
  { kind, merkmal }: OfMerkmal,
  { author, vorgang }: CommandEnvelope,
  jetzt: string,
  view: View,
): Promise<readonly MerkmalTreffer[]> {
  const own = readableScopes(view(await verzeichnis()), author, tagOf(jetzt));
  const rows = await tx
    .selectFrom('merkmal')
    .innerJoin('stand', (j) =>
      j.onRef('stand.tenant', '=', 'merkmal.tenant').onRef('stand.vorgang', '=', 'merkmal.vorgang'),
    )
    .select(['stand.vorgang', 'stand.projection'])
    .where('merkmal.tenant', '=', tenant)
    .where('merkmal.art', '=', kind)
    .where('merkmal.merkmal', '=', merkmal)
    .where('merkmal.vorgang', '!=', vorgang)
    .execute();
  return rows.map((row) => {
    const { lesbar, nummer, titel, felder } = JSON.parse(row.projection) as Projection;
    return lesbar.some((scope) => own.has(scope))
      ? { vorgang: row.vorgang, nummer, titel, felder }
      : { vorgang: row.vorgang, nummer: null, titel: '', felder, verdeckt: true };
  });
}
