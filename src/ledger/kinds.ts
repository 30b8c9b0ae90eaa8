import type { DomainEvent, Kind } from '../domain/shared/vorgang.ts';
import { adoptedEvents, isAdopted, liftAdopted } from './adopt.ts';
import type { PlainEvent, Stand } from './types.ts';

/** The kinds of Vorgang this house knows; passed in by the composition root. */
export type Kinds = ReadonlyMap<string, Kind>;

export function registerKinds(kinds: readonly Kind[]): Kinds {
  const map = new Map<string, Kind>();
  for (const kind of kinds) {
    if (map.has(kind.art)) throw new Error(`Two kinds are called ${kind.art}`);
    map.set(kind.art, kind);
  }
  return map;
}

/** Applies decided events to a stand; pure, needs no facts. */
export function advance(
  kind: Kind,
  before: Stand | null,
  vorgang: string,
  events: readonly PlainEvent[],
): Stand | null {
  let stand = before;
  for (const { event, meta } of events) {
    if (isAdopted(event)) {
      // As it stood where it comes from, at the revision it has here.
      stand = advance(kind, null, vorgang, adoptedEvents(event));
      stand = stand && { ...stand, revision: meta.revision };
      continue;
    }
    stand = {
      vorgang,
      art: kind.art,
      revision: meta.revision,
      stateVersion: kind.stateVersion,
      state: kind.evolve(stand === null ? null : stand.state, event, meta),
      zuletzt: { zeit: meta.zeit, akteur: meta.akteur },
    };
  }
  return stand;
}

/** Lifts a stored event to today's shape. Throws nothing: an unknown type is answered with null. */
export function upcastEvent(kind: Kind, event: DomainEvent): DomainEvent | null {
  if (isAdopted(event))
    return liftAdopted(event, (inner) => (isAdopted(inner) ? null : upcastEvent(kind, inner)));
  const lifted = kind.upcast ? kind.upcast(event) : event;
  return kind.eventSchema.safeParse(lifted).success ? lifted : null;
}
