export { printBekanntmachung, printEinladung } from './einladung.ts';
export { printDringlichkeitsentscheidung, printNiederschrift } from './niederschrift.ts';
export { printVorlage } from './vorlage.ts';
export type { Druckrahmen } from './rahmen.ts';
export type { Druckzweck } from './niederschrift.ts';
