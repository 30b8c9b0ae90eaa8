export { errors } from './errors.ts';
export * from './schema.ts';
export * from './state.ts';
export * from './evolve.ts';
export * from './entscheidung.ts';
export * from './laufweg.ts';
export * from './niveau.ts';
export * from './aufgaben.ts';
export * from './ansicht.ts';
export * from './aktionen.ts';
export { decideUmlauf, needsUmlauf } from './decide.ts';
export { beginUmlauf } from './decide/beginn.ts';
export type { GezeigterLaufweg } from './decide/beginn.ts';
export type { DokumentStand, UmlaufKontext, UmlaufDecision } from './decide/kontext.ts';
export { describeAdressat, nameOf } from './decide/kontext.ts';
export { betroffeneSchritte } from './decide/rueckgabe.ts';
export type { UpgradeDokument } from './aufwertung.ts';
export { checkSignatur, dokumentQuery } from './signatur.ts';

import type { TabellenDefinition } from '../stammdaten/definition.ts';
import { signaturniveauSchema } from './niveau.ts';

/** Tables that every Fach with a route shares. */
export const tabellen: readonly TabellenDefinition[] = [
  { tabelle: 'signaturniveau', bezeichnung: 'Signaturniveau je Dokumentart', schema: signaturniveauSchema },
];
