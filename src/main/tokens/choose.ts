import { X509Certificate } from 'node:crypto';
import { ok, type Result } from '../../domain/shared/result.ts';
import { tokenError, type TokenError, type TokenKey, type TokenSession } from './token.ts';

const day = (text: string): string =>
  new Date(text).toLocaleDateString('de-DE', { timeZone: 'Europe/Berlin' });

/** Whether the certificate of a key is valid now. Error: token.zertifikat-abgelaufen. */
export const checkValidity = (key: TokenKey, now: Date): Result<TokenKey, TokenError> => {
  const { validFrom, validTo } = new X509Certificate(key.certificate);
  if (now >= new Date(validFrom) && now <= new Date(validTo)) return ok(key);
  return tokenError('token.zertifikat-abgelaufen', { von: day(validFrom), bis: day(validTo) });
};

/**
 * The key to sign with: the one with this label or id, else the first that is valid.
 * Errors: token.schluessel-fehlt, token.zertifikat-abgelaufen.
 */
export const chooseKey = (
  session: TokenSession,
  name: string | undefined,
  now: Date,
): Result<TokenKey, TokenError> => {
  const named = session.keys.filter((key) => name === undefined || key.label === name || key.id === name);
  const valid = named.map((key) => checkValidity(key, now));
  return valid.find((result) => result.ok) ?? valid[0] ?? tokenError('token.schluessel-fehlt');
};
