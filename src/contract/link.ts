import { z } from 'zod';
import { channel } from './channel.ts';
import type { VorgangRow } from './vorgang.ts';

/** Scheme by which mails and the intranet point into the application: `amtsmappe://vorgang/<id>?stadt=<city>`. */
export const LINK_SCHEME = 'amtsmappe';

/**
 * A link from outside names a place and nothing else: it can't act, and it carries nothing that a screen might take
 * for an instruction. `stadt`: the city whose centre sent it; null: a link from before cities were named.
 */
export type Link =
  | { readonly ort: 'vorgang'; readonly id: string; readonly stadt: string | null }
  | { readonly ort: 'arbeitskorb' }
  /** meant for us, but not whole, or not one of ours: the window says so */
  | { readonly ort: 'ungueltig' };

const MAX_LENGTH = 400;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** As a city is called in tokens and databases (`central/identity/token.ts`). */
const STADT = '[\\w.:@-]{1,200}';
const VORGANG = new RegExp(`^vorgang/(${UUID})(?:\\?stadt=(${STADT}))?$`);

/** Is it anything that a part of the system hands us as our link? */
export const isLink = (text: string): boolean => text.slice(0, LINK_SCHEME.length + 1) === `${LINK_SCHEME}:`;

/**
 * Reads a link from outside, which is not to be trusted. Written letter by letter, not by a URL parser: what does not
 * look exactly as we write it is not ours.
 */
export function readLink(text: string): Link {
  const prefix = `${LINK_SCHEME}://`;
  if (text.length > MAX_LENGTH || !text.startsWith(prefix)) return { ort: 'ungueltig' };
  const place = text.slice(prefix.length);
  if (place === 'arbeitskorb' || place === 'arbeitskorb/') return { ort: 'arbeitskorb' };
  // Some mail programs put a slash at the end.
  const [, id, stadt] = VORGANG.exec(place.replace(/\/$/, '')) ?? [];
  return id === undefined ? { ort: 'ungueltig' } : { ort: 'vorgang', id, stadt: stadt ?? null };
}

/** Writes a link; `readLink` reads it back. A Vorgang whose id is none of a task has no link of its own. */
export function writeLink(link: Exclude<Link, { readonly ort: 'ungueltig' }>): string {
  if (link.ort === 'arbeitskorb') return `${LINK_SCHEME}://arbeitskorb`;
  return `${LINK_SCHEME}://vorgang/${link.id}${link.stadt === null ? '' : `?stadt=${link.stadt}`}`;
}

/** Can this Vorgang of this city be named in a link? */
export const isLinkable = (id: string, stadt: string): boolean =>
  readLink(writeLink({ ort: 'vorgang', id, stadt })).ort === 'vorgang';

/** Where a link leads to in the window, as an address of its router. */
export function routeOfLink(link: Link): string {
  switch (link.ort) {
    case 'arbeitskorb':
      return 'arbeitskorb';
    case 'ungueltig':
      return 'vorgang/ungueltig';
    case 'vorgang':
      return `vorgang/${link.id}${link.stadt === null ? '' : `?stadt=${encodeURIComponent(link.stadt)}`}`;
  }
}

export const linkChannels = {
  /** finds the Vorgang of a link: here, or by an exchange with the centre; otherwise the reason why it does not open */
  'link.oeffnen': channel<VorgangRow>()(
    z.object({
      id: z.string().regex(new RegExp(`^${UUID}$`)),
      stadt: z
        .string()
        .regex(new RegExp(`^${STADT}$`))
        .nullable(),
    }),
  ),
} as const;
