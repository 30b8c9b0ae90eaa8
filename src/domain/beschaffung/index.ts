import { laufzettelKind } from './laufzettel.ts';

export const kinds = [laufzettelKind] as const;
export { laufzettelKind };
export { errors } from './errors.ts';
export { tabellen } from './tabellen.ts';
export * from './schema.ts';
export * from './state.ts';
export * from './tabellen.ts';
export * from './wert.ts';
export * from './verfahren.ts';
export * from './mittel.ts';
export * from './stueckelung.ts';
export * from './vermerk.ts';
export * from './fristen.ts';
export { describeStatus } from './projektion.ts';
export { checkStart, merkmaleOf, vorschlagLaufweg, kontextWithChecks } from './decide/umlauf.ts';
