export * from './soll.ts';
export * from './datei.ts';
export * from './plan.ts';
