// The methods of a remote signature service of our own (CSC API v1.0.4 and v2.0): credentials, authorisation bound to
// hashes, hash signing at once or later. Three wrong secrets lock a key.
import { execFileSync } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type CscCredential = {
  readonly id: string;
  readonly keyPem: string;
  /** DER, leaf first */
  readonly chain: readonly Uint8Array[];
  /** known by heart; absent: not asked for */
  readonly pin?: string;
  /** a one-time password is asked for and sent on request */
  readonly otp?: boolean;
  readonly mode?: 'explicit' | 'implicit' | 'oauth2code';
  readonly multisign: number;
  /** v2 */
  readonly qualifier?: string;
};

/** How the service behaves; tests change it on the way. */
export type CscMood = {
  /** ECDSA values as r and s side by side */
  raw: boolean;
  /** signatures that are none */
  wrong: boolean;
  down: boolean;
  /** access tokens are no longer accepted */
  expired: boolean;
  /** refresh tokens are given, and accepted */
  remembers: boolean;
  /** the login server describes itself (RFC 8414), and releases in the header (v2) */
  modern: boolean;
  /** signatures are fetched later, after as many questions (v2) */
  later: number;
  /** the person releases on the phone, after as many questions (v2) */
  phone: number;
  sadExpired: boolean;
  otpExpired: boolean;
  disabled: boolean;
  certStatus: 'valid' | 'expired' | 'revoked' | 'suspended';
};

export const newMood = (): CscMood => ({
  raw: false,
  wrong: false,
  down: false,
  expired: false,
  remembers: true,
  modern: false,
  later: 0,
  phone: 0,
  sadExpired: false,
  otpExpired: false,
  disabled: false,
  certStatus: 'valid',
});

export type CscAnswer = { readonly status: number; readonly body: object };

export const bad = (error: string, description = `Beschreibung ${error}`, status = 400): CscAnswer => ({
  status,
  body: { error, error_description: description },
});

const good = (body: object, status = 200): CscAnswer => ({ status, body });

type Body = Readonly<Record<string, unknown>>;

export type CscApi = {
  readonly info: (version: 1 | 2, base: string) => CscAnswer;
  readonly call: (version: 1 | 2, method: string, body: Body, bearer: string) => CscAnswer;
  /** a release got on a page: good for these hashes; answers the token */
  readonly release: (id: string, hashes: readonly string[]) => string;
  /** the one-time password that was sent last */
  readonly otpOf: (id: string) => string;
};

export const createCscApi = (credentials: readonly CscCredential[], mood: CscMood): CscApi => {
  const sads = new Map<string, { readonly id: string; readonly hashes: readonly string[] }>();
  const wrongs = new Map<string, number>();
  const otps = new Map<string, string>();
  const waiting = new Map<string, { left: number; readonly answer: () => CscAnswer }>();

  const later = (left: number, name: string, answer: () => CscAnswer): CscAnswer => {
    const id = randomUUID();
    waiting.set(id, { left, answer });
    return good({ [name]: id }, name === 'handle' ? 202 : 200);
  };
  const askedAgain = (id: string, again: object): CscAnswer => {
    const job = waiting.get(id);
    if (job === undefined) return bad('invalid_request', 'Invalid parameter');
    if (job.left-- > 0) return good(again, 202);
    waiting.delete(id);
    return job.answer();
  };
  const release = (id: string, hashes: readonly string[]): string => {
    const sad = randomUUID();
    sads.set(sad, { id, hashes });
    return sad;
  };

  const checkSecrets = (version: 1 | 2, c: CscCredential, body: Body): CscAnswer | null => {
    const data = body['authData'] as { id: string; value: string }[] | undefined;
    const given = (name: 'PIN' | 'OTP') =>
      version === 1 ? body[name] : data?.find((d) => d.id === name)?.value;
    if ((wrongs.get(c.id) ?? 0) >= 3)
      return version === 1 ? bad('invalid_pin', 'PIN locked') : bad('invalid_request', 'Credential locked');
    const otp = otps.get(c.id);
    const pinRight = c.pin === undefined || given('PIN') === c.pin;
    const otpRight = !c.otp || (otp !== undefined && given('OTP') === otp && !mood.otpExpired);
    if (pinRight && otpRight) {
      otps.delete(c.id); // once
      return null;
    }
    wrongs.set(c.id, (wrongs.get(c.id) ?? 0) + 1);
    if (version === 2) return bad('invalid_authentication_data', 'The authentication data is invalid');
    return pinRight ? bad('invalid_otp', 'The OTP is invalid') : bad('invalid_pin', 'The PIN is invalid');
  };

  const methods: Readonly<
    Record<string, (v: 1 | 2, c: CscCredential, b: Body, bearer: string) => CscAnswer>
  > = {
    'credentials/info': (v, c) => good(v === 1 ? infoV1(c, mood) : infoV2(c, mood)),
    'credentials/sendOTP': (_v, c) => {
      otps.set(c.id, String(randomInt(100_000, 1_000_000)));
      return good({}, 204);
    },
    'credentials/getChallenge': (v, c, b) =>
      v === 2 && b['authObjectID'] === 'OTP'
        ? methods['credentials/sendOTP']!(v, c, b, '')
        : bad('invalid_request'),
    'credentials/authorize': (v, c, b) => {
      if (mood.disabled) return bad('invalid_request', `The credential identified by ${c.id} is disabled`);
      if ((c.mode ?? 'explicit') === 'oauth2code') return bad('invalid_request');
      const refused = checkSecrets(v, c, b);
      if (refused) return refused;
      const hashes = b[v === 1 ? 'hash' : 'hashes'] as string[];
      if (b['numSignatures'] !== hashes.length || hashes.length > c.multisign)
        return bad('invalid_request', 'Numbers of signatures is too high');
      const answer = () => good({ SAD: release(c.id, hashes), expiresIn: 300 });
      return v === 2 && mood.phone > 0 ? later(mood.phone, 'handle', answer) : answer();
    },
    'signatures/signHash': (v, c, b, bearer) => {
      const hashes = b[v === 1 ? 'hash' : 'hashes'] as string[];
      // v2: the token of a page may stand in the header instead
      const token = typeof b['SAD'] === 'string' ? b['SAD'] : bearer;
      const sad = sads.get(token);
      sads.delete(token);
      if (mood.sadExpired) return bad('invalid_request', 'SAD expired');
      if (sad === undefined || sad.id !== c.id || sad.hashes.join() !== hashes.join())
        return bad('invalid_request', 'Hash is not authorized by the SAD');
      const answer = () =>
        good({
          signatures: hashes.map((h) => signHash(c, h, String(b['signAlgo']), mood).toString('base64')),
        });
      if (b['operationMode'] === 'A') return later(mood.later, 'responseID', answer);
      return answer();
    },
  };

  return {
    release,
    otpOf: (id) => otps.get(id) ?? '',
    info: (version, base) =>
      good({
        specs: version === 1 ? '1.0.4.0' : '2.0.0.2',
        name: 'Probe-Fernsignatur',
        logo: '',
        region: 'DE',
        lang: 'de',
        description: 'Dienst der Tests',
        authType: ['oauth2code'],
        ...(mood.modern ? { oauth2Issuer: base } : { oauth2: base }),
        methods: [
          ...Object.keys(methods),
          'credentials/list',
          'signatures/signPolling',
          'oauth2/revoke',
        ].filter((m) => version === 2 || m !== 'credentials/getChallenge'),
        ...(version === 2 ? { asynchronousOperationMode: mood.later > 0 } : {}),
      }),
    call: (version, method, body, bearer) => {
      if (method === 'credentials/list') {
        const page = Number(body['pageToken'] ?? 0);
        const next = page + 1 < credentials.length ? { nextPageToken: String(page + 1) } : {};
        return good({ credentialIDs: credentials.slice(page, page + 1).map((c) => c.id), ...next });
      }
      if (version === 2 && method === 'credentials/authorizeCheck')
        return askedAgain(String(body['handle']), { handle: body['handle'] });
      if (version === 2 && method === 'signatures/signPolling')
        return askedAgain(String(body['requestID']), { error: 'accepted_request' });
      const credential = credentials.find((c) => c.id === body['credentialID']);
      if (credential === undefined) return bad('invalid_request', 'Invalid parameter credentialID');
      return methods[method]?.(version, credential, body, bearer) ?? bad('not_implemented', '', 501);
    },
  };
};

const certOf = (c: CscCredential, mood: CscMood) => ({
  status: mood.certStatus,
  certificates: c.chain.map((der) => Buffer.from(der).toString('base64')),
});

const infoV1 = (c: CscCredential, mood: CscMood) => ({
  key: { status: mood.disabled ? 'disabled' : 'enabled' },
  cert: certOf(c, mood),
  authMode: c.mode ?? 'explicit',
  PIN: { presence: String(c.pin !== undefined), format: 'N', label: 'Signatur-PIN' },
  OTP: c.otp
    ? {
        presence: 'true',
        type: 'online',
        format: 'N',
        label: 'SMS-TAN',
        description: 'Kommt auf Ihr Telefon',
      }
    : { presence: 'false' },
  multisign: c.multisign,
});

const infoV2 = (c: CscCredential, mood: CscMood) => {
  const objects = [
    ...(c.pin === undefined ? [] : [{ type: 'Password', id: 'PIN', format: 'N', label: 'Signatur-PIN' }]),
    ...(c.otp
      ? [{ type: 'Password', id: 'OTP', format: 'N', label: 'SMS-TAN', description: 'Kommt auf Ihr Telefon' }]
      : []),
  ];
  return {
    ...(c.qualifier === undefined ? {} : { signatureQualifier: c.qualifier }),
    key: { status: mood.disabled ? 'disabled' : 'enabled' },
    cert: certOf(c, mood),
    auth:
      c.mode === 'oauth2code'
        ? { mode: 'oauth2code' }
        : { mode: 'explicit', expression: objects.map((o) => o.id).join(' AND '), objects },
    SCAL: '2',
    multisign: c.multisign,
  };
};

const signHash = (c: CscCredential, hash: string, algorithm: string, mood: CscMood): Buffer => {
  if (mood.wrong) return Buffer.alloc(64, 7);
  const value = opensslSign(c.keyPem, Buffer.from(hash, 'base64'), algorithm);
  return mood.raw ? derToRaw(value) : value;
};

/** node:crypto hashes by itself; openssl signs a hash that is one already. */
const opensslSign = (keyPem: string, hash: Buffer, algorithm: string): Buffer => {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-csc-'));
  try {
    writeFileSync(join(dir, 'key'), keyPem);
    writeFileSync(join(dir, 'hash'), hash);
    const pss = ['-pkeyopt', 'rsa_padding_mode:pss', '-pkeyopt', 'rsa_pss_saltlen:digest'];
    const digest = ['-pkeyopt', `digest:sha${hash.length * 8}`];
    const args = ['pkeyutl', '-sign', '-inkey', 'key', '-in', 'hash', ...digest];
    return execFileSync('openssl', algorithm.endsWith('.1.10') ? [...args, ...pss] : args, {
      cwd: dir,
      stdio: 'pipe',
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

/** SEQUENCE (r, s) of a P-256 signature to r and s side by side. */
const derToRaw = (der: Buffer): Buffer => {
  const rLength = der[3]!;
  const half = (bytes: Buffer): Buffer => {
    const digits = bytes.subarray(Math.max(0, bytes.length - 32));
    return Buffer.concat([Buffer.alloc(32 - digits.length), digits]);
  };
  return Buffer.concat([half(der.subarray(4, 4 + rLength)), half(der.subarray(6 + rLength))]);
};
