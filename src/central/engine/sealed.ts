import type { Tx } from '../db/schema.ts';

/** Name in `vorgang_key` of the key of a Vorgang that has not entered: keys stay apart, and have one backup. */
export const sealedKeyOf = (kette: string, vorgang: string): string => `${kette.slice(0, 16)}/${vorgang}`;

export const readSealed = (tx: Pick<Tx, 'selectFrom'>, tenant: string) =>
  tx.selectFrom('siegelkette').selectAll().where('tenant', '=', tenant).orderBy('zeit').execute();
export type SealedChain = Awaited<ReturnType<typeof readSealed>>[number];

/** A Vorgang that is erased goes from the sealed chain it came from as well: payloads, and a key left there. */
export async function eraseSealed(tx: Tx, tenant: string, vorgang: string): Promise<void> {
  await tx
    .updateTable('siegel_record')
    .set({ payload: Buffer.alloc(0) })
    .where('tenant', '=', tenant)
    .where('vorgang', '=', vorgang)
    .execute();
  for (const { kette } of await readSealed(tx, tenant))
    await tx
      .deleteFrom('vorgang_key')
      .where('tenant', '=', tenant)
      .where('vorgang', '=', sealedKeyOf(kette, vorgang))
      .execute();
}
