import type { Rejection } from '../../domain/shared/rejection.ts';
import { ok, type Result } from '../../domain/shared/result.ts';
import { fromBase64, openRecord, type Kinds, type LedgerCrypto } from '../../ledger/index.ts';
import { checkStore } from '../../main/store/check.ts';
import { readHeader } from '../../main/store/header.ts';
import { vorgangKey } from '../../main/store/keys.ts';
import { openStore, type OpenedStore } from '../../main/store/open.ts';
import { unwrapByPassphrase, unwrapByRecoveryKey } from '../../main/store/wrap.ts';
import { KEY_SETTING, RESTORED_SETTING, SEEN_SETTING } from '../../main/sync/evidence.ts';
import type { AuditFinding, AuditRecord, AuditSource } from './types.ts';

export type Secret =
  | { readonly art: 'kennwort'; readonly wert: string }
  | { readonly art: 'wiederherstellung'; readonly wert: string };

export interface OpenWorkspaceSource {
  readonly source: AuditSource;
  /** key that this laptop trusts, of its centre */
  readonly key: Uint8Array | null;
  /** damaged pages and documents */
  readonly findings: readonly AuditFinding[];
  readonly close: () => void;
}

/** Opens a workspace with its passphrase or recovery key; the app must be closed. */
export async function readWorkspace(
  dir: string,
  secret: Secret,
  crypto: LedgerCrypto,
  kinds: Kinds,
): Promise<Result<OpenWorkspaceSource, Rejection>> {
  const header = readHeader(dir);
  if (!header.ok) return header;
  const databaseKey =
    secret.art === 'kennwort'
      ? await unwrapByPassphrase(crypto, header.value, secret.wert)
      : unwrapByRecoveryKey(crypto, header.value, secret.wert);
  if (!databaseKey.ok) return databaseKey;
  const opened = openStore({ dir, databaseKey: databaseKey.value, kinds, crypto });
  if (!opened.ok) return opened;
  const store = opened.value;
  const { setting } = store.read;
  const copy = setting('abschrift') === true;
  const notes = (name: string) => (setting(name) as readonly string[] | null | undefined) ?? [];
  const key = setting(KEY_SETTING);
  const tenant = [...first(store.read.records())][0]?.tenant ?? '';
  const found = await checkStore(store, crypto);
  return ok({
    key: typeof key === 'string' ? fromBase64(key) : null,
    findings: found
      .filter((f) => !f.stelle.startsWith('Eintrag'))
      .map((f) =>
        f.stelle === 'Seiten'
          ? { art: 'datei', stelle: f.datei, text: 'Seiten der Datei sind beschädigt.' }
          : { art: 'dokument', stelle: f.stelle, text: 'Das Dokument ist nicht mehr, was es war.' },
      ),
    close: () => store.close(),
    source: {
      tenant,
      copy,
      koepfe: null,
      records: recordsOf(store, crypto),
      checkpoints: notes(SEEN_SETTING).map((note) => ({ note, zeitstempel: null })),
      keyNotes: [],
      restoreNotes: notes(RESTORED_SETTING),
      referredTo: copy ? 0 : store.read.head().feed + missingRevisions(store),
    },
  });
}

/** Confirmed states that are further than their records: what is missing was cut off. */
function missingRevisions(store: OpenedStore): number {
  const row = store.files.data
    .prepare(
      `SELECT coalesce(sum(z.revision - coalesce(r.revision, 0)), 0) AS n FROM zeile z
       LEFT JOIN (SELECT vorgang, max(revision) AS revision FROM record GROUP BY vorgang) r ON r.vorgang = z.id
       WHERE z.vorlaeufig = 0 AND z.revision > coalesce(r.revision, 0)`,
    )
    .get() as { readonly n: number };
  return row.n;
}

function* first<T>(items: Iterable<T>): Generator<T> {
  for (const item of items) {
    yield item;
    return;
  }
}

async function* recordsOf(store: OpenedStore, crypto: LedgerCrypto): AsyncGenerator<AuditRecord> {
  for (const record of store.read.records()) {
    const key = store.keys.get(vorgangKey(record.vorgang));
    const erased = record.payload.length === 0;
    const whole = !erased && key !== null && openRecord(crypto, key, record) !== null;
    yield { header: record, payload: erased ? 'erased' : whole ? 'whole' : 'damaged' };
  }
}
