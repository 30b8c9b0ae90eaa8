import { X509Certificate } from 'node:crypto';
import { authorise } from '../central/engine/authorise.ts';
import type { CentralContext } from '../central/engine/context.ts';
import { readVerzeichnis } from '../central/engine/directory.ts';
import type { Tx } from '../central/engine/answer.ts';
import type { CentralDatabase } from '../central/db/open.ts';
import type { ServiceDeps } from '../central/http/service.ts';
import type { Entry } from '../central/setup.ts';
import { findCertificateOwner, organisationCommands } from '../domain/organisation/index.ts';
import { stammdatenCommands } from '../domain/stammdaten/index.ts';
import { kindOf } from '../main/app/checking/document-kind.ts';
import type { DokumentFakt } from '../domain/shared/vorgang.ts';
import { createChecker } from '../main/app/checking/check-documents.ts';
import { readRecordFile } from '../main/app/signing/record.ts';
import { createValidator } from '../main/app/checking/validation.ts';
import { ledgerCrypto } from '../main/crypto/ledger-crypto.ts';
import { kinds } from '../main/faecher.ts';
import { readSetupData } from '../main/resources.ts';

const KEY_BYTES = 32;
let reserve = new Uint8Array(0);

/** From the system's random source, fetched for 64 keys at a time; each part is handed out once, as a copy. */
function freshKey(): Uint8Array {
  if (reserve.length < KEY_BYTES) reserve = crypto.getRandomValues(new Uint8Array(KEY_BYTES * 64));
  const key = reserve.slice(0, KEY_BYTES);
  reserve.fill(0, 0, KEY_BYTES);
  reserve = reserve.subarray(KEY_BYTES);
  return key;
}

let instant = { ms: -1, text: '' };

/** The time as text; the commands of one millisecond share it. */
function isoNow(): string {
  const ms = Date.now();
  if (ms !== instant.ms) instant = { ms, text: new Date(ms).toISOString() };
  return instant.text;
}

/** The engine of the service with the kinds of this house. */
export function centralContext(now: () => string = isoNow): CentralContext {
  const clock = { now };
  return {
    kinds,
    crypto: ledgerCrypto,
    clock,
    randomKey: freshKey,
    authorise: (session, envelope) => authorise(session, envelope, now()),
  };
}

/** People, units and tables of the sample city. */
export function demoEntries(): readonly Entry[] {
  const data = readSetupData();
  const people = organisationCommands(data.organisation);
  return [
    ...people.map(({ akteur, art, vorgang, command }) => ({ author: akteur, art, vorgang, command })),
    ...tableEntries(people[0]?.akteur ?? ''),
  ];
}

/** The rule tables a city begins with, each marked as not verified. */
export const tableEntries = (author: string): readonly Entry[] =>
  readSetupData().stammdaten.flatMap((file) =>
    stammdatenCommands(file).map((command) => ({
      author,
      art: 'stammdaten',
      vorgang: `stammdaten:${file.tabelle}`,
      command,
    })),
  );

/**
 * Validates every document with the same validator as the app, as this city sees it: its people, the roots it
 * trusts. A file is first read with limits in a worker, and only then compared with the version before it.
 */
export function documentExaminer(
  database: CentralDatabase,
  anchors: readonly Uint8Array[],
  /** its certificates are for practice, whatever they say */
  demoRoot: Uint8Array | null = null,
): ServiceDeps['examine'] {
  const root = demoRoot && new X509Certificate(demoRoot);
  const trusted = demoRoot ? [...anchors, demoRoot] : anchors;
  return async (tenant, bytes, before) => {
    const verzeichnis = await database.db.transaction().execute((tx: Tx) => readVerzeichnis(tx, tenant));
    const checker = createChecker({
      validator: createValidator(() => trusted, { online: true }),
      personOf: (certificate) => findCertificateOwner(verzeichnis, certificate),
      isDemo: (certificate) => root !== null && new X509Certificate(certificate).checkIssued(root),
    });
    if (readRecordFile(bytes) !== null) {
      const record = await checker.checkRecord('', bytes);
      return record.ok ? record.value.fakt : null;
    }
    const kind = kindOf(bytes);
    if (kind === null) return null;
    if (kind.mime === 'text/csv') return plainText(checker.sha256(bytes), bytes.length);
    const first = await checker.check('', bytes, kind.art, { von: 'fremd' });
    if (!first.ok || before === null || kind.art !== 'pdf') return first.ok ? first.value.fakt : null;
    const second = await checker.check('', bytes, kind.art, { von: 'eigen', aus: before });
    return second.ok ? { ...first.value.fakt, vorgaenger: second.value.fakt.vorgaenger } : null;
  };
}

const plainText = (sha256: string, bytes: number): DokumentFakt => ({
  sha256,
  bytes,
  mime: 'text/csv',
  seiten: null,
  signaturen: [],
  vorgaenger: null,
});
