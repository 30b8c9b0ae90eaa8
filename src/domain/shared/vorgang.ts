import type { ZodType } from 'zod';
import type { Claim, FactQuery, Facts } from './fakten.ts';
import type { PersonId, Sha256, Tag, VorgangId, Zeitpunkt } from './kennungen.ts';
import type { Projection } from './projektion.ts';
import type { Rejection } from './rejection.ts';
import type { Result } from './result.ts';

export * from './kennungen.ts';
export * from './fakten.ts';
export * from './projektion.ts';

/**
 * What the engine and a Fach agree on: a *kind* of Vorgang (Laufzettel, Vorlage, Bestattungstermin ...)
 * is a value of type `Kind`. A further kind is a further folder in `domain`; the engine never names one.
 */

export interface Command {
  readonly type: string;
}

/** `v` is the version of this event's shape; old versions are lifted by `Kind.upcast`. */
export interface DomainEvent {
  readonly type: string;
  readonly v?: number;
}

/** When and by whom an event was decided; evolve may keep it in the state. */
export interface EventMeta {
  readonly zeit: Zeitpunkt;
  readonly akteur: PersonId;
  /** revision of the Vorgang after this event, from 1 */
  readonly revision: number;
}

/** Commands that an event causes in another Vorgang; the centre runs them in the same transaction. */
export interface Reaktion {
  readonly art: string;
  readonly vorgang: VorgangId;
  readonly command: Command;
}

/** A kind of Vorgang: its commands, rules, and how it looks from outside. All functions are pure. */
export interface Kind<S = any, C extends Command = any, E extends DomainEvent = any> {
  /** technical name, e.g. `laufzettel` */
  readonly art: string;
  /** German name, e.g. „Laufzettel“ */
  readonly bezeichnung: string;
  /** raise it when the shape of S changes; stored states of another version are rebuilt from events */
  readonly stateVersion: number;
  readonly commandSchema: ZodType<C>;
  readonly eventSchema: ZodType<E>;
  /** lifts an event of an older version to today's shape; absent: there is only version 1 */
  readonly upcast?: (event: DomainEvent) => E;
  /** which facts `decide` will read for this command */
  readonly needs: (state: S | null, command: C) => readonly FactQuery[];
  /** state null: the Vorgang does not exist yet; only a creating command may succeed then */
  readonly decide: (state: S | null, command: C, facts: Facts) => Result<readonly E[], Rejection>;
  readonly evolve: (state: S | null, event: E, meta: EventMeta) => S;
  readonly react?: (event: E, state: S, vorgang: VorgangId) => readonly Reaktion[];
  readonly project: (state: S, vorgang: VorgangId) => Projection;
  /** resources this Vorgang holds now; the centre keeps them free of overlap */
  readonly claims?: (state: S) => readonly Claim[];
  /** number series consumed: the engine advances `serie` by one for each event that carries it */
  readonly series?: (event: E) => string | null;
  /** documents this state refers to: they travel with it and are erased with it */
  readonly documents: (state: S) => readonly Sha256[];
  /** last day it must be kept; null: no retention or not yet known */
  readonly retention?: (state: S) => { readonly bis: Tag; readonly grund: string } | null;
  /** Vorgaenge that belong to this one and must not outlive it: erased in the same act, whatever their own retention */
  readonly erasedWith?: (state: S) => readonly VorgangId[];
  /** master data that others name by its id: on entering a city it may be the same as one that is there */
  readonly stammdatum?: true;
  /** commands that report what happened: always recorded, judged at the time they happened */
  readonly meldungen?: ReadonlySet<string>;
  /** commands that overwrite what others may have entered: refused when the Vorgang has moved on since its author looked */
  readonly nurAufAktuellemStand?: ReadonlySet<string>;
}
