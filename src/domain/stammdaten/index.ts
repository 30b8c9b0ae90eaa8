export { errors } from './errors.ts';
export * from './tabelle.ts';
export * from './definition.ts';
export * from './nummernkreise.ts';
export * from './kind.ts';
export * from './muster.ts';
export * from './massendaten.ts';
