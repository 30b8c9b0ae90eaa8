import { findCertificateOwner, findPerson, formatPerson } from '../../domain/organisation/index.ts';
import { uhrzeitOf } from '../../domain/shared/dates.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import type { DokumentFakt, Sha256, VorgangId, Zeitpunkt } from '../../domain/shared/vorgang.ts';
import type { CommandEnvelope } from '../../ledger/index.ts';
import type { Tx } from './answer.ts';
import { readVerzeichnis, scopesOf } from './directory.ts';

/**
 * What the centre has found out about these documents. To whom a certificate belongs is looked up now, not when
 * the file arrived; of several versions that a file is proven to continue, the one the rule asks for as well counts.
 * A document that the command names and its author may not name is answered like one that is not there.
 */
export async function readDokumente(
  tx: Tx,
  tenant: string,
  shas: readonly Sha256[],
  envelope: CommandEnvelope,
  jetzt: Zeitpunkt,
): Promise<ReadonlyMap<Sha256, DokumentFakt>> {
  const known = new Map<Sha256, DokumentFakt>();
  if (shas.length === 0) return known;
  const command = JSON.stringify(envelope.command);
  const named = shas.filter((sha256) => command.includes(sha256));
  const mayName = await nameable(tx, tenant, named, envelope, jetzt);
  const rows = await tx
    .selectFrom('dokument')
    .select(['sha256', 'fakt'])
    .where('tenant', '=', tenant)
    .where('sha256', 'in', [...new Set(shas)])
    .execute();
  const before = await tx
    .selectFrom('dokument_vorgaenger')
    .select(['sha256', 'vorgaenger'])
    .where('tenant', '=', tenant)
    .where('sha256', 'in', [...new Set(shas)])
    .execute();
  const verzeichnis = await readVerzeichnis(tx, tenant);
  for (const { sha256, fakt } of rows) {
    if (fakt === null || (named.includes(sha256) && !mayName.has(sha256))) continue;
    const found = JSON.parse(fakt) as DokumentFakt;
    const continued = before.filter((b) => b.sha256 === sha256).map((b) => b.vorgaenger);
    known.set(sha256, {
      ...found,
      vorgaenger: continued.find((v) => shas.includes(v)) ?? continued[0] ?? null,
      signaturen: found.signaturen.map((s) => ({
        ...s,
        person: s.zertifikat === '' ? null : findCertificateOwner(verzeichnis, s.zertifikat),
      })),
    });
  }
  return known;
}

/**
 * May this command add these documents to its Vorgang? They must be there, brought by its author or readable for
 * him, and nobody else may hold the pen of the version that one of them continues. What was signed gives the own
 * pen back.
 */
export async function checkDocuments(
  tx: Tx,
  tenant: string,
  envelope: CommandEnvelope,
  shas: readonly Sha256[],
  jetzt: Zeitpunkt,
): Promise<Rejection | null> {
  const stored = await tx
    .selectFrom('dokument')
    .select('sha256')
    .where('tenant', '=', tenant)
    .where('sha256', 'in', [...shas])
    .execute();
  const there = new Set(stored.map((d) => d.sha256));
  const mayName = await nameable(tx, tenant, shas, envelope, jetzt);
  const missing = shas.find((sha256) => !there.has(sha256) || !mayName.has(sha256));
  if (missing !== undefined)
    return { code: 'ledger.dokument-fehlt', params: { dokument: missing.slice(0, 12) } };

  const pens = await tx
    .selectFrom('dokument_vorgaenger')
    .innerJoin('stift', (j) =>
      j
        .onRef('stift.tenant', '=', 'dokument_vorgaenger.tenant')
        .onRef('stift.sha256', '=', 'dokument_vorgaenger.vorgaenger'),
    )
    .select(['stift.sha256', 'stift.person', 'stift.client_id', 'stift.bis'])
    .where('dokument_vorgaenger.tenant', '=', tenant)
    .where('dokument_vorgaenger.sha256', 'in', [...shas])
    .where('stift.vorgang', '=', envelope.vorgang)
    .execute();
  const foreign = pens.find((p) => p.client_id !== envelope.clientId && p.bis > jetzt);
  if (foreign) {
    const holder = findPerson(await readVerzeichnis(tx, tenant), foreign.person);
    const params = { person: holder ? formatPerson(holder) : foreign.person, bis: uhrzeitOf(foreign.bis) };
    return { code: 'ledger.stift-vergeben', params };
  }
  for (const { sha256 } of pens)
    await tx.deleteFrom('stift').where('tenant', '=', tenant).where('sha256', '=', sha256).execute();
  return null;
}

/**
 * May this person say that an upload continues this version? What they neither brought nor may read is like what is
 * not there; whoever has it brings it along.
 */
export const mayContinue = async (
  tx: Tx,
  { tenant, person }: { readonly tenant: string; readonly person: string },
  sha256: Sha256,
  jetzt: Zeitpunkt,
): Promise<boolean> =>
  (await nameable(tx, tenant, [sha256], { author: person, vorgang: '' }, jetzt)).has(sha256);

/** Of these, those which this author has brought, which he may read, or which the Vorgang has already. */
async function nameable(
  tx: Tx,
  tenant: string,
  shas: readonly Sha256[],
  { author, vorgang }: Pick<CommandEnvelope, 'author' | 'vorgang'>,
  jetzt: Zeitpunkt,
): Promise<ReadonlySet<Sha256>> {
  if (shas.length === 0) return new Set();
  const scopes = await scopesOf(tx, tenant, author, jetzt);
  const brought = await tx
    .selectFrom('dokument_besitz')
    .select('sha256')
    .where('tenant', '=', tenant)
    .where('person', '=', author)
    .where('sha256', 'in', [...shas])
    .execute();
  const readable = await tx
    .selectFrom('dokument_ref')
    .leftJoin('stand_scope', (j) =>
      j
        .onRef('stand_scope.tenant', '=', 'dokument_ref.tenant')
        .onRef('stand_scope.vorgang', '=', 'dokument_ref.vorgang'),
    )
    .select('dokument_ref.sha256')
    .where('dokument_ref.tenant', '=', tenant)
    .where('dokument_ref.sha256', 'in', [...shas])
    .where((eb) =>
      eb.or([eb('dokument_ref.vorgang', '=', vorgang), eb('stand_scope.scope', 'in', [...scopes])]),
    )
    .execute();
  return new Set([...brought, ...readable].map((d) => d.sha256));
}

/** Keeps what was found about a document that has arrived, and who has brought it. */
export async function noteDocument(
  tx: Tx,
  { tenant, person }: { readonly tenant: string; readonly person: string },
  { vorgaenger, ...fakt }: DokumentFakt,
): Promise<void> {
  const { sha256, bytes, mime } = fakt;
  const text = JSON.stringify({ ...fakt, vorgaenger: null });
  await tx
    .insertInto('dokument')
    .values({ tenant, sha256, bytes, mime, fakt: text })
    .onConflict((c) => c.columns(['tenant', 'sha256']).doUpdateSet({ fakt: text, fehlt_seit: null }))
    .execute();
  await tx
    .insertInto('dokument_besitz')
    .values({ tenant, sha256, person })
    .onConflict((c) => c.doNothing())
    .execute();
  if (vorgaenger === null) return;
  await tx
    .insertInto('dokument_vorgaenger')
    .values({ tenant, sha256, vorgaenger })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Is it known at all? What was erased is not. */
export const isNamed = async (tx: Tx, tenant: string, sha256: Sha256): Promise<boolean> =>
  (await tx
    .selectFrom('dokument')
    .select('sha256')
    .where('tenant', '=', tenant)
    .where('sha256', '=', sha256)
    .executeTakeFirst()) !== undefined;

/** Readable is what a Vorgang names that is readable; `vorgang` given: what this one names. */
export async function isDocumentReadable(
  tx: Tx,
  tenant: string,
  scopes: readonly string[],
  sha256: Sha256,
  vorgang?: VorgangId,
): Promise<boolean> {
  const row = await tx
    .selectFrom('dokument_ref')
    .innerJoin('stand_scope', (j) =>
      j
        .onRef('stand_scope.tenant', '=', 'dokument_ref.tenant')
        .onRef('stand_scope.vorgang', '=', 'dokument_ref.vorgang'),
    )
    .select('dokument_ref.sha256')
    .where('dokument_ref.tenant', '=', tenant)
    .where('dokument_ref.sha256', '=', sha256)
    .where('stand_scope.scope', 'in', ['alle', ...scopes])
    .$if(vorgang !== undefined, (q) => q.where('dokument_ref.vorgang', '=', vorgang ?? ''))
    .executeTakeFirst();
  return row !== undefined;
}
