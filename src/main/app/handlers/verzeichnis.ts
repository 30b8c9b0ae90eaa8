import type { Handlers } from '../../../contract/bridge.ts';
import {
  findPerson,
  hasRolle,
  liesVerzeichnisdateien,
  planAbgleich,
  type Abgleichplan,
  type Zeilenfehler,
} from '../../../domain/organisation/index.ts';
import { isConnected } from '../connection/connected.ts';
import { done, problemOf, refuse, type AppContext } from '../context.ts';
import { executeCommand } from '../execute.ts';

interface Datei {
  readonly texte: readonly string[];
  readonly ausscheiden: boolean;
}

/** People and units from CSV files, for the administration: looked at first, then taken over step by step. */
export function verzeichnisHandlers(ctx: AppContext, person: () => string) {
  const allowed = (): boolean => {
    const self = findPerson(ctx.verzeichnis(), person());
    return self !== null && hasRolle(self, 'systemverwaltung', ctx.clock.today());
  };
  const denied = () =>
    refuse(ctx, { code: 'organisation.keine-berechtigung', params: { rolle: 'Systemverwaltung' } });

  return {
    'verzeichnis.pruefen': (datei) => {
      if (!allowed()) return denied();
      const { schritte, fehler, unveraendert, zuViele } = planOf(ctx, person(), datei);
      return done({
        schritte: schritte.map(({ wirkung, art, name, was }) => ({ wirkung, art, name, was })),
        fehler,
        unveraendert,
        zuViele,
      });
    },
    'verzeichnis.einlesen': (datei) => {
      if (!allowed()) return denied();
      // Made anew: what has changed since the preview counts, and the same rules decide.
      const { schritte } = planOf(ctx, person(), datei);
      const abgelehnt = schritte.flatMap((s) => {
        const { art, vorgang, command, name } = s;
        const baseRevision = ctx.store.read.confirmed(vorgang)?.revision ?? 0;
        const result = executeCommand(ctx, person(), { art, vorgang, command, baseRevision });
        return result.ok ? [] : [{ name, grund: problemOf(ctx.errors, result.error) }];
      });
      return done({ geaendert: schritte.length - abgelehnt.length, abgelehnt });
    },
  } satisfies Partial<Handlers>;
}

function planOf(ctx: AppContext, self: string, { texte, ausscheiden }: Datei): Abgleichplan {
  const soll = liesVerzeichnisdateien(texte);
  const v = ctx.verzeichnis();
  // Known to a centre is only who has the name that stands in their tokens.
  const namenlos = isConnected(ctx.store)
    ? soll.personen.filter(
        (p) => p.id === null && !v.personen.some((da) => da.email !== '' && da.email === p.email),
      )
    : [];
  const ohneKennung = namenlos.map((p): Zeilenfehler => ({
    zeile: p.zeile,
    spalte: 'kennung',
    ursache: 'fehlt (so heißt die Person beim Anmeldedienst)',
  }));
  return planAbgleich(
    v,
    {
      ...soll,
      personen: soll.personen.filter((p) => !namenlos.includes(p)),
      fehler: [...soll.fehler, ...ohneKennung],
    },
    {
      heute: ctx.clock.today(),
      // Whoever reads the file in does not lock themselves out with it.
      betreut: (_art, vorgang) => ausscheiden && vorgang !== self,
      newId: ctx.newId,
    },
  );
}
