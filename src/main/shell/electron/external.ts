/** Public sites the application links to: law, notices, standards, trust services. Exact hosts, HTTPS only. */
export const EXTERNAL_HOSTS: ReadonlySet<string> = new Set([
  'www.gesetze-im-internet.de',
  'recht.nrw.de',
  'eur-lex.europa.eu',
  'ted.europa.eu',
  'www.oeffentlichevergabe.de',
  'www.xoev.de',
  'www.xrepository.de',
  'oparl.org',
  'www.bundesnetzagentur.de',
  'ec.europa.eu',
  'joinup.ec.europa.eu',
]);

/**
 * May this address be handed to the system's browser? An address given to the operating system can start
 * programs (`file:`, `smb:`, `ms-msdt:` ...), so everything that is not an exact entry is refused. Answers the
 * normalised address to open, or null.
 */
export function allowedExternal(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  const allowed =
    url.protocol === 'https:' &&
    url.username === '' &&
    url.password === '' &&
    url.port === '' &&
    EXTERNAL_HOSTS.has(url.hostname);
  return allowed ? url.href : null;
}
