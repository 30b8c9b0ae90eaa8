import { z } from 'zod';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { union } from '../../shared/sammeln.ts';
import type { Facts, Kind, PersonId, Projection, VorgangId } from '../../shared/vorgang.ts';
import { dokumentQuery, requireDokument } from '../fakten.ts';
import type { Anlage } from '../grundtypen.ts';
import { zAnlage, zGrund, zId, zListe, zZeile } from '../grundtypen.ts';
import { reaktion } from '../reaktion.ts';
import { BUERGERMEISTER, SITZUNGSDIENST, VERZEICHNIS, requireSitzungsdienst } from '../rollen.ts';

/**
 * A non-public annex of a Vorlage: a Vorgang of its own, so that whoever may read the public Vorlage does
 * not thereby get the annex, not even its name.
 */
export interface NichtoeffentlicheAnlage {
  readonly art: 'anlage_nichtoeffentlich';
  readonly vorlage: VorgangId;
  readonly einheit: string;
  readonly angelegtVon: PersonId;
  readonly anlage: Anlage;
  readonly grund: string;
  /** names and words that must not become known */
  readonly begriffe: readonly string[];
  readonly einsicht: readonly PersonId[];
  readonly entfernt: string | null;
}

const angaben = {
  vorlage: zId,
  einheit: zId,
  anlage: zAnlage,
  /** why it is not public, e.g. „§ 30 AO“ */
  grund: zGrund,
  begriffe: zListe(zZeile),
};

export const zAnlageCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('createNichtoeffentlicheAnlage'), ...angaben }),
  z.object({ type: z.literal('grantEinsicht'), personen: zListe(zId) }),
  z.object({ type: z.literal('removeNichtoeffentlicheAnlage'), grund: zGrund }),
]);
export type AnlageCommand = z.infer<typeof zAnlageCommand>;

export const zAnlageEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('NichtoeffentlicheAnlageAngelegt'), ...angaben }),
  z.object({ type: z.literal('EinsichtGewaehrt'), personen: zListe(zId) }),
  z.object({ type: z.literal('NichtoeffentlicheAnlageEntfernt'), grund: zGrund }),
]);
export type AnlageEvent = z.infer<typeof zAnlageEvent>;

type State = NichtoeffentlicheAnlage;

function decide(
  state: State | null,
  command: AnlageCommand,
  facts: Facts,
): Result<readonly AnlageEvent[], Rejection> {
  if (command.type === 'createNichtoeffentlicheAnlage') {
    if (state) return reject('sitzung.schon-angelegt', { was: 'Anlage' });
    if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Nichtöffentlichkeit' }, 'grund');
    const dokument = requireDokument(facts, command.anlage.sha256);
    if (!dokument.ok) return dokument;
    return ok([{ ...command, type: 'NichtoeffentlicheAnlageAngelegt' }]);
  }
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Anlage' });
  if (command.type === 'grantEinsicht' || facts.akteur !== state.angelegtVon) {
    const rolle = requireSitzungsdienst(facts, 'Einsicht in nichtöffentliche Anlagen geben');
    if (!rolle.ok) return rolle;
  }
  if (command.type === 'grantEinsicht') return ok([{ ...command, type: 'EinsichtGewaehrt' }]);
  if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Entfernen' }, 'grund');
  return ok([{ ...command, type: 'NichtoeffentlicheAnlageEntfernt' }]);
}

function evolve(state: State | null, event: AnlageEvent, meta: { readonly akteur: PersonId }): State {
  if (event.type === 'NichtoeffentlicheAnlageAngelegt') {
    const { type: _, ...rest } = event;
    return {
      ...rest,
      art: 'anlage_nichtoeffentlich',
      angelegtVon: meta.akteur,
      einsicht: [],
      entfernt: null,
    };
  }
  if (!state) throw new Error(`${event.type} before NichtoeffentlicheAnlageAngelegt`);
  switch (event.type) {
    case 'EinsichtGewaehrt':
      return { ...state, einsicht: union(state.einsicht, event.personen) };
    case 'NichtoeffentlicheAnlageEntfernt':
      return { ...state, entfernt: event.grund };
    default:
      return assertNever(event);
  }
}

function project(s: State): Projection {
  return {
    nummer: null,
    titel: s.anlage.bezeichnung,
    untertitel: 'nichtöffentliche Anlage',
    status: s.entfernt
      ? { code: 'entfernt', text: 'entfernt', stufe: 'ruht' }
      : { code: 'nichtoeffentlich', text: 'nichtöffentlich', stufe: 'laeuft' },
    faellig: null,
    aufgaben: [],
    termine: [],
    suchtext: s.anlage.bezeichnung,
    lesbar: [
      `person:${s.angelegtVon}`,
      `einheit:${s.einheit}`,
      `rolle:${SITZUNGSDIENST}`,
      `rolle:${BUERGERMEISTER}`,
      ...s.einsicht.map((p) => `person:${p}`),
    ],
    abgeschlossen: s.entfernt !== null,
    felder: { bezeichnung: s.anlage.bezeichnung },
    merkmale: [`vorlage:${s.vorlage}`],
  };
}

export const anlageKind: Kind<State, AnlageCommand, AnlageEvent> = {
  art: 'anlage_nichtoeffentlich',
  bezeichnung: 'Nichtöffentliche Anlage',
  stateVersion: 1,
  commandSchema: zAnlageCommand,
  eventSchema: zAnlageEvent,
  needs: (_, c) =>
    c.type === 'createNichtoeffentlicheAnlage'
      ? [VERZEICHNIS, dokumentQuery(c.anlage.sha256)]
      : [VERZEICHNIS],
  decide,
  evolve,
  react: (event, _, vorgang) =>
    event.type === 'NichtoeffentlicheAnlageAngelegt'
      ? [reaktion('vorlage', event.vorlage, { type: 'registerNichtoeffentlicheAnlage', anlage: vorgang })]
      : [],
  project,
  documents: (s) => [s.anlage.sha256],
};
