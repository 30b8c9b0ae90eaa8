import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import type { Session } from './session.ts';

/** Number of the last command of this client that was answered; 0: none. */
export async function readLastSeq(
  tx: Tx,
  { tenant, clientId }: { readonly tenant: string; readonly clientId: string },
): Promise<number> {
  const client = await tx
    .selectFrom('client')
    .select('last_seq')
    .where('tenant', '=', tenant)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return client?.last_seq ?? 0;
}

interface Client {
  readonly person: string;
  readonly device: string;
}

/** Remembers what was answered, and how far each client has come. */
export async function writeAnswers(
  { insertRows }: CentralDatabase,
  { tx, tenant, answers }: Session,
  clients: ReadonlyMap<string, Client>,
): Promise<void> {
  await insertRows(
    tx,
    'result',
    answers.map(({ clientId, seq, digest, result, vorgang }) => ({
      tenant,
      client_id: clientId,
      seq,
      digest,
      result: JSON.stringify(result),
      vorgang,
    })),
  );
  const lastSeqs = new Map(answers.map((a) => [a.clientId, a.seq]));
  for (const [client_id, last_seq] of lastSeqs) {
    const { person = '', device = '' } = clients.get(client_id) ?? {};
    await tx
      .insertInto('client')
      .values({ tenant, client_id, person, device, last_seq, scopes: '' })
      .onConflict((c) => c.columns(['tenant', 'client_id']).doUpdateSet({ last_seq }))
      .execute();
  }
}
