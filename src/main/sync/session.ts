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

/** The same for whoever has just asked for something: heading, cause and whom to call. */
export function refusedRejection(code: string): { readonly ok: false; readonly error: Rejection } {
  switch (code) {
    case 'geraet-gesperrt':
    case 'geraet-vergeben':
    case 'geraet-unbekannt':
    case 'geraet-uhr':
    case 'kein-zugang':
    case 'person-unbekannt':
    case 'stadt-unbekannt':
      return reject(`sync.${code}`);
    case 'geraet-nachweis':
      return reject('sync.geraet-vergeben');
    case 'bitte-aktualisieren':
      return reject('sync.programm-zu-alt');
    default:
      return reject('sync.anmeldung-abgelehnt');
  }
}
