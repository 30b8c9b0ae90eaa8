import type { CustomScheme, Protocol } from 'electron';
import { text } from '../resources.ts';
import { isOwnAddress, SCHEME } from './origin.ts';

/** Privileges of our scheme; must be registered before the app is ready. It never bypasses the policy. */
export const PRIVILEGED: readonly CustomScheme[] = [
  {
    scheme: SCHEME,
    privileges: {
      standard: true,
      secure: true,
      supportFetchAPI: true,
      stream: true,
      codeCache: true,
      bypassCSP: false,
      corsEnabled: false,
      allowServiceWorkers: false,
    },
  },
];

/**
 * Serves the window over `app://amtsmappe/`: the same function that the browser shell serves over HTTP. A
 * request that names another origin than ours (there should be none) is refused.
 */
export function serveProtocol(
  protocol: Pick<Protocol, 'handle'>,
  resources: (request: Request) => Promise<Response>,
): void {
  protocol.handle(SCHEME, async (request) => {
    const origin = request.headers.get('origin');
    const own = isOwnAddress(request.url) && (origin === null || isOwnAddress(origin));
    return own ? resources(request) : text(403, 'Nicht erlaubt');
  });
}
