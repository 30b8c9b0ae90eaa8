import type { ZodType } from 'zod';
import { mailStateSchema, mailTestSchema, mailViewSchema } from '../../contract/mail.ts';
import { ok, type Result } from '../../domain/shared/result.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import type { SyncControl } from '../app/connection/sync-ports.ts';
import type { HttpTransport } from './http.ts';
import { codeOf } from './ports.ts';
import { refusedRejection } from './session.ts';

/** Wishes about e-mail stand at the centre: without it there is nothing to show. */
export function mailCalls(transport: HttpTransport, adresse: string): SyncControl['mail'] {
  async function ask<T>(
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    schema: ZodType<T>,
    body?: unknown,
  ): Promise<Result<T, Rejection>> {
    const line = await transport.ask(method, path, schema, body);
    if (line.line === 'ok') return ok(line.value);
    switch (codeOf(line)) {
      case 'keine-berechtigung':
        return reject('mail.nur-systemverwaltung');
      case 'mail-nicht-eingerichtet':
        return reject('mail.nicht-eingerichtet');
      case 'mail-keine-adresse':
        return reject('mail.keine-adresse');
      default:
        return line.line === 'down'
          ? reject('sync.keine-verbindung', { adresse })
          : refusedRejection(codeOf(line));
    }
  }
  return {
    view: () => ask('GET', '/mail/settings', mailViewSchema),
    set: (settings) => ask('PUT', '/mail/settings', mailViewSchema, settings),
    state: () => ask('GET', '/mail/state', mailStateSchema),
    test: () => ask('POST', '/mail/test', mailTestSchema),
  };
}
