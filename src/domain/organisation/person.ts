import type { Kind, Projection } from '../shared/vorgang.ts';
import { VERZEICHNIS } from './berechtigung.ts';
import { decidePerson } from './person-decide.ts';
import type { PersonState } from './person-state.ts';
import { evolvePerson } from './person-state.ts';
import { formatRolle } from './rollen.ts';
import type { PersonCommand, PersonEvent } from './schema.ts';
import { personCommandSchema, personEventSchema } from './schema.ts';
import { formatPerson } from './verzeichnis.ts';

/** Kind `person`: one Vorgang for each person of the house. */
export const personKind: Kind<PersonState, PersonCommand, PersonEvent> = {
  art: 'person',
  bezeichnung: 'Person',
  stateVersion: 1,
  commandSchema: personCommandSchema as Kind<PersonState, PersonCommand, PersonEvent>['commandSchema'],
  eventSchema: personEventSchema,
  needs: () => [VERZEICHNIS],
  decide: decidePerson,
  evolve: evolvePerson,
  project: projectPerson,
  // Two administrators at the same entry: the second sees what the first has written.
  nurAufAktuellemStand: new Set(['changePerson']),
  documents: () => [],
  // Kept while in service; afterwards records keep what they need in their own signature blocks.
  retention: (p) => (p.gueltigBis === null ? null : { bis: p.gueltigBis, grund: 'im Dienst der Stadt' }),
};

function projectPerson(p: PersonState): Projection {
  const aktiv = p.gueltigBis === null;
  return {
    nummer: null,
    titel: formatPerson(p),
    untertitel: p.funktion,
    status: aktiv
      ? { code: 'aktiv', text: 'Im Dienst', stufe: 'gut' }
      : { code: 'befristet', text: 'Befristet oder ausgeschieden', stufe: 'ruht' },
    faellig: null,
    aufgaben: [],
    termine: [],
    suchtext: [formatPerson(p), p.funktion, p.email, ...p.rollen.map((r) => formatRolle(r.rolle))].join(' '),
    // The staff directory is open to everybody in the house.
    lesbar: ['alle'],
    abgeschlossen: false,
    felder: {
      nachname: p.nachname,
      vorname: p.vorname,
      funktion: p.funktion,
      einheit: p.einheit,
      email: p.email,
      gueltigBis: p.gueltigBis,
    },
    merkmale: p.zertifikate.map((z) => `zertifikat:${z}`),
  };
}
