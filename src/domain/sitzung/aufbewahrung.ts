import { z, type ZodDiscriminatedUnion } from 'zod';
import { tagOf } from '../shared/dates.ts';
import { ok } from '../shared/result.ts';
import type { DomainEvent, EventMeta, Facts, Kind, Tag } from '../shared/vorgang.ts';
import { AUFBEWAHRUNG, aufbewahrenBis, fristFor, type Aufbewahrung } from '../stammdaten/aufbewahrung.ts';
import { tabelleAm, tabelleQuery } from './fakten.ts';
import { zTag, zZeile } from './grundtypen.ts';

/**
 * How long a closed Vorgang must be kept. The table `aufbewahrung` says it; what it says on the day of closing is
 * set down with the event, so that a later table does not shorten what has begun. A kind without an end of keeping is
 * never erased: minutes and resolutions are kept for good.
 */
const zFestgesetzt = z.object({
  type: z.literal('AufbewahrungFestgesetzt'),
  bis: zTag,
  norm: zZeile,
});
type Festgesetzt = z.infer<typeof zFestgesetzt>;

interface Aufbewahrt {
  readonly aufbewahrung?: { readonly bis: Tag; readonly norm: string };
}

const isFestgesetzt = (e: DomainEvent): e is Festgesetzt => e.type === 'AufbewahrungFestgesetzt';

function regelFor(art: string, facts: Facts): Festgesetzt | null {
  const tag = tagOf(facts.jetzt);
  const tabelle = tabelleAm<Aufbewahrung>(facts, AUFBEWAHRUNG, tag)?.inhalt;
  const regel = tabelle ? fristFor(tabelle, art) : null;
  return regel
    ? { type: 'AufbewahrungFestgesetzt', bis: aufbewahrenBis(tag, regel.jahre), norm: regel.norm }
    : null;
}

/** The same kind, which sets down its retention with the command that closes it. */
export function mitAufbewahrung(kind: Kind): Kind {
  const events = kind.eventSchema as unknown as ZodDiscriminatedUnion;
  const apply = (state: unknown, event: DomainEvent, meta: EventMeta): unknown =>
    isFestgesetzt(event)
      ? { ...(state as object), aufbewahrung: { bis: event.bis, norm: event.norm } }
      : kind.evolve(state, event, meta);
  const isClosed = (state: unknown, vorgang: string): boolean =>
    state !== null && kind.project(state, vorgang).abgeschlossen;
  return {
    ...kind,
    eventSchema: z.discriminatedUnion('type', [...events.options, zFestgesetzt] as never),
    needs: (state, command) => [...kind.needs(state, command), tabelleQuery(AUFBEWAHRUNG)],
    decide: (state, command, facts) => {
      const decided = kind.decide(state, command, facts);
      if (!decided.ok || decided.value.length === 0) return decided;
      const meta = { zeit: facts.jetzt, akteur: facts.akteur, revision: facts.basis + 1 };
      const after = decided.value.reduce<unknown>((s, e) => apply(s, e, meta), state);
      if (isClosed(state, facts.vorgang) || !isClosed(after, facts.vorgang)) return decided;
      const frist = regelFor(kind.art, facts);
      return frist ? ok([...decided.value, frist]) : decided;
    },
    evolve: apply,
    retention: (state) => {
      const { aufbewahrung } = state as Aufbewahrt;
      return aufbewahrung && isClosed(state, '') ? { bis: aufbewahrung.bis, grund: aufbewahrung.norm } : null;
    },
  };
}
