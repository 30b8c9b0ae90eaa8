import { basename, resolve } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { joinSeat, type JoinDeps } from '../central/adopt/join.ts';
import { describeCollision, type Plan, type Refused } from '../central/adopt/plan.ts';
import { planJoin } from '../central/adopt/prepare.ts';
import type { SingleSeat } from '../central/adopt/seat.ts';
import { adoptSingleSeat, type Adopted } from '../central/adopt/whole.ts';
import type { BlobFiles } from '../central/blobs/files.ts';
import type { CentralDatabase } from '../central/db/open.ts';
import type { CentralContext } from '../central/engine/context.ts';
import { MOVED_SETTING, type Moved } from '../main/app/connection/moved.ts';
import { CENTRE_SETTING } from '../main/app/connection/sync-ports.ts';
import { ledgerCrypto } from '../main/crypto/ledger-crypto.ts';
import { domainErrors, kinds } from '../main/faecher.ts';
import { errors as storeErrors } from '../main/store/errors.ts';
import type { OpenedStore } from '../main/store/open.ts';
import { openWorkspaceFiles } from '../main/store/workspace-files.ts';
import { newUuidV7 } from '../main/uuid.ts';
import { formatErrorText } from '../domain/shared/rejection.ts';
import { formatDecisions, parseDecisions } from './adopt-file.ts';

/** Which folder goes where; the passphrase never stands in the command line. */
export interface AdoptWish {
  readonly tenant: string;
  readonly name: string;
  readonly mappe: string;
  readonly kennwort: string;
}

/** Opens the folder of a single seat with its passphrase, takes it over, and closes it. Text for the operator: why not. */
export async function adoptFolder(
  ctx: CentralContext,
  database: CentralDatabase,
  blobs: BlobFiles,
  wish: AdoptWish,
): Promise<Extract<Adopted, { outcome: 'adopted' }> | string> {
  return withSeat(ctx, wish, async (store) => {
    const done = await adoptSingleSeat(ctx, database, blobs, wish.tenant, wish.name, seatOf(store));
    if (done.outcome === 'adopted') {
      leave(store, wish, ctx.clock.now(), done.kopf);
      return done;
    }
    switch (done.grund) {
      case 'nicht-leer':
        return `Die Stadt „${wish.tenant}“ hat schon Einträge. Übernommen wird ganz nur in eine leere Stadt.`;
      case 'leer':
        return 'Die Mappe ist leer.';
      case 'kette':
        return `Der Verlauf der Mappe bricht bei Eintrag ${done.stelle}; nichts wurde übernommen.`;
      case 'unlesbar':
        return `Nicht lesbar: ${done.stelle}; nichts wurde übernommen.`;
    }
  });
}

export interface JoinWish extends AdoptWish {
  readonly vorsatz: string;
  /** what the city calls the seat; empty: as it calls itself */
  readonly herkunft: string;
  /** file to write the plan to, or file with the decisions to read */
  readonly plan: string | undefined;
  readonly zuordnung: string | undefined;
}

/** The same for a city that has entries already: a plan first, then the entry. Text and whether it went well. */
export async function joinFolder(
  deps: JoinDeps,
  wish: JoinWish,
): Promise<{ readonly ok: boolean; readonly text: string }> {
  const { ctx } = deps;
  const decisions =
    wish.zuordnung === undefined ? null : parseDecisions(readFileSync(resolve(wish.zuordnung), 'utf8'));
  if (typeof decisions === 'string') return { ok: false, text: `${wish.zuordnung}: ${decisions}` };
  const done = await withSeat(ctx, wish, async (store) => {
    const seat = {
      ...seatOf(store),
      leave: (kopf: string) => leave(store, wish, ctx.clock.now(), kopf),
      stay: () => store.setSetting(MOVED_SETTING, null),
    };
    const name = wish.herkunft || String(store.read.setting('stadt') || basename(wish.mappe));
    const origin = { name, vorsatz: wish.vorsatz };
    if (decisions === null || wish.plan !== undefined) {
      const plan = await planJoin(deps, wish.tenant, origin, seat, decisions);
      if ('outcome' in plan) return { ok: false, text: describeRefused(plan) };
      if (wish.plan !== undefined) writeFileSync(resolve(wish.plan), formatDecisions(plan), { mode: 0o600 });
      return { ok: plan.fehler.length === 0, text: describePlan(plan, wish.plan) };
    }
    const joined = await joinSeat(deps, wish.tenant, origin, seat, decisions);
    if (joined.outcome === 'refused') return { ok: false, text: describeRefused(joined) };
    const lines = [
      `Versiegelt: „${name}“ (${wish.vorsatz}), ${joined.eintraege} Einträge. Letztes Glied: ${joined.kopf}`,
      `Übernommen: ${joined.uebernommen} Vorgänge, ${joined.dokumente} Dokumente` +
        (joined.schonDa > 0 ? `; ${joined.schonDa} waren schon da.` : '.'),
      ...joined.draussen.map((v) => `Nicht übernommen: ${describeCollision(v)}`),
    ];
    return { ok: joined.draussen.every((v) => isDecided(v.standing)), text: lines.join('\n') };
  });
  return typeof done === 'string' ? { ok: false, text: done } : done;
}

const isDecided = (standing: Plan['vorgaenge'][number]['standing']): boolean =>
  standing.stand !== 'bleibt-draussen' || standing.grund === 'auslassen' || standing.grund === 'haengt';

const describeRefused = ({ gruende }: Refused): string =>
  ['Nichts wurde übernommen:', ...gruende.map((g) => `  ${g}`)].join('\n');

function describePlan(plan: Plan, file: string | undefined): string {
  const count = (stand: string) => plan.vorgaenge.filter((v) => v.standing.stand === stand).length;
  const people = plan.gegenueber.filter(({ art }) => art === 'person' || art === 'einheit');
  const others = plan.gegenueber.filter((g) => !people.includes(g));
  const open = (rows: typeof people) => rows.filter((g) => g.vorschlag === '').length;
  return [
    `${plan.eintraege} Einträge, ${plan.vorgaenge.length} Vorgänge: ${count('frei')} können übernommen werden, ` +
      `${count('schon-da')} sind schon da, ${count('bleibt-draussen')} nicht; ${plan.dokumente} Dokumente.`,
    `${people.length} Personen und Einheiten kommen vor, ${open(people)} ohne Vorschlag.`,
    ...(others.length === 0
      ? []
      : [`${others.length} Zeilen zu Stammdaten, ${open(others)} ohne Vorschlag:`]),
    ...others.map(
      (g) =>
        `  ${g.art} „${g.name}“ (${g.kennung}, ${g.vorgaenge} Vorgänge): ${g.vorschlag === '' ? '' : `Vorschlag ${g.vorschlag}; `}${g.hinweis}`,
    ),
    ...plan.vorgaenge
      .filter((v) => v.standing.stand === 'bleibt-draussen')
      .map((v) => `Nicht übernommen: ${describeCollision(v)}`),
    ...plan.fehler.map((f) => `Fehler: ${f}`),
    ...plan.hinweise.map((h) => `Hinweis: ${h}`),
    ...(file === undefined ? [] : [`Zuordnung zum Prüfen und Ausfüllen: ${file}`]),
    'Nichts wurde geändert.',
  ].join('\n');
}

const seatOf = (store: OpenedStore): SingleSeat => ({
  records: () => store.read.records(),
  keyOf: (vorgang) => store.read.history(vorgang).key,
  documents: () => store.blobs.all(),
  read: store.blobs.read,
  fakt: store.read.dokument,
});

function leave(store: OpenedStore, { tenant, name }: AdoptWish, zeit: string, kopf: string): void {
  const moved: Moved = { tenant, stadt: name, zeit, kopf };
  store.setSetting(MOVED_SETTING, moved);
}

/** Opens the folder, looks whether it may go, and closes it again. Text for the operator: why not. */
async function withSeat<T>(
  ctx: CentralContext,
  { mappe, kennwort, tenant }: AdoptWish,
  work: (store: OpenedStore) => Promise<T>,
): Promise<T | string> {
  const files = openWorkspaceFiles({
    dir: mappe,
    kinds,
    crypto: ledgerCrypto,
    clock: { now: ctx.clock.now },
    newId: newUuidV7,
  });
  const opened = await files.unlock(kennwort);
  if (!opened.ok) {
    const { code, params } = opened.error;
    const known = { ...domainErrors, ...storeErrors }[code];
    const text = known && formatErrorText(known, params);
    return [`Die Mappe „${mappe}“ lässt sich nicht öffnen (${code}).`, text?.cause, text?.next]
      .filter(Boolean)
      .join(' ');
  }
  const { store } = opened.value;
  try {
    if ((store.read.setting(CENTRE_SETTING) ?? null) !== null)
      return 'Diese Mappe gehört schon zu einer Zentrale; übernommen wird nur ein Einzelplatz.';
    const moved = store.read.setting(MOVED_SETTING) as Moved | null | undefined;
    if (moved && moved.tenant !== tenant)
      return `Diese Mappe ist schon umgezogen: nach „${moved.stadt}“ (${moved.tenant}) am ${moved.zeit}.`;
    const waiting = store.outbox.waiting().length;
    if (waiting > 0)
      return `In der Mappe warten ${waiting} Eingaben. Bitte die App öffnen, bis nichts mehr wartet, und sie wieder schließen.`;
    return await work(store);
  } finally {
    files.lock();
  }
}
