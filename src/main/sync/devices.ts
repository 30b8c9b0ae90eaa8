import { ok, type Result } from '../../domain/shared/result.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import type { SyncControl } from '../app/connection/sync-ports.ts';
import type { HttpTransport } from './http.ts';
import { codeOf, type Line } from './ports.ts';
import { refusedRejection } from './session.ts';

/** Devices of the city: only the centre knows them, so without it there is nothing to show. */
export function deviceCalls(transport: HttpTransport, adresse: string): SyncControl['devices'] {
  const resultOf = <T>(line: Line<T>): Result<T, Rejection> => {
    if (line.line === 'ok') return ok(line.value);
    return line.line === 'down'
      ? reject('sync.keine-verbindung', { adresse })
      : refusedRejection(codeOf(line));
  };
  return {
    // Not everybody administers.
    list: async () => {
      const line = await transport.devices();
      return codeOf(line) === 'keine-berechtigung' ? reject('sync.nur-systemverwaltung') : resultOf(line);
    },
    lastSent: async (device) => resultOf(await transport.lastSent(device)),
    change: async (device, change) => {
      const line = await transport.changeDevice(device, change);
      switch (codeOf(line)) {
        case 'eigenes-geraet':
          return reject('sync.eigenes-geraet');
        case 'keine-berechtigung':
        case 'nicht-gefunden':
        case 'anfrage-ungueltig':
          return reject('sync.nur-systemverwaltung');
        default:
          return resultOf(line);
      }
    },
  };
}
