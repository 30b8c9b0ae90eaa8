import type { UmlaufCommand } from './command-schema.ts';
import { umlaufCommandSchemas } from './command-schema.ts';
import type { UmlaufEvent } from './event-schema.ts';
import { umlaufEventSchemas } from './event-schema.ts';

/** Shapes of a route, its commands and events. Types are inferred from them, so that they cannot drift apart. */

export * from './felder.ts';
export * from './command-schema.ts';
export * from './event-schema.ts';

const COMMAND_TYPES: ReadonlySet<string> = new Set(umlaufCommandSchemas.map((s) => s.shape.type.value));
const EVENT_TYPES: ReadonlySet<string> = new Set(umlaufEventSchemas.map((s) => s.shape.type.value));

/** Narrows a command of a Fach that embeds the route. */
export const isUmlaufCommand = <C extends { readonly type: string }>(
  command: C | UmlaufCommand,
): command is UmlaufCommand => COMMAND_TYPES.has(command.type);

export const isUmlaufEvent = <E extends { readonly type: string }>(
  event: E | UmlaufEvent,
): event is UmlaufEvent => EVENT_TYPES.has(event.type);

/** Commands that record what a person did, judged at the time they did it. */
export const umlaufMeldungen: ReadonlySet<string> = new Set(['signSchritt', 'declareInteressenkonflikt']);
