/** Commands and events of the office's burial case, and what they are made of. */

export * from './felder.ts';
export { bestattungCommandSchema, type BestattungCommand } from './command-schema.ts';
export { bestattungEventSchema, type BestattungEvent } from './event-schema.ts';
