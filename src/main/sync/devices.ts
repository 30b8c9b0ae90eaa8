import { err, ok, type Result } from '../../domain/shared/result.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import type { SyncControl } from '../app/connection/sync-ports.ts';
import type { HttpTransport } from './http.ts';
import type { Line } from './ports.ts';

/** Devices of the city: only the centre knows them, so without it there is nothing to show. */
export function deviceCalls(transport: HttpTransport, adresse: string): SyncControl['devices'] {
  const resultOf = <T>(line: Line<T>): Result<T, Rejection> => {
    if (line.line === 'ok') return ok(line.value);
    return line.line === 'down'
      ? reject('sync.keine-verbindung', { adresse })
      : reject('sync.anmeldung-abgelehnt');
  };
  return {
    // An answer that is no list is a refusal: not everybody administers.
    list: async () => {
      const listed = resultOf(await transport.devices());
      return !listed.ok && transport.refusal() === 'keine-berechtigung'
        ? reject('sync.nur-systemverwaltung')
        : listed;
    },
    lastSent: async (device) => resultOf(await transport.lastSent(device)),
    change: async (device, change) => {
      const done = resultOf(await transport.changeDevice(device, change));
      if (!done.ok) return err(done.error);
      if (done.value) return ok(null);
      return reject(
        transport.refusal() === 'eigenes-geraet' ? 'sync.eigenes-geraet' : 'sync.nur-systemverwaltung',
      );
    },
  };
}
