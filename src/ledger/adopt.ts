import { z } from 'zod';
import type { DomainEvent, PersonId, VorgangId, Zeitpunkt } from '../domain/shared/vorgang.ts';
import { sealRecord } from './chain.ts';
import type { ChainHead, LedgerCrypto, LedgerRecord, PlainEvent } from './types.ts';

export const ADOPTED = 'VorgangUebernommen';

/** A record of a sealed chain as it was opened. */
export interface SealedEvent {
  readonly event: DomainEvent;
  readonly zeit: Zeitpunkt;
  readonly akteur: PersonId;
  readonly revision: number;
  /** hash of its record in the sealed chain */
  readonly hash: string;
}

/**
 * First event of a Vorgang that comes from another chain (docs/adr/0029). It carries the events as they stand
 * there, and beside them what they mean here: so the state can be made anew from it in whatever shape it has, and
 * anybody can compare it with the sealed chain. Its revision follows the last one there, because states remember
 * revisions.
 */
export interface VorgangUebernommen extends DomainEvent {
  readonly type: typeof ADOPTED;
  readonly v: 1;
  readonly herkunft: {
    /** what people call the seat */
    readonly name: string;
    /** put before its numbers */
    readonly vorsatz: string;
    /** the sealed chain: hash of its last record */
    readonly kopf: string;
    /** last revision there, and the hash of that record */
    readonly revision: number;
    readonly hash: string;
  };
  readonly ereignisse: readonly SealedEvent[];
  /** people and units there -> here; who is not named keeps the id of then */
  readonly uebersetzung: Readonly<Record<string, string>>;
  /** numbers there -> here */
  readonly nummern: Readonly<Record<string, string>>;
  /** names as of then of people who are not in the directory here */
  readonly namen: Readonly<Record<string, string>>;
}

const strings = z.record(z.string(), z.string());
const schema = z.object({
  type: z.literal(ADOPTED),
  v: z.literal(1),
  herkunft: z.object({
    name: z.string(),
    vorsatz: z.string(),
    kopf: z.string(),
    revision: z.number().int(),
    hash: z.string(),
  }),
  ereignisse: z
    .array(
      z.object({
        event: z.looseObject({ type: z.string() }),
        zeit: z.string(),
        akteur: z.string(),
        revision: z.number().int(),
        hash: z.string(),
      }),
    )
    .min(1),
  uebersetzung: strings,
  nummern: strings,
  namen: strings,
});

export const isAdopted = (event: DomainEvent): event is VorgangUebernommen => event.type === ADOPTED;

/**
 * The event with its inner events in today's shape and in the words of this house. Null: something in it is not
 * understood. Doing it twice changes nothing.
 */
export function liftAdopted(
  event: DomainEvent,
  upcast: (inner: DomainEvent) => DomainEvent | null,
): VorgangUebernommen | null {
  if (!schema.safeParse(event).success) return null;
  const adopted = event as VorgangUebernommen;
  const ereignisse: SealedEvent[] = [];
  for (const sealed of adopted.ereignisse) {
    const lifted = upcast(translate(sealed.event, adopted) as DomainEvent);
    if (lifted === null) return null;
    ereignisse.push({
      ...sealed,
      event: lifted,
      akteur: adopted.uebersetzung[sealed.akteur] ?? sealed.akteur,
    });
  }
  return { ...adopted, ereignisse, uebersetzung: {}, nummern: {} };
}

/** What a lifted event stands for, in order. */
export const adoptedEvents = ({ ereignisse }: VorgangUebernommen): readonly PlainEvent[] =>
  ereignisse.map(({ event, zeit, akteur, revision }) => ({ event, meta: { zeit, akteur, revision } }));

export type Words = Pick<VorgangUebernommen, 'uebersetzung' | 'nummern'>;

/**
 * Puts ids and numbers of this house in the place of those of another, in values and names of members. Only whole
 * words: an id alone or behind a colon (`person:ID`, `rolle:NAME@einheit:ID`), a number alone. `seen` hears every
 * word that could be one.
 */
export function translate(value: unknown, words: Words, seen?: (word: string) => void, member = ''): unknown {
  if (typeof value === 'string') return translateText(value, words, seen, member);
  if (Array.isArray(value)) return value.map((v) => translate(v, words, seen, member));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, v]) => [
      translateText(key, { ...words, nummern: {} }, seen, ''),
      translate(v, words, seen, key),
    ]),
  );
}

function translateText(
  text: string,
  { uebersetzung, nummern }: Words,
  seen: ((word: string) => void) | undefined,
  member: string,
): string {
  const colon = text.lastIndexOf(':') + 1;
  const word = text.slice(colon);
  seen?.(word);
  if (Object.hasOwn(uebersetzung, word)) return text.slice(0, colon) + uebersetzung[word];
  if (Object.hasOwn(nummern, text) && (isDistinctive(text) || /nummer/i.test(member)))
    return nummern[text] as string;
  return text;
}

/** `VV-2026-0007` is a number wherever it stands; `7` only where a number is meant. */
const isDistinctive = (text: string): boolean => text.length >= 6 && /\d/.test(text) && /\D/.test(text);

/** stands in the record: nobody of the city has done this, the operator has */
export const ADOPTER = 'uebernahme';
/** The command id in the header says, also without any key, which sealed chain it comes from. */
export const adoptionId = (kopf: string): string => `${ADOPTER}:${kopf}`;

/** Seals the entry of a Vorgang onto the chain of the city, under the key that it has had. */
export function adoptionRecord(
  crypto: LedgerCrypto,
  tenant: string,
  head: ChainHead,
  key: Uint8Array,
  { vorgang, art }: { readonly vorgang: VorgangId; readonly art: string },
  event: VorgangUebernommen,
  zeit: Zeitpunkt,
): LedgerRecord {
  return sealRecord(
    crypto,
    head,
    key,
    {
      tenant,
      vorgang,
      art,
      revision: event.herkunft.revision + 1,
      type: ADOPTED,
      v: event.v,
      zeit,
      akteur: ADOPTER,
      commandId: adoptionId(event.herkunft.kopf),
    },
    event,
  );
}
