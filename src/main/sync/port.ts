import { generateKeyPairSync } from 'node:crypto';
import { hostname } from 'node:os';
import type { JWK } from 'jose';
import { ok } from '../../domain/shared/result.ts';
import { reject } from '../../domain/shared/rejection.ts';
import type { TokenSource } from '../app/connection/login-ports.ts';
import type { WorkspaceStore } from '../app/ports.ts';
import {
  DEMO_CA_SETTING,
  DEVICE_KEY_SETTING,
  TRUST_SETTING,
  type SyncPort,
} from '../app/connection/sync-ports.ts';
import { createHttpTransport, type DeviceKey } from './http.ts';
import { startSync } from './loop.ts';
import { codeOf } from './ports.ts';
import { refusedRejection } from './session.ts';
import { storedPartials } from './partials.ts';

/** The line to a central service for the app. `doFetch` is the network; tests cut it. `failed`: for the log. */
export function createSyncPort(
  tokensOf: (store: WorkspaceStore) => TokenSource,
  failed: (error: unknown) => void,
  doFetch: typeof fetch = fetch,
): SyncPort {
  const transportOf = (store: WorkspaceStore, device: string, adresse: string) =>
    createHttpTransport({
      address: adresse,
      key: deviceKey(store, device),
      token: tokensOf(store),
      fetch: doFetch,
      partials: storedPartials(store),
    });
  return {
    connect: async (store, device, adresse) => {
      const transport = transportOf(store, device, adresse);
      const enrolled = await transport.enrol(hostname().slice(0, 100));
      const session = enrolled.line === 'ok' ? await transport.session() : enrolled;
      if (session.line === 'down') return reject('sync.keine-verbindung', { adresse });
      if (session.line === 'refused') return refusedRejection(codeOf(session));
      const trust = await transport.trust();
      if (trust.line === 'ok') {
        store.setSetting(TRUST_SETTING, trust.value);
        // A practice centre shares its practice authority: keys of its people are made on their laptops.
        if (trust.value.uebung) store.setSetting(DEMO_CA_SETTING, trust.value.uebung);
      }
      const { tenant, stadt, person, name } = session.value;
      return ok({ centre: { adresse, tenant, stadt, person, name }, session: session.value });
    },
    start: (host) => {
      const { adresse, person } = host.centre;
      const device = host.clientId.slice(0, -person.length - 1);
      return startSync(host, transportOf(host.store, device, adresse), failed);
    },
  };
}

/** One key for each device and workspace, made at the first connection and kept in the encrypted file. */
function deviceKey(store: WorkspaceStore, device: string): DeviceKey {
  const kept = store.read.setting(DEVICE_KEY_SETTING) as JWK | undefined;
  if (kept) return { device, jwk: kept };
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
  store.setSetting(DEVICE_KEY_SETTING, jwk);
  return { device, jwk };
}
