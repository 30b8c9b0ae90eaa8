import { einheitKind } from './einheit.ts';
import { personKind } from './person.ts';

export const kinds = [einheitKind, personKind] as const;
export { errors } from './errors.ts';
export * from './verzeichnis.ts';
export * from './vertretung.ts';
export * from './scopes.ts';
export * from './einheiten.ts';
export * from './rollen.ts';
export * from './build.ts';
export * from './berechtigung.ts';
export * from './muster.ts';
export type { PersonState, Zertifikatseintrag } from './person-state.ts';
export type { EinheitState } from './einheit.ts';
export type { PersonCommand, PersonEvent, EinheitCommand, EinheitEvent } from './schema.ts';
export { personKind, einheitKind };
export * from './rollengrenze.ts';
export * from './abgleich/index.ts';
