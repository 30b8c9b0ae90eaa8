import type { SigningStufe } from '../../contract/signing.ts';
import type { UpgradeEntry } from '../../contract/upgrade.ts';
import type { DokumentFakt, PersonId, Sha256, VorgangId } from '../../domain/shared/vorgang.ts';
import type { AppContext } from './context.ts';
import { mayRead } from './rights.ts';
import type { SignedAtLevel } from './signing-level.ts';
import { viewerOf } from './views.ts';

/** A document signed here that could not get the level wanted, because the net was not there. */
interface Waiting {
  readonly sha256: Sha256;
  /** who signed it; others see it only where they may read its Vorgang */
  readonly person: PersonId;
  readonly vorgang: VorgangId | null;
  readonly ist: SigningStufe;
  readonly soll: SigningStufe;
  readonly am: string;
}

const SETTING = 'hochstufen';
/** An archive time stamp is renewed before the certificate of its authority ends: time enough to notice. */
const RENEW_DAYS = 365;
const DAY_MS = 86_400_000;

const read = ({ store }: AppContext) => (store.read.setting(SETTING) ?? []) as readonly Waiting[];
const write = ({ store }: AppContext, next: readonly Waiting[]) => store.setSetting(SETTING, next);

/** Remembers what is still to be done for a file just signed; the version it continues needs nothing any more. */
export function noteSigned(
  ctx: AppContext,
  signed: Pick<SignedAtLevel, 'stufe' | 'offen'>,
  file: {
    readonly sha256: Sha256;
    readonly vorher: Sha256;
    readonly person: PersonId;
    readonly vorgang: VorgangId | null;
  },
): void {
  const before = read(ctx);
  const kept = before.filter((w) => w.sha256 !== file.vorher && w.sha256 !== file.sha256);
  const { sha256, person, vorgang } = file;
  const { stufe: ist, offen: soll } = signed;
  const next = soll === null ? kept : [...kept, { sha256, person, vorgang, ist, soll, am: ctx.clock.now() }];
  if (soll !== null || kept.length !== before.length) write(ctx, next);
}

/** It has what it wanted, or somebody has decided that it stays as it is. */
export const forgetWaiting = (ctx: AppContext, sha256: Sha256): void =>
  write(
    ctx,
    read(ctx).filter((w) => w.sha256 !== sha256),
  );

/** What this person may raise or renew now, oldest first. */
export function listUpgrades(ctx: AppContext, person: PersonId): readonly UpgradeEntry[] {
  const { store } = ctx;
  const { scopes } = viewerOf(ctx, person);
  const vorgangOf = (sha256: Sha256): UpgradeEntry['vorgang'] => {
    for (const id of store.read.referringTo(sha256)) {
      const row = store.read.row(id);
      if (row && mayRead(row.projection, scopes)) return { id, art: row.art, titel: row.projection.titel };
    }
    return null;
  };
  const nameOf = (sha256: Sha256) => store.blobs.meta(sha256)?.name ?? '';
  const waiting = read(ctx).flatMap((w): UpgradeEntry[] => {
    const vorgang = vorgangOf(w.sha256);
    if (vorgang === null && (w.vorgang !== null || w.person !== person)) return [];
    const { sha256, ist, soll, am: zeit } = w;
    return [{ sha256, name: nameOf(sha256), vorgang, art: 'stufe', ist, soll, zeit }];
  });
  const facts = store.read.dokumente();
  const replaced = new Set(facts.map((f) => f.vorgaenger));
  const soon = new Date(Date.parse(ctx.clock.now()) + RENEW_DAYS * DAY_MS).toISOString();
  const archive = facts.flatMap((fakt): UpgradeEntry[] => {
    const bis = archiveUntil(fakt);
    if (bis === null || bis > soon || replaced.has(fakt.sha256)) return [];
    const vorgang = vorgangOf(fakt.sha256);
    if (vorgang === null || waiting.some((w) => w.sha256 === fakt.sha256)) return [];
    const { sha256 } = fakt;
    return [{ sha256, name: nameOf(sha256), vorgang, art: 'archiv', ist: 'B-LTA', soll: 'B-LTA', zeit: bis }];
  });
  return [...waiting, ...archive].toSorted((a, b) => (a.zeit < b.zeit ? -1 : 1));
}

/** Until when the newest time stamp over the whole file can be checked; null: it has none. */
function archiveUntil(fakt: DokumentFakt): string | null {
  const last = fakt.signaturen.findLast((s) => s.art === 'timestamp');
  return last && last.gueltigBis !== '' ? last.gueltigBis : null;
}
