import type { Pen, PenAnswer } from '../../contract/records.ts';
import { findPerson, formatPerson } from '../../domain/organisation/index.ts';
import type { Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { Tx } from '../db/schema.ts';
import { lockTenant } from '../db/lock.ts';
import type { Caller } from '../identity/caller.ts';
import { readVerzeichnis } from './directory.ts';
import { isDocumentReadable } from './documents.ts';

/** How long a pen is lent; taken again before it ends, it is lent anew. */
export const PEN_MINUTES = 15;

/**
 * Lends the pen of one version of a document: signatures inside a PDF follow each other, and whoever has the pen
 * knows that theirs is the next. Null: no such document in a Vorgang that this person may read.
 */
export async function takePen(
  { db, dialect }: CentralDatabase,
  caller: Caller,
  scopes: readonly string[],
  { vorgang, sha256 }: { readonly vorgang: string; readonly sha256: string },
  jetzt: Zeitpunkt,
): Promise<PenAnswer | null> {
  const { tenant, person, clientId } = caller;
  return db.transaction().execute(async (tx) => {
    await lockTenant(tx, dialect, tenant);
    if (!(await isDocumentReadable(tx, tenant, scopes, sha256, vorgang))) return null;
    const held = await tx
      .selectFrom('stift')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    const own = { vorgang, sha256, person, name: await nameOf(tx, tenant, person) };
    if (held && held.client_id !== clientId && held.bis > jetzt) {
      const name = await nameOf(tx, tenant, held.person);
      return { erhalten: false, stift: { vorgang, sha256, person: held.person, name, bis: held.bis } };
    }
    const bis = new Date(Date.parse(jetzt) + PEN_MINUTES * 60_000).toISOString();
    const row = { vorgang, person, client_id: clientId, bis };
    await tx
      .insertInto('stift')
      .values({ tenant, sha256, ...row })
      .onConflict((c) => c.columns(['tenant', 'sha256']).doUpdateSet(row))
      .execute();
    return { erhalten: true, stift: { ...own, bis } };
  });
}

/** Gives the own pen back; that of another stays where it is. */
export async function returnPen({ db }: CentralDatabase, caller: Caller, sha256: string): Promise<void> {
  await db
    .deleteFrom('stift')
    .where('tenant', '=', caller.tenant)
    .where('sha256', '=', sha256)
    .where('client_id', '=', caller.clientId)
    .execute();
}

/** Pens that are lent now, of documents in Vorgaenge read with these scopes. */
export async function readPens(
  tx: Tx,
  tenant: string,
  scopes: readonly string[],
  jetzt: Zeitpunkt,
): Promise<readonly Pen[]> {
  const rows = await tx
    .selectFrom('stift')
    .select(['vorgang', 'sha256', 'person', 'bis'])
    .where('tenant', '=', tenant)
    .where('bis', '>', jetzt)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('stand_scope')
          .select('stand_scope.vorgang')
          .whereRef('stand_scope.tenant', '=', 'stift.tenant')
          .whereRef('stand_scope.vorgang', '=', 'stift.vorgang')
          .where('stand_scope.scope', 'in', ['alle', ...scopes]),
      ),
    )
    .orderBy('bis')
    .execute();
  const pens: Pen[] = [];
  for (const row of rows) pens.push({ ...row, name: await nameOf(tx, tenant, row.person) });
  return pens;
}

async function nameOf(tx: Tx, tenant: string, person: string): Promise<string> {
  const found = findPerson(await readVerzeichnis(tx, tenant), person);
  return found ? formatPerson(found) : person;
}
