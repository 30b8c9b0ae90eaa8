/** Scheme by which mails and the intranet point into the application: `amtsmappe://vorgang/<id>`. */
export const LINK_SCHEME = 'amtsmappe';

const PLACES: Readonly<Record<string, RegExp>> = {
  vorgang: /^\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  arbeitskorb: /^\/?$/,
};

/**
 * The path inside the application that a link from outside names, or null. A link only ever opens a place; it
 * can't act, and it carries no query that a screen might take for an instruction.
 */
export function parseDeepLink(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== `${LINK_SCHEME}:` || url.search !== '' || url.hash !== '' || url.username !== '')
    return null;
  if (!Object.hasOwn(PLACES, url.host)) return null;
  return PLACES[url.host]!.test(url.pathname) ? `${url.host}${url.pathname}`.replace(/\/$/, '') : null;
}

/** The link among the arguments of a start (Windows and Linux hand it over there). */
export function findDeepLink(args: readonly string[]): string | null {
  for (const arg of args) {
    const path = arg.startsWith(`${LINK_SCHEME}:`) ? parseDeepLink(arg) : null;
    if (path !== null) return path;
  }
  return null;
}
