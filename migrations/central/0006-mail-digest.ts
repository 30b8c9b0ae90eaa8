import type { Kysely } from 'kysely';

/** Who wants e-mail once a day instead of at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('mail_einstellung')
    .addColumn('taeglich', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
