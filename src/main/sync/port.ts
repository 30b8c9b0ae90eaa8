import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import { err, ok } from '../../domain/shared/result.ts';
import type { WorkspaceStore } from '../app/ports.ts';
import { DEVICE_KEY_SETTING, type SyncPort } from '../app/sync-ports.ts';
import { createHttpTransport, demoLogin, type DeviceKey } from './http.ts';
import { startSync } from './loop.ts';

/** A token is fetched anew this long before it ends. */
const MARGIN_MS = 60_000;

/**
 * The line to a central service for the app. `doFetch` is the network; tests cut it. Login is that of the demo
 * service so far: a token for whoever names a person (docs/betrieb.md says what is missing for a real one).
 */
export function createSyncPort(doFetch: typeof fetch = fetch): SyncPort {
  const transportOf = (store: WorkspaceStore, device: string, adresse: string, person: string) =>
    createHttpTransport({
      address: adresse,
      key: deviceKey(store, device),
      token: tokenSource(adresse, person, doFetch),
      fetch: doFetch,
    });
  return {
    people: async (adresse) => {
      const line = await demoLogin.people(trimmed(adresse), doFetch);
      return line.line === 'ok' && line.value !== null ? ok(line.value) : unreachable(adresse);
    },
    connect: async (store, device, adresse, person) => {
      const transport = transportOf(store, device, trimmed(adresse), person);
      const enrolled = await transport.enrol();
      if (enrolled.line === 'down') return unreachable(adresse);
      const session = enrolled.line === 'ok' ? await transport.session() : enrolled;
      if (session.line === 'down') return unreachable(adresse);
      if (session.line === 'refused') return err({ code: 'sync.anmeldung-abgelehnt', params: {} });
      const { tenant, stadt } = session.value;
      return ok({ adresse: trimmed(adresse), tenant, stadt, person: session.value.person });
    },
    start: (host) => {
      const { adresse, person } = host.centre;
      const device = host.clientId.slice(0, -person.length - 1);
      return startSync(host, transportOf(host.store, device, adresse, person));
    },
  };
}

const trimmed = (adresse: string): string => adresse.replace(/\/+$/, '');
const unreachable = (adresse: string) => err({ code: 'sync.keine-verbindung', params: { adresse } });

/** One key for each device and workspace, made at the first connection and kept in the encrypted file. */
function deviceKey(store: WorkspaceStore, device: string): DeviceKey {
  const kept = store.read.setting(DEVICE_KEY_SETTING) as JWK | undefined;
  if (kept) return { device, jwk: kept };
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
  store.setSetting(DEVICE_KEY_SETTING, jwk);
  return { device, jwk };
}

function tokenSource(adresse: string, person: string, doFetch: typeof fetch) {
  let kept: { readonly token: string; readonly until: number } | null = null;
  return async (renew = false): Promise<string | null> => {
    if (!renew && kept !== null && Date.now() < kept.until) return kept.token;
    const line = await demoLogin.token(adresse, person, doFetch);
    // No answer at all is not a refusal: the request that follows will find the line down by itself.
    if (line.line === 'down') return kept?.token ?? 'offline';
    if (line.line !== 'ok' || line.value === null) return null;
    kept = { token: line.value.access_token, until: Date.now() + line.value.expires_in * 1000 - MARGIN_MS };
    return kept.token;
  };
}
