import type { EventMeta, Tag, Zeitpunkt } from '../shared/vorgang.ts';
import { assertNever } from '../shared/result.ts';
import type { PersonEvent } from './schema.ts';
import type { Person } from './verzeichnis.ts';

/** One certificate of a person with its life in the directory. */
export interface Zertifikatseintrag {
  readonly sha256: string;
  readonly bezeichnung: string;
  readonly gueltigVon: Zeitpunkt;
  readonly gueltigBis: Zeitpunkt;
  readonly eingetragenAm: Zeitpunkt;
  readonly gesperrtAm: Zeitpunkt | null;
  readonly sperrgrund: string | null;
}

/** State of a `person` Vorgang: the directory entry, and its certificates with their history. */
export interface PersonState extends Person {
  readonly zertifikatsakte: readonly Zertifikatseintrag[];
}

export function evolvePerson(state: PersonState | null, event: PersonEvent, meta: EventMeta): PersonState {
  if (event.type === 'PersonAngelegt') {
    const { type: _, ...angaben } = event;
    return { ...angaben, vertretungen: [], zertifikate: [], zertifikatsakte: [] };
  }
  if (state === null) throw new Error(`${event.type} before PersonAngelegt`);
  switch (event.type) {
    case 'PersonGeaendert':
      return { ...state, ...event.angaben };
    case 'PersonAusgeschieden':
      return { ...state, gueltigBis: event.gueltigBis };
    case 'RolleZugewiesen': {
      const { type: _, ...rolle } = event;
      return { ...state, rollen: [...state.rollen, rolle] };
    }
    case 'RolleBeendet':
      return {
        ...state,
        rollen: state.rollen.map((r) =>
          r.rolle === event.rolle &&
          r.bereich === event.bereich &&
          isOpenAfter(r.gueltigBis, event.gueltigBis)
            ? { ...r, gueltigBis: event.gueltigBis }
            : r,
        ),
      };
    case 'ZertifikatEingetragen': {
      const { type: _, ...zertifikat } = event;
      const eintrag = { ...zertifikat, eingetragenAm: meta.zeit, gesperrtAm: null, sperrgrund: null };
      return withZertifikate(state, [...state.zertifikatsakte, eintrag]);
    }
    case 'ZertifikatGesperrt':
      return withZertifikate(
        state,
        state.zertifikatsakte.map((z) =>
          z.sha256 === event.sha256 ? { ...z, gesperrtAm: meta.zeit, sperrgrund: event.grund } : z,
        ),
      );
    case 'VertretungGesetzt': {
      const { type: _, ...vertretung } = event;
      return { ...state, vertretungen: [...state.vertretungen, vertretung] };
    }
    case 'VertretungBeendet':
      return {
        ...state,
        vertretungen: state.vertretungen.map((d) =>
          d.durch === event.durch && d.gueltigVon === event.gueltigVon
            ? { ...d, gueltigBis: event.gueltigBis }
            : d,
        ),
      };
    default:
      return assertNever(event);
  }
}

/** Is an assignment with this end still open on (or after) that day? */
export const isOpenAfter = (gueltigBis: Tag | null, tag: Tag): boolean =>
  gueltigBis === null || gueltigBis >= tag;

const withZertifikate = (state: PersonState, akte: readonly Zertifikatseintrag[]): PersonState => ({
  ...state,
  zertifikatsakte: akte,
  zertifikate: akte.filter((z) => z.gesperrtAm === null).map((z) => z.sha256),
});
