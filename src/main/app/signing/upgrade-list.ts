import type { SigningStufe } from '../../../contract/signing.ts';
import type { UpgradeEntry } from '../../../contract/upgrade.ts';
import type { DokumentFakt, PersonId, Sha256, VorgangId } from '../../../domain/shared/vorgang.ts';
import type { UpgradeDokument } from '../../../domain/umlauf/index.ts';
import type { AppContext } from '../context.ts';
import { mayRead } from '../rights.ts';
import type { SignedAtLevel } from './level.ts';
import { viewerOf } from '../views.ts';

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
  if (soll === null && kept.length === before.length) return;
  write(ctx, next);
  // belongs to no Vorgang, but the window shows how many wait
  ctx.changed([]);
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
  const vorgangOf = readableVorgang(ctx, person);
  const waiting = read(ctx).flatMap((w): UpgradeEntry[] => {
    const vorgang = vorgangOf(w.sha256);
    if (vorgang === null && (w.vorgang !== null || w.person !== person)) return [];
    const { sha256, ist, soll, am: zeit } = w;
    return [{ sha256, name: nameOf(ctx, sha256), vorgang, art: 'stufe', ist, soll, zeit }];
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
    return [
      { sha256, name: nameOf(ctx, sha256), vorgang, art: 'archiv', ist: 'B-LTA', soll: 'B-LTA', zeit: bis },
    ];
  });
  return [...waiting, ...archive].toSorted((a, b) => (a.zeit < b.zeit ? -1 : 1));
}

/** A signed document that is raised because somebody wants it, whether it is on the list or not; null: not this one. */
export function upgradeEntry(
  ctx: AppContext,
  person: PersonId,
  sha256: Sha256,
  readable: boolean,
): Pick<UpgradeEntry, 'name' | 'vorgang' | 'art'> | null {
  const listed = listUpgrades(ctx, person).find((e) => e.sha256 === sha256);
  if (listed) return listed;
  const signed = ctx.store.read.dokument(sha256)?.signaturen.some((s) => s.art === 'signature');
  if (!readable || !signed) return null;
  return { name: nameOf(ctx, sha256), vorgang: readableVorgang(ctx, person)(sha256), art: 'stufe' };
}

const nameOf = ({ store }: AppContext, sha256: Sha256): string => store.blobs.meta(sha256)?.name ?? '';

/** The Vorgang of a document: one that this person may read, and rather one whose document can be replaced. */
function readableVorgang(ctx: AppContext, person: PersonId) {
  const { store } = ctx;
  const { scopes } = viewerOf(ctx, person);
  return (sha256: Sha256): UpgradeEntry['vorgang'] => {
    const found = store.read.referringTo(sha256).flatMap((id) => {
      const row = store.read.row(id);
      return row && mayRead(row.projection, scopes)
        ? [{ id, art: row.art, titel: row.projection.titel }]
        : [];
    });
    return found.find((v) => acceptsUpgrade(ctx, v.art)) ?? found[0] ?? null;
  };
}

/** A kind without this command only shows the document (a session its minutes): nothing is to be replaced there. */
export const acceptsUpgrade = ({ kinds }: AppContext, art: string): boolean =>
  kinds.get(art)?.commandSchema.safeParse(upgradeCommand('0'.repeat(64), '1'.repeat(64))).success ?? false;

export const upgradeCommand = (vorher: Sha256, dokument: Sha256): UpgradeDokument => ({
  type: 'upgradeDokument',
  vorher,
  dokument,
});

/** Until when the newest time stamp over the whole file can be checked; null: it has none. */
function archiveUntil(fakt: DokumentFakt): string | null {
  const last = fakt.signaturen.findLast((s) => s.art === 'timestamp');
  return last && last.gueltigBis !== '' ? last.gueltigBis : null;
}
