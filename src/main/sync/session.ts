import type { SyncGrund } from '../../contract/app.ts';
import type { SyncHost } from '../app/connection/sync-ports.ts';
import type { HttpTransport } from './http.ts';

/** A lease is fetched anew this often while the line is up. */
const EVERY_MS = 3_600_000;

/** Asks the centre who this is and how long one may go on without it: at first, then once an hour, or when needed. */
export function createSessionCheck(host: SyncHost, transport: HttpTransport) {
  let asked: number | null = null;
  return async (): Promise<void> => {
    const now = Date.parse(host.now());
    const fresh = asked !== null && now >= asked && now - asked < EVERY_MS;
    if (fresh && !host.needsSession()) return;
    const line = await transport.session();
    if (line.line !== 'ok') return;
    asked = now;
    host.session(line.value);
  };
}

const KNOWN: readonly SyncGrund[] = ['geraet-gesperrt', 'person-unbekannt', 'kein-zugang', 'stadt-unbekannt'];

/** Why the centre does not let this device in, for the screen. */
export const grundOf = (refusal: string | null, reason: 'revoked' | 'upgrade'): SyncGrund =>
  reason === 'upgrade' ? 'aktualisieren' : (KNOWN.find((g) => g === refusal) ?? 'geraet-gesperrt');
