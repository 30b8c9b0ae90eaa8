import {
  planAbgleich,
  type Abgleichplan,
  type Abgleichschritt,
  type Soll,
  type Verzeichnis,
} from '../../domain/organisation/index.ts';
import { tagOf } from '../../domain/shared/dates.ts';
import type { CentralDatabase } from '../db/open.ts';
import type { CentralContext } from '../engine/context.ts';
import { directoryOf } from '../identity/directory.ts';
import { push } from '../sync/push.ts';

/** In whose name a run writes; nobody in the directory, and no laptop can take it (identity/devices.ts). */
const AKTEUR = 'verzeichnisabgleich';
const BATCH = 100;

interface Run {
  readonly ctx: CentralContext;
  readonly database: CentralDatabase;
  readonly tenant: string;
  /** name of the source; it ends only whom it has brought or found itself */
  readonly source: string;
  readonly newId: () => string;
}

/** What a run would do; changes nothing. */
export async function planDirectory(run: Run, soll: Soll): Promise<Abgleichplan> {
  const { database, tenant, source } = run;
  const rows = await database.db
    .selectFrom('directory_source')
    .select('vorgang')
    .where('tenant', '=', tenant)
    .where('source', '=', source)
    .execute();
  const own = new Set(rows.map((r) => r.vorgang));
  return planAbgleich(await directoryOf(database, tenant), soll, {
    heute: tagOf(run.ctx.clock.now()),
    betreut: (_art, vorgang) => own.has(vorgang),
    newId: run.newId,
  });
}

export interface Refusal {
  readonly schritt: Abgleichschritt;
  readonly code: string;
}

/** Does what the plan says, each step as a command that the rules of the directory decide. Answers what they refused. */
export async function applyDirectory(run: Run, plan: Abgleichplan): Promise<readonly Refusal[]> {
  const { ctx, database, tenant, source } = run;
  const caller = {
    tenant,
    person: AKTEUR,
    device: 'verzeichnis',
    clientId: `verzeichnis:${source}:${run.newId()}`,
  };
  const operator = withAuthority(ctx);
  const refused: Refusal[] = [];
  for (let at = 0; at < plan.schritte.length; at += BATCH) {
    const steps = plan.schritte.slice(at, at + BATCH);
    const answers = await push(
      operator,
      database,
      caller,
      steps.map((s, i) => ({
        seq: at + i + 1,
        id: `${caller.clientId}-${at + i + 1}`,
        art: s.art,
        vorgang: s.vorgang,
        command: { ...s.command },
        v: 1,
        // Whatever stands there: the source has the last word on what it brings.
        baseRevision: Number.MAX_SAFE_INTEGER,
        hangsOn: null,
        clientTime: ctx.clock.now(),
      })),
    );
    for (const [i, answer] of answers.entries()) {
      const schritt = steps[i];
      if (!schritt || answer.answer !== 'result' || answer.result.outcome === 'applied') continue;
      refused.push({
        schritt,
        code: 'rejection' in answer.result ? answer.result.rejection.code : answer.result.outcome,
      });
    }
  }
  await remember(run, plan, refused);
  return refused;
}

async function remember(
  { database, tenant, source }: Run,
  plan: Abgleichplan,
  refused: readonly Refusal[],
): Promise<void> {
  const failed = new Set(refused.map((r) => r.schritt.vorgang));
  const values = plan.inQuelle
    .filter((vorgang) => !failed.has(vorgang))
    .map((vorgang) => ({ tenant, vorgang, source }));
  for (let at = 0; at < values.length; at += BATCH)
    await database.db
      .insertInto('directory_source')
      .values(values.slice(at, at + BATCH))
      .onConflict((c) => c.columns(['tenant', 'vorgang']).doUpdateSet({ source }))
      .execute();
}

/** Stands in the directory only while a run writes, and only for the one who writes. */
const withAuthority = (ctx: CentralContext): CentralContext => ({
  ...ctx,
  authorise: async () => null,
  directory: (v: Verzeichnis) => {
    const offen = { gueltigVon: null, gueltigBis: null };
    const writer = {
      id: AKTEUR,
      vorname: '',
      nachname: '',
      titel: '',
      funktion: '',
      einheit: v.einheiten[0]?.id ?? '',
      email: '',
      ...offen,
      rollen: [{ rolle: 'systemverwaltung', bereich: null, ...offen }],
      vertretungen: [],
      zertifikate: [],
    };
    return { ...v, personen: [...v.personen, writer] };
  },
});
