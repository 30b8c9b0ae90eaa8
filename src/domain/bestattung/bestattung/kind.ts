import type { Kind, Reaktion, VorgangId } from '../../shared/vorgang.ts';
import { toClaims } from '../belegung.ts';
import { auftragOf, grabakteOf } from '../kennung.ts';
import { decideBestattung } from './decide.ts';
import { evolveBestattung } from './evolve.ts';
import { needsBestattung } from './needs.ts';
import { projectBestattung } from './project.ts';
import {
  bestattungCommandSchema,
  bestattungEventSchema,
  type BestattungCommand,
  type BestattungEvent,
} from './schema.ts';
import { haeltRessourcen, istBeendet, type BestattungState } from './state.ts';

/** What the crew must learn: a new or changed order, its withdrawal, its end. */
function react(e: BestattungEvent, _: BestattungState, vorgang: VorgangId): readonly Reaktion[] {
  const auftrag: Reaktion = {
    art: 'arbeitsauftrag',
    vorgang: auftragOf(vorgang),
    command: { type: 'syncAuftrag', bestattung: vorgang } as Reaktion['command'],
  };
  switch (e.type) {
    case 'TerminFreigegeben':
      return [auftrag];
    case 'TerminVerlegt':
    case 'BestattungStorniert':
      return e.warFreigegeben ? [auftrag] : [];
    case 'AngabenGeaendert':
    case 'GrabZugeordnet':
      return e.fassung === null ? [] : [auftrag];
    case 'BestattungAbgeschlossen':
      return [
        auftrag,
        {
          art: 'grabakte',
          vorgang: grabakteOf(e.abschluss.grab),
          command: { type: 'recordBeisetzung', bestattung: vorgang } as Reaktion['command'],
        },
      ];
    default:
      return [];
  }
}

/** A case that came to no burial is kept as long as the city's table says. */
const ohneBestattung = (state: BestattungState) =>
  istBeendet(state.status) && state.aufbewahrenBis
    ? { bis: state.aufbewahrenBis, grund: 'Vorgang ohne Bestattung (Muster, nicht geprüft)' }
    : null;

export const bestattungKind: Kind<BestattungState, BestattungCommand, BestattungEvent> = {
  art: 'bestattung',
  bezeichnung: 'Bestattung',
  stateVersion: 1,
  commandSchema: bestattungCommandSchema,
  eventSchema: bestattungEventSchema,
  needs: needsBestattung,
  decide: decideBestattung,
  evolve: evolveBestattung,
  react,
  project: projectBestattung,
  claims: (state) => (haeltRessourcen(state.status) ? toClaims(state.belegungen) : []),
  series: (event) => (event.type === 'BestattungAngelegt' && event.nummer !== null ? event.serie : null),
  documents: (state) => [
    ...new Set([
      ...state.unterlagen.flatMap((u) => u.dokument ?? []),
      ...state.genehmigungen.flatMap((g) => g.dokument ?? []),
      ...state.fassungen.flatMap((f) => (f.blaetter ?? []).map((b) => b.dokument)),
    ]),
  ],
  retention: (state) =>
    state.abschluss === null
      ? ohneBestattung(state)
      : {
          bis: state.abschluss.eintrag.ruhefristBis,
          grund: 'Ruhefrist; Bestattungsregister nach § 5 BestG NRW (nicht geprüft)',
        },
  nurAufAktuellemStand: new Set(['updateAngaben', 'assignGrab', 'moveTermin']),
};
