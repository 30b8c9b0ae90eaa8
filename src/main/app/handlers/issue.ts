import type { Handlers } from '../../../contract/bridge.ts';
import { NACHWEIS_ROLLEN } from '../../../contract/evidence.ts';
import {
  formatLines,
  NACHWEIS_FORMAT,
  recordLine,
  type VorgangLine,
} from '../../../contract/evidence-file.ts';
import { findPerson, formatRolle, hasRolle } from '../../../domain/organisation/index.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { isValidOn } from '../../../domain/shared/validity.ts';
import { discloseRecord } from '../../../ledger/index.ts';
import type { SyncControl } from '../connection/sync-ports.ts';
import { done, refuse, type AppContext } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { nameOf, viewVorgang, viewerOf } from '../views.ts';

const UNKNOWN: Rejection = { code: 'ledger.vorgang-unbekannt', params: {} };
const NOT_ENTITLED: Rejection = {
  code: 'nachweis.nicht-berechtigt',
  params: { rollen: NACHWEIS_ROLLEN.map(formatRolle).join(' oder ') },
};
const MIME = 'application/x-ndjson';

/** The evidence of one Vorgang as a file, for those who read it and audit or administer. */
export function issueHandlers(
  { ctx, documents }: OpenWorkspace,
  person: () => string,
  sync: () => SyncControl | null,
) {
  /** Why not; null: go on. */
  const refusal = (id: string): Rejection | null => {
    const view = viewVorgang(ctx, viewerOf(ctx, person()), id);
    if (view === null) return UNKNOWN;
    return mayIssue(ctx, person()) ? null : NOT_ENTITLED;
  };
  return {
    'nachweis.create': async ({ id, inhalt }) => {
      const no = refusal(id);
      if (no !== null) return refuse(ctx, no);
      const control = sync();
      let text: string;
      if (control === null) text = formatLines(ownEvidence(ctx, id, inhalt));
      else {
        const made = await control.evidence(id, inhalt);
        if (!made.ok) return refuse(ctx, made.error);
        text = made.value;
      }
      const { eintraege, offen } = JSON.parse(text.slice(0, text.indexOf('\n'))) as {
        readonly eintraege: number;
        readonly offen: number;
      };
      const label = ctx.store.read.row(id)?.projection.nummer ?? id;
      const name = `nachweis-${label.replace(/[^\p{L}\p{N}.-]+/gu, '-')}.ndjson`;
      return done({ sha256: documents.offer(name, MIME, Buffer.from(text)), name, eintraege, offen });
    },
    'nachweis.ausgaben': async ({ id }) => {
      const no = refusal(id);
      if (no !== null) return refuse(ctx, no);
      const listed = await sync()?.issued(id);
      if (listed === undefined) return done([]);
      if (!listed.ok) return refuse(ctx, listed.error);
      return done(listed.value.map((a) => ({ zeit: a.zeit, name: nameOf(ctx, a.person), inhalt: a.inhalt })));
    },
  } satisfies Partial<Handlers>;
}

function mayIssue(ctx: AppContext, person: string): boolean {
  const today = ctx.clock.today();
  const self = findPerson(ctx.verzeichnis(), person);
  return self !== null && isValidOn(self, today) && NACHWEIS_ROLLEN.some((r) => hasRolle(self, r, today));
}

/** From the log of a single seat: records and contents, without a checkpoint, and it says so. */
function ownEvidence(ctx: AppContext, vorgang: string, inhalt: boolean): readonly VorgangLine[] {
  const { key, records } = ctx.store.read.history(vorgang);
  const tenant = records[0]?.tenant ?? ctx.tenant;
  const eintraege = records.length;
  const kopf = { zeile: 'kopf', format: NACHWEIS_FORMAT, version: 1, einzelplatz: true } as const;
  return [
    { ...kopf, tenant, vorgang, erstellt: ctx.clock.now(), eintraege, offen: 0 },
    ...records.map((r) =>
      recordLine(r, tenant, inhalt && key !== null ? discloseRecord(ctx.crypto, key, r) : null),
    ),
    { zeile: 'ende', eintraege },
  ];
}
