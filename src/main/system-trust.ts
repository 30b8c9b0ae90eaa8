import tls from 'node:tls';

let done = false;

/**
 * `fetch` for a laptop of the city: it trusts whom the machine trusts, so that a centre with a certificate of the
 * city's own authority needs no setting of ours. Looked up when the first protected address is asked for.
 */
export const fetchAsMachine: typeof fetch = (input, init) => {
  if (!done && protectedAddress(input)) {
    done = true;
    trustMachine();
  }
  return fetch(input, init);
};

const protectedAddress = (input: Parameters<typeof fetch>[0]): boolean =>
  (input instanceof Request ? input.url : String(input)).startsWith('https:');

/** Whoever cannot name the authorities of the machine (older Node, another TLS library) goes on with its own. */
function trustMachine(): void {
  try {
    tls.setDefaultCACertificates([
      ...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]),
    ]);
  } catch {
    // Then only public authorities count, or those of NODE_EXTRA_CA_CERTS.
  }
}
