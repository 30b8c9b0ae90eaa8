import type { Handlers } from '../../../contract/bridge.ts';
import type { Dokumentlage, TransferRow } from '../../../contract/transfer.ts';
import type { Sha256, VorgangId } from '../../../domain/shared/vorgang.ts';
import { done, problemOf, refuse } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { mayRead } from '../rights.ts';
import type { SyncControl, TransferEntry } from '../connection/sync-ports.ts';
import { toRow, viewerOf } from '../views.ts';

const HERE: Dokumentlage = { stand: 'da', erledigt: 0, gesamt: null, problem: null };

/** Documents on their way between this device and its centre; a single seat has all of its own. */
export function transferHandlers(
  { ctx, documents }: OpenWorkspace,
  person: () => string,
  sync: () => SyncControl | null,
) {
  const { store, kinds } = ctx;
  const shown = <E extends TransferEntry>(entry: E) => ({
    ...entry,
    problem: entry.problem && problemOf(ctx.errors, entry.problem),
  });
  const readable = (id: VorgangId) => {
    const row = store.read.row(id);
    return row !== null && mayRead(row.projection, viewerOf(ctx, person()).scopes) ? row : null;
  };
  /** the Vorgang a document belongs to, and what it is called there */
  const placeOf = (sha256: Sha256): Pick<TransferRow, 'name' | 'vorgang'> => {
    for (const id of store.read.referringTo(sha256)) {
      const row = readable(id);
      if (row)
        return { name: nameIn(store.read.stand(id)?.state, sha256) ?? fileName(sha256), vorgang: toRow(row) };
    }
    return { name: fileName(sha256), vorgang: null };
  };
  const fileName = (sha256: Sha256): string => store.blobs.meta(sha256)?.name || 'Dokument';
  const lage = (control: SyncControl, sha256: Sha256): Dokumentlage => {
    if (!documents.isMissing(person(), sha256)) return HERE;
    const { stand, erledigt, gesamt, problem } = shown(control.documents.entry(sha256));
    return { stand, erledigt, gesamt, problem };
  };

  return {
    'dokument.verkehr': () =>
      done((sync()?.documents.entries() ?? []).map((e) => ({ ...shown(e), ...placeOf(e.sha256) }))),
    'dokument.fehlend': ({ vorgang }) => {
      const control = sync();
      const row = readable(vorgang);
      const stand = row && store.read.stand(vorgang);
      if (!control || !row || !stand) return done([]);
      const named = kinds.get(row.art)?.documents(stand.state) ?? [];
      const missing = [...new Set(named)].filter((sha256) => !store.blobs.has(sha256));
      return done(
        missing.map((sha256) => ({
          ...shown(control.documents.entry(sha256)),
          name: nameIn(stand.state, sha256) ?? fileName(sha256),
          vorgang: toRow(row),
        })),
      );
    },
    'dokument.lage': ({ sha256 }) => {
      const control = sync();
      return done(control ? lage(control, sha256) : HERE);
    },
    'dokument.laden': async ({ sha256 }) => {
      const control = sync();
      if (!control || !documents.isMissing(person(), sha256)) return done(HERE);
      if (await control.fetchDocument(sha256)) return done(HERE);
      const now = lage(control, sha256);
      if (now.problem || now.stand !== 'wartet') return done(now);
      return refuse(ctx, { code: 'sync.dokument-spaeter', params: {} });
    },
  } satisfies Partial<Handlers>;
}

/** What a document is called beside its hash in the state of its Vorgang; null: nothing. */
function nameIn(state: unknown, sha256: Sha256): string | null {
  if (typeof state !== 'object' || state === null) return null;
  const values = Object.values(state);
  if (values.includes(sha256)) {
    const { dateiname, name, bezeichnung, titel } = state as Record<string, unknown>;
    const found = [dateiname, name, bezeichnung, titel].find((n) => typeof n === 'string' && n !== '');
    if (found !== undefined) return found as string;
  }
  for (const value of values) {
    const found = nameIn(value, sha256);
    if (found !== null) return found;
  }
  return null;
}
