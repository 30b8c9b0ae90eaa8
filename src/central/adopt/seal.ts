import { formatTag, tagOf } from '../../domain/shared/dates.ts';
import type { CentralDatabase } from '../db/open.ts';
import { lockTenant } from '../db/lock.ts';
import type { Tx } from '../db/schema.ts';
import type { Signer } from '../evidence/signing-key.ts';
import { readSealed, sealedKeyOf } from '../engine/sealed.ts';
import type { Origin } from './candidates.ts';
import type { SeatChain, SingleSeat } from './seat.ts';

const CHUNK = 500;

/**
 * Keeps the chain of a seat beside that of the city, ended by a checkpoint that this service signs: how many records,
 * their root, the last hash, when. Nothing is ever put behind it. All in one transaction.
 */
export async function sealChain(
  { db, dialect }: CentralDatabase,
  signer: Signer,
  seat: Pick<SingleSeat, 'keyOf'>,
  tenant: string,
  chain: SeatChain,
  { name, vorsatz }: Origin,
  uebersetzung: Readonly<Record<string, string>>,
  zeit: string,
): Promise<void> {
  const { kette, kopf, eintraege, siegel, wurzel } = chain;
  await db.transaction().execute(async (tx) => {
    await lockTenant(tx, dialect, tenant);
    await tx
      .insertInto('siegelkette')
      .values({
        tenant,
        kette,
        name,
        vorsatz,
        siegel,
        eintraege,
        kopf,
        zeit,
        note: signer.sign({ art: 'versiegelung', tenant, size: eintraege, root: wurzel, zeit, kopf, kette }),
        uebersetzung: JSON.stringify(uebersetzung),
        fertig: 0,
        getilgt: null,
      })
      .execute();
    const keys = new Map<string, Uint8Array | null>();
    for (let i = 0; i < chain.records.length; i += CHUNK) {
      const part = chain.records.slice(i, i + CHUNK);
      for (const { vorgang } of part) if (!keys.has(vorgang)) keys.set(vorgang, seat.keyOf(vorgang));
      await tx
        .insertInto('siegel_record')
        .values(
          part.map(({ commandId, tenant: _, payload, ...r }) => ({
            ...r,
            tenant,
            kette,
            command_id: commandId,
            payload: Buffer.from(payload),
          })),
        )
        .execute();
    }
    const rows = [...keys].flatMap(([vorgang, key]) =>
      key === null ? [] : [{ tenant, vorgang: sealedKeyOf(kette, vorgang), key: Buffer.from(key) }],
    );
    for (let i = 0; i < rows.length; i += CHUNK)
      await tx
        .insertInto('vorgang_key')
        .values(rows.slice(i, i + CHUNK))
        .execute();
  });
}

/** Prefixes of a seat: short, in capitals, and not used by any other number of the city. */
export const VORSATZ = /^[A-Z][A-Z0-9]{1,7}$/;

/** What speaks against this prefix; null: nothing. */
export async function checkPrefix(
  tx: Tx,
  tenant: string,
  vorsatz: string,
  kette: string,
): Promise<string | null> {
  if (!VORSATZ.test(vorsatz))
    return `Der Vorsatz „${vorsatz}“ muss aus 2 bis 8 Großbuchstaben und Ziffern bestehen und mit einem Buchstaben beginnen.`;
  const others = (await readSealed(tx, tenant)).filter((s) => s.kette !== kette);
  const same = others.find((s) => s.vorsatz === vorsatz);
  if (same)
    return `Den Vorsatz „${vorsatz}“ hat schon „${same.name}“, übernommen am ${formatTag(tagOf(same.zeit))}.`;
  const tabelle = await tx
    .selectFrom('stand')
    .select('state')
    .where('tenant', '=', tenant)
    .where('vorgang', '=', 'stammdaten:nummernkreise')
    .executeTakeFirst();
  const muster = [...(tabelle?.state ?? '').matchAll(/"muster":"([^"]*)"/g)].map((m) => m[1] ?? '');
  const begins = muster.find((m) => m.startsWith(`${vorsatz}-`));
  if (begins !== undefined)
    return `Mit „${vorsatz}-“ beginnen schon eigene Nummern der Stadt („${begins}“). Bitte einen anderen Vorsatz wählen.`;
  return null;
}
