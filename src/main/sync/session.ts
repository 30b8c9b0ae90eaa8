import type { SyncGrund } from '../../contract/app.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
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
const AT_LOGIN: readonly SyncGrund[] = ['geraet-unbekannt', 'geraet-nachweis'];

/** Why the centre does not let this device in, for the screen. */
export const grundOf = (refusal: string | null, reason: 'revoked' | 'upgrade'): SyncGrund =>
  reason === 'upgrade' ? 'aktualisieren' : (KNOWN.find((g) => g === refusal) ?? 'geraet-gesperrt');

/** Why a login is needed, where it is more than that the last one has run out. */
export const loginGrundOf = (refusal: string | null): SyncGrund | undefined =>
  AT_LOGIN.find((g) => g === refusal);

/** What the centre says, and what it means to whoever has just asked for something. */
const REFUSALS: Readonly<Record<string, string>> = {
  'geraet-gesperrt': 'sync.geraet-gesperrt',
  'geraet-unbekannt': 'sync.geraet-unbekannt',
  'geraet-vergeben': 'sync.geraet-vergeben',
  'geraet-nachweis': 'sync.geraet-vergeben',
  'geraet-uhr': 'sync.geraet-uhr',
  'kein-zugang': 'sync.kein-zugang',
  'person-unbekannt': 'sync.person-unbekannt',
  'stadt-unbekannt': 'sync.stadt-unbekannt',
  'bitte-aktualisieren': 'sync.programm-zu-alt',
};

/** Heading, cause and whom to call. */
export const refusedRejection = (code: string): { readonly ok: false; readonly error: Rejection } =>
  reject(REFUSALS[code] ?? 'sync.anmeldung-abgelehnt');
