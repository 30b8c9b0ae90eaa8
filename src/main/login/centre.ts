import {
  centralPersonSchema,
  loginInfoSchema,
  problemSchema,
  type CentralPerson,
  type LoginInfo,
} from '../../contract/central.ts';
import { PROTOCOL_VERSION } from '../../contract/sync.ts';
import { reject, type Rejection } from '../../domain/shared/rejection.ts';
import { ok, type Result } from '../../domain/shared/result.ts';
import { certificateFaultOf, type CertificateFault } from '../certificate-fault.ts';

const TIMEOUT_MS = 15_000;

/** `amtsmappe.stadt.example` as people type it -> `https://amtsmappe.stadt.example`; null: no address at all. */
export function normalAddress(typed: string): string | null {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text
    : `${/^(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/.test(text) ? 'http' : 'https'}://${text}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.hostname === '')
    return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

export const isLoopback = (address: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);

/** May be talked to: TLS, or this very machine. */
export const isProtected = (address: string): boolean =>
  new URL(address).protocol === 'https:' || isLoopback(address);

/** Asks the service at an address what it is and where its people (those of `stadt`) log in. */
export async function askLogin(
  adresse: string,
  stadt: string | null,
  doFetch: typeof fetch,
): Promise<Result<LoginInfo, Rejection>> {
  let response: Response;
  const query = stadt === null ? '' : `?stadt=${encodeURIComponent(stadt)}`;
  try {
    response = await doFetch(`${adresse}/login${query}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    return reject(faultOf(error), { adresse, name: new URL(adresse).hostname });
  }
  if (AWAY.has(response.status)) return reject('login.dienst-steht', { adresse, status: response.status });
  if (response.status === 404 && stadt !== null) return reject('login.stadt-unbekannt');
  const parsed = loginInfoSchema.safeParse(await response.json().catch(() => null));
  if (!response.ok || !parsed.success) return reject('login.kein-zentraler-dienst', { adresse });
  if (parsed.data.protocol !== PROTOCOL_VERSION)
    return reject('login.fassung-passt-nicht', { version: parsed.data.version });
  const { issuer } = parsed.data;
  if (issuer !== undefined && !isProtected(issuer)) return reject('login.ohne-tls', { adresse: issuer });
  return ok(parsed.data);
}

/** Whom the service takes the bearer of this token for. */
export async function askPerson(
  adresse: string,
  token: string,
  doFetch: typeof fetch,
): Promise<Result<CentralPerson, Rejection>> {
  try {
    const response = await doFetch(`${adresse}/person`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said: unknown = await response.json().catch(() => null);
    if (response.status === 403) return reject(shutOutCode(said));
    const parsed = centralPersonSchema.safeParse(said);
    return response.ok && parsed.success ? ok(parsed.data) : reject('login.abgelehnt');
  } catch {
    return reject('sync.keine-verbindung', { adresse });
  }
}

/** Whom a good login opens nothing: not in the directory, no right to come in, or of a city that is not here. */
function shutOutCode(said: unknown): string {
  const parsed = problemSchema.safeParse(said);
  const code = parsed.success ? parsed.data.code : '';
  if (code === 'kein-zugang') return 'sync.kein-zugang';
  return code === 'stadt-unbekannt' ? 'sync.stadt-unbekannt' : 'sync.person-unbekannt';
}

/** What a proxy says while the service behind it is stopped or updated. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/** Why nobody was reached, as far as the network tells: each calls for something else. */
export function faultOf(error: unknown): string {
  const certificate = certificateFaultOf(error);
  if (certificate !== null) return CERTIFICATE[certificate];
  const said = (error as { cause?: { code?: unknown } }).cause?.code;
  const code = typeof said === 'string' ? said : '';
  if (/WRONG_VERSION|PACKET_LENGTH|EPROTO/.test(code)) return 'login.spricht-kein-tls';
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return 'login.name-unbekannt';
  return 'sync.keine-verbindung';
}

const CERTIFICATE: Readonly<Record<CertificateFault, string>> = {
  abgelaufen: 'login.zertifikat-abgelaufen',
  'noch-nicht-gueltig': 'login.zertifikat-noch-nicht-gueltig',
  'anderer-name': 'login.zertifikat-anderer-name',
  unbekannt: 'login.zertifikat-unbekannt',
};
