import { tagOf } from '../../domain/shared/dates.ts';
import { hasRolle, type PersonState } from '../../domain/organisation/index.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { CentralContext } from '../engine/context.ts';
import { push } from '../sync/push.ts';

export interface TenantRow {
  readonly tenant: string;
  readonly name: string;
  readonly personen: number;
  readonly records: number;
}

/** Every city of this installation, with how much there is of it. */
export async function listTenants({ db }: CentralDatabase): Promise<readonly TenantRow[]> {
  const rows = await db.selectFrom('tenant').select(['tenant', 'name']).orderBy('tenant').execute();
  return Promise.all(
    rows.map(async (row) => {
      const people = await db
        .selectFrom('stand')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('tenant', '=', row.tenant)
        .where('art', '=', 'person')
        .executeTakeFirst();
      const last = await db
        .selectFrom('record')
        .select('feed')
        .where('tenant', '=', row.tenant)
        .orderBy('feed', 'desc')
        .limit(1)
        .executeTakeFirst();
      return { ...row, personen: Number(people?.n ?? 0), records: last?.feed ?? 0 };
    }),
  );
}

/**
 * Gives somebody in the directory the administration of their city, by hand of the operator: for a city whose
 * last administrator is gone. False: nobody of that name, or they have it already.
 */
export async function assignAdmin(
  ctx: CentralContext,
  database: CentralDatabase,
  tenant: string,
  person: string,
): Promise<boolean> {
  const row = await database.db
    .selectFrom('stand')
    .select(['state', 'revision'])
    .where('tenant', '=', tenant)
    .where('vorgang', '=', person)
    .where('art', '=', 'person')
    .executeTakeFirst();
  const jetzt = ctx.clock.now();
  const state = row && (JSON.parse(row.state) as PersonState);
  if (!row || !state || hasRolle(state, 'systemverwaltung', tagOf(jetzt))) return false;
  const clientId = `betreiber:${jetzt}`;
  const pushed = {
    seq: 1,
    id: clientId,
    art: 'person',
    vorgang: person,
    command: {
      type: 'assignRolle',
      rolle: 'systemverwaltung',
      bereich: null,
      gueltigVon: tagOf(jetzt),
      gueltigBis: null,
    },
    v: 1,
    baseRevision: row.revision,
    hangsOn: null,
    clientTime: jetzt,
  };
  // Recorded under the name of whoever gets it: the operator is nobody in the directory.
  const caller = { tenant, person, device: 'betreiber', clientId };
  const open = withOperator(ctx, person);
  const [answer] = await push(open, database, caller, [pushed]);
  return answer?.answer === 'result' && answer.result.outcome === 'applied';
}

/** The operator stands above the roles of the directory: for this one command its author has the role already. */
const withOperator = (ctx: CentralContext, person: string): CentralContext => ({
  ...ctx,
  authorise: async () => null,
  directory: (v) => ({
    ...v,
    personen: v.personen.map((p) =>
      p.id === person
        ? {
            ...p,
            rollen: [
              ...p.rollen,
              { rolle: 'systemverwaltung', bereich: null, gueltigVon: null, gueltigBis: null },
            ],
          }
        : p,
    ),
  }),
});

/**
 * Deletes all that belongs to a city, from whatever table names a tenant: rows first, so that nothing names a
 * document that is gone.
 */
export async function removeTenant(
  { db }: CentralDatabase,
  blobs: { readonly removeTenant: (tenant: string) => Promise<void> },
  tenant: string,
): Promise<void> {
  const tables = (await db.introspection.getTables()).filter((t) =>
    t.columns.some((c) => c.name === 'tenant'),
  );
  await db.transaction().execute(async (tx) => {
    for (const { name } of tables)
      await tx
        .deleteFrom(name as 'tenant')
        .where('tenant', '=', tenant)
        .execute();
  });
  await blobs.removeTenant(tenant);
}
