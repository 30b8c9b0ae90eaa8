export * from './soll.ts';
export * from './datei.ts';
export * from './plan.ts';
export type { Abgleichregeln, Abgleichschritt } from './schritt.ts';
