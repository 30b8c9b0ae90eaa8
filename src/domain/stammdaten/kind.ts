import { z } from 'zod';
import { de } from 'zod/locales';
import { VERZEICHNIS, readVerzeichnis, requireRolle } from '../organisation/berechtigung.ts';
import { formatTag, tagOf } from '../shared/dates.ts';
import type { Rejection } from '../shared/rejection.ts';
import { reject } from '../shared/rejection.ts';
import type { Result } from '../shared/result.ts';
import { ok } from '../shared/result.ts';
import type { Facts, Kind, Projection } from '../shared/vorgang.ts';
import type { TabellenDefinition } from './definition.ts';
import type { Fassung, StammdatenTabelle } from './tabelle.ts';

const fassungAngaben = {
  tabelle: z.string().min(1).max(100),
  gueltigAb: z.iso.date(),
  quelle: z.string().trim().max(1000),
  geprueft: z.boolean(),
  inhalt: z.unknown(),
  /** why it applies to days already past; required then */
  begruendung: z.string().trim().max(2000).optional(),
};

export const stammdatenCommandSchema = z.object({ type: z.literal('setFassung'), ...fassungAngaben });
export type StammdatenCommand = z.infer<typeof stammdatenCommandSchema>;

export const stammdatenEventSchema = z.object({
  type: z.literal('FassungGesetzt'),
  ...fassungAngaben,
  bezeichnung: z.string(),
  nummer: z.number().int().min(1),
});
export type StammdatenEvent = z.infer<typeof stammdatenEventSchema>;

/** One table with all its versions; it is itself the answer to the FactQuery `stammdaten`. */
export interface StammdatenState extends StammdatenTabelle {
  readonly bezeichnung: string;
}

/**
 * Kind `stammdaten`: one Vorgang for each editable table. A version is never changed; a later one for the
 * same day takes its place, and events name the version they were decided under.
 */
export function stammdatenKind(
  tabellen: readonly TabellenDefinition[],
): Kind<StammdatenState, StammdatenCommand, StammdatenEvent> {
  const definitionOf = (tabelle: string) => tabellen.find((t) => t.tabelle === tabelle);

  function decide(
    state: StammdatenState | null,
    command: StammdatenCommand,
    facts: Facts,
  ): Result<readonly StammdatenEvent[], Rejection> {
    const definition = definitionOf(command.tabelle);
    if (!definition) return reject('stammdaten.tabelle-unbekannt', { tabelle: command.tabelle });
    if (state && state.tabelle !== command.tabelle) {
      return reject('stammdaten.andere-tabelle', { besteht: state.tabelle, tabelle: command.tabelle });
    }
    const verzeichnis = readVerzeichnis(facts);
    if (!verzeichnis.ok) return verzeichnis;
    const erlaubt = requireRolle(facts, verzeichnis.value, [
      'systemverwaltung',
      ...(definition.pflege ?? []),
    ]);
    if (!erlaubt.ok) return erlaubt;

    if (command.quelle === '') return reject('stammdaten.quelle-fehlt', {}, 'quelle');
    const heute = tagOf(facts.jetzt);
    // The first version may reach back: before it there was no rule that anything was decided under.
    if (state && command.gueltigAb < heute && !command.begruendung) {
      return reject(
        'stammdaten.rueckwirkend',
        { gueltigAb: formatTag(command.gueltigAb), heute: formatTag(heute) },
        'begruendung',
      );
    }
    const inhalt = checkInhalt(definition, command.inhalt);
    if (!inhalt.ok) return inhalt;
    const { type: _, ...angaben } = command;
    return ok([
      {
        type: 'FassungGesetzt',
        ...angaben,
        inhalt: inhalt.value,
        bezeichnung: definition.bezeichnung,
        nummer: (state?.fassungen.length ?? 0) + 1,
      },
    ]);
  }

  return {
    art: 'stammdaten',
    bezeichnung: 'Stammdaten',
    stateVersion: 1,
    commandSchema: stammdatenCommandSchema,
    eventSchema: stammdatenEventSchema,
    needs: () => [VERZEICHNIS],
    decide,
    evolve: (state, event) => ({
      tabelle: event.tabelle,
      bezeichnung: event.bezeichnung,
      fassungen: [...(state?.fassungen ?? []), toFassung(event)],
    }),
    project: (state) => projectStammdaten(state, definitionOf(state.tabelle)?.lesbar),
    documents: (state) =>
      state.fassungen.flatMap((f) => definitionOf(state.tabelle)?.dokumente?.(f.inhalt as never) ?? []),
    nurAufAktuellemStand: new Set(['setFassung']),
  };
}

/** Content checked against the schema of its table; the message is German and names the place. */
export function checkInhalt(definition: TabellenDefinition, inhalt: unknown): Result<unknown, Rejection> {
  const parsed = definition.schema.safeParse(inhalt, { error: de().localeError });
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return reject(
    'stammdaten.inhalt',
    { stelle: issue?.path.join('.') || 'Anfang', mangel: issue?.message ?? 'ungültig' },
    issue?.path.join('.'),
  );
}

const toFassung = (e: StammdatenEvent): Fassung => ({
  nummer: e.nummer,
  gueltigAb: e.gueltigAb,
  quelle: e.quelle,
  geprueft: e.geprueft,
  inhalt: e.inhalt,
});

function projectStammdaten(state: StammdatenState, lesbar: readonly string[] = ['alle']): Projection {
  const letzte = state.fassungen.at(-1);
  return {
    nummer: null,
    titel: state.bezeichnung,
    untertitel: `Fassung ${letzte?.nummer ?? 0}, gültig ab ${letzte ? formatTag(letzte.gueltigAb) : '–'}`,
    status: letzte?.geprueft
      ? { code: 'geprueft', text: 'Geprüft', stufe: 'gut' }
      : { code: 'ungeprueft', text: 'Nicht geprüft', stufe: 'warnung' },
    faellig: null,
    aufgaben: [],
    termine: [],
    suchtext: `${state.bezeichnung} ${state.tabelle} ${letzte?.quelle ?? ''}`,
    // Rules are no secret in the house: every decision cites them.
    lesbar,
    abgeschlossen: false,
    felder: {
      tabelle: state.tabelle,
      fassung: letzte?.nummer ?? null,
      gueltigAb: letzte?.gueltigAb ?? null,
      quelle: letzte?.quelle ?? null,
    },
    merkmale: [`tabelle:${state.tabelle}`],
  };
}
