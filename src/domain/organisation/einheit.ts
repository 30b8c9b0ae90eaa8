import { formatTag, tagOf } from '../shared/dates.ts';
import type { Rejection } from '../shared/rejection.ts';
import { reject } from '../shared/rejection.ts';
import type { Result } from '../shared/result.ts';
import { assertNever, ok } from '../shared/result.ts';
import type { Facts, Kind, Projection } from '../shared/vorgang.ts';
import { VERZEICHNIS, readVerzeichnis, requireRolle } from './berechtigung.ts';
import { checkZeitraum } from './person-decide.ts';
import type { EinheitCommand, EinheitEvent } from './schema.ts';
import { einheitCommandSchema, einheitEventSchema } from './schema.ts';
import type { Einheit, Verzeichnis } from './verzeichnis.ts';
import { findEinheit, formatPerson } from './verzeichnis.ts';

/** State of an `einheit` Vorgang: the directory entry itself. */
export type EinheitState = Einheit;

function decideEinheit(
  state: EinheitState | null,
  command: EinheitCommand,
  facts: Facts,
): Result<readonly EinheitEvent[], Rejection> {
  const verzeichnis = readVerzeichnis(facts);
  if (!verzeichnis.ok) return verzeichnis;
  const v = verzeichnis.value;
  const erlaubt = requireRolle(facts, v, ['systemverwaltung']);
  if (!erlaubt.ok) return erlaubt;

  if (command.type === 'createEinheit') {
    if (state) return reject('organisation.gibt-es-schon', { name: state.name });
    const { type: _, ...angaben } = command;
    const mangel = findMangel({ id: facts.vorgang, ...angaben }, v) ?? checkZeitraum(angaben);
    return mangel ?? ok([{ type: 'EinheitAngelegt', id: facts.vorgang, ...angaben }]);
  }
  if (!state) return reject('organisation.gibt-es-nicht');
  switch (command.type) {
    case 'changeEinheit': {
      const mangel = findMangel({ ...state, ...command.angaben }, v);
      return mangel ?? ok([{ type: 'EinheitGeaendert', angaben: command.angaben }]);
    }
    case 'endEinheit': {
      const mangel = checkZeitraum({ gueltigVon: state.gueltigVon, gueltigBis: command.gueltigBis });
      if (mangel) return mangel;
      const dort = v === null ? [] : findZugehoerige(v, state.id, command.gueltigBis, tagOf(facts.jetzt));
      if (dort.length > 0) {
        return reject('organisation.einheit-besetzt', {
          tag: formatTag(command.gueltigBis),
          anzahl: dort.length,
          beispiel: dort[0] ?? '',
        });
      }
      return ok([{ type: 'EinheitAufgeloest', gueltigBis: command.gueltigBis }]);
    }
    default:
      return assertNever(command);
  }
}

function findMangel(
  e: Pick<Einheit, 'id' | 'name' | 'kuerzel' | 'uebergeordnet'>,
  v: Verzeichnis | null,
): ReturnType<typeof reject> | null {
  if (e.name === '') return reject('organisation.pflichtangabe', { feld: 'Name' }, 'name');
  if (e.kuerzel === '') return reject('organisation.pflichtangabe', { feld: 'Kürzel' }, 'kuerzel');
  if (e.uebergeordnet === null || v === null) return null;
  const kette = [e.kuerzel];
  for (let id: string | null = e.uebergeordnet; id !== null;) {
    const oben = findEinheit(v, id);
    if (id === e.id) {
      kette.push(e.kuerzel);
      return reject('organisation.einheit-kreis', { kette: kette.join(' → ') }, 'uebergeordnet');
    }
    if (!oben) return reject('organisation.einheit-unbekannt', {}, 'uebergeordnet');
    kette.push(oben.kuerzel);
    id = oben.uebergeordnet;
  }
  return null;
}

/** Names of people and units that would still belong to the unit after its last day. */
function findZugehoerige(v: Verzeichnis, einheit: string, bis: string, heute: string): readonly string[] {
  const danach = (ende: string | null) => ende === null || (ende > bis && ende >= heute);
  return [
    ...v.personen.filter((p) => p.einheit === einheit && danach(p.gueltigBis)).map(formatPerson),
    ...v.einheiten.filter((e) => e.uebergeordnet === einheit && danach(e.gueltigBis)).map((e) => e.name),
  ];
}

function evolveEinheit(state: EinheitState | null, event: EinheitEvent): EinheitState {
  if (event.type === 'EinheitAngelegt') {
    const { type: _, ...angaben } = event;
    return angaben;
  }
  if (state === null) throw new Error(`${event.type} before EinheitAngelegt`);
  switch (event.type) {
    case 'EinheitGeaendert':
      return { ...state, ...event.angaben };
    case 'EinheitAufgeloest':
      return { ...state, gueltigBis: event.gueltigBis };
    default:
      return assertNever(event);
  }
}

const projectEinheit = (e: EinheitState): Projection => ({
  nummer: null,
  titel: e.name,
  untertitel: e.kuerzel,
  status:
    e.gueltigBis === null
      ? { code: 'aktiv', text: 'Besteht', stufe: 'gut' }
      : { code: 'aufgeloest', text: 'Aufgelöst oder befristet', stufe: 'ruht' },
  faellig: null,
  aufgaben: [],
  termine: [],
  suchtext: `${e.kuerzel} ${e.name}`,
  lesbar: ['alle'],
  abgeschlossen: false,
  felder: { kuerzel: e.kuerzel, name: e.name, uebergeordnet: e.uebergeordnet, gueltigBis: e.gueltigBis },
  merkmale: [],
});

/** Kind `einheit`: one Vorgang for each organisational unit. */
export const einheitKind: Kind<EinheitState, EinheitCommand, EinheitEvent> = {
  art: 'einheit',
  bezeichnung: 'Organisationseinheit',
  stateVersion: 1,
  commandSchema: einheitCommandSchema,
  eventSchema: einheitEventSchema,
  needs: () => [VERZEICHNIS],
  decide: decideEinheit,
  evolve: evolveEinheit,
  project: projectEinheit,
  nurAufAktuellemStand: new Set(['changeEinheit']),
  documents: () => [],
};
