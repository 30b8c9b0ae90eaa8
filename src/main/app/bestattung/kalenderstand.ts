import {
  auftragOf,
  createIndex,
  indexVon,
  setzeBelegung,
  type AuftragState,
  type Belegungsindex,
  type BestattungState,
  type Regelwerk,
  type Zeitstrahlfall,
} from '../../../domain/bestattung/index.ts';
import type { Claim, Tag, VorgangId, Zeitpunkt } from '../../../domain/shared/vorgang.ts';
import type { AppContext } from '../context.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import type { StoredRow } from '../ports.ts';
import { regelwerkOf } from './stammdaten.ts';

/**
 * What the calendar asks again and again, kept in memory and moved on with every change: the index of what is
 * taken, and which cases lie where. Nothing of it is stored; a new start builds it anew.
 */
export interface Kalenderstand {
  /** rules in force on that day; null: a table is missing */
  readonly regelwerk: (tag: Tag) => Regelwerk | null;
  /** the index without what this case holds itself, with the claims on this grave */
  readonly mitIndex: <T>(
    ohne: VorgangId | null,
    grab: string | null,
    frage: (index: Belegungsindex) => T,
  ) => T;
  /** cases whose burial begins within [von, bis) */
  readonly faelleZwischen: (von: Zeitpunkt, bis: Zeitpunkt) => readonly Zeitstrahlfall[];
  /** cases not yet ended, and ended ones whose crew has not been told */
  readonly offeneFaelle: () => readonly { readonly vorgang: VorgangId; readonly state: BestattungState }[];
  readonly auftraege: () => readonly { readonly vorgang: VorgangId; readonly state: AuftragState }[];
}

interface Merkzeile {
  readonly beginn: Zeitpunkt | null;
  readonly offen: boolean;
}

const ANFANG = '2000-01-01T00:00:00.000Z';
const ENDE = '2200-01-01T00:00:00.000Z';
/** Halls, crews and machines are searched; graves are looked up when one is chosen. */
const istMittel = (c: Claim): boolean => /^(halle|kolonne|bagger):/.test(c.ressource);

export function openKalenderstand(workspace: OpenWorkspace): Kalenderstand {
  const { ctx } = workspace;
  let index: Belegungsindex | null = null;
  let zeilen: Map<VorgangId, Merkzeile> | null = null;
  const regeln = new Map<Tag, Regelwerk | null>();

  workspace.watch((vorgaenge) => {
    for (const id of vorgaenge) {
      if (id.startsWith('stammdaten:')) {
        regeln.clear();
        index = null;
        continue;
      }
      for (const fall of betroffene(ctx, id)) {
        merke(fall);
      }
    }
  });

  /** Takes over how a case stands now. */
  function merke(row: StoredRow): void {
    zeilen?.set(row.id, zeileOf(row));
    if (index === null) return;
    const stand = ctx.store.read.stand(row.id);
    const claims = stand ? (ctx.kinds.get('bestattung')?.claims?.(stand.state) ?? []) : [];
    setzeBelegung(index, row.id, claims.filter(istMittel));
  }

  function regelwerk(tag: Tag): Regelwerk | null {
    const bekannt = regeln.get(tag);
    if (bekannt !== undefined) return bekannt;
    const r = regelwerkOf(ctx, tag);
    // A version that holds on two days is one object: the search keeps its calendar by object.
    const gleich = [...regeln.values()].find(
      (x) => x !== null && r !== null && JSON.stringify(x.fassungen) === JSON.stringify(r.fassungen),
    );
    const wert = gleich ?? r;
    regeln.set(tag, wert);
    return wert;
  }

  function indexJetzt(): Belegungsindex {
    if (index !== null) return index;
    const r = regelwerk(ctx.clock.today());
    if (r === null) return createIndex();
    const mittel = [
      ...r.hallen.map((h) => `halle:${h.id}`),
      ...r.kolonnen.map((k) => `kolonne:${k.id}`),
      ...r.bagger.map((b) => `bagger:${b.id}`),
    ];
    return (index = indexVon(ctx.store.read.belegung(mittel, ANFANG, ENDE)));
  }

  const merkzeilen = (): Map<VorgangId, Merkzeile> =>
    (zeilen ??= new Map(ctx.store.read.rows(['bestattung']).map((r) => [r.id, zeileOf(r)] as const)));

  const stateOf = (id: VorgangId): BestattungState | null =>
    (ctx.store.read.stand(id)?.state as BestattungState | undefined) ?? null;

  return {
    regelwerk,
    mitIndex: (ohne, grab, frage) => {
      const alle = indexJetzt();
      const eigene = ohne === null ? undefined : alle.vorgaenge.get(ohne);
      if (ohne !== null && eigene) setzeBelegung(alle, ohne, []);
      try {
        if (grab === null) return frage(alle);
        const ressource = `grab:${grab}`;
        const amGrab = ctx.store.read.belegung([ressource], ANFANG, ENDE).filter((b) => b.vorgang !== ohne);
        const mitGrab = indexVon(amGrab).ressourcen.get(ressource);
        if (!mitGrab) return frage(alle);
        return frage({ ...alle, ressourcen: new Map(alle.ressourcen).set(ressource, mitGrab) });
      } finally {
        if (ohne !== null && eigene) setzeBelegung(alle, ohne, eigene);
      }
    },
    faelleZwischen: (von, bis) =>
      [...merkzeilen()]
        .filter(([, z]) => z.beginn !== null && z.beginn >= von && z.beginn < bis)
        .flatMap(([vorgang]) => {
          const state = stateOf(vorgang);
          const vorlaeufig = ctx.store.read.row(vorgang)?.vorlaeufig ?? false;
          return state ? [{ vorgang, state, vorlaeufig }] : [];
        }),
    offeneFaelle: () =>
      [...merkzeilen()]
        .filter(([, z]) => z.offen)
        .flatMap(([vorgang]) => {
          const state = stateOf(vorgang);
          return state ? [{ vorgang, state }] : [];
        }),
    auftraege: () =>
      ctx.store.read.rows(['arbeitsauftrag'], { offen: true }).flatMap(({ id }) => {
        const stand = ctx.store.read.stand(id);
        return stand ? [{ vorgang: id, state: stand.state as AuftragState }] : [];
      }),
  };
}

/** A change of a work order is a change of its burial as well: the order reacts upon it in the same transaction. */
function betroffene(ctx: Pick<AppContext, 'store'>, id: VorgangId): readonly StoredRow[] {
  const row = ctx.store.read.row(id);
  if (row?.art === 'bestattung') return [row];
  if (row?.art !== 'arbeitsauftrag') return [];
  const { bestattung } = (ctx.store.read.stand(id)?.state as AuftragState | undefined) ?? { bestattung: '' };
  const fall = auftragOf(bestattung) === id ? ctx.store.read.row(bestattung) : null;
  return fall ? [fall] : [];
}

/** A cancelled burial still interests whoever must tell the crew. */
const zeileOf = (row: StoredRow): Merkzeile => ({
  beginn: (row.projection.felder['beginn'] as string | null) ?? null,
  offen: !row.projection.abgeschlossen || row.projection.aufgaben.length > 0,
});
