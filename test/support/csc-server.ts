// A remote signature service of our own (CSC API v1 and v2) over HTTP: OAuth 2.0 with PKCE, credential authorisation
// bound to hashes, hash signing in batch. Three wrong PINs lock the key.
import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type CscCredential = {
  readonly id: string;
  readonly keyPem: string;
  /** DER, leaf first */
  readonly chain: readonly Uint8Array[];
  readonly pin: string;
  readonly multisign: number;
};

export type CscServer = {
  readonly url: string;
  /** requests by path */
  readonly requests: Map<string, number>;
  /** bodies of all requests: shows what left the machine */
  readonly bodies: string[];
  /** what the browser does: follows the login address and returns where it was sent */
  readonly browse: (loginUrl: string, deny?: boolean) => Promise<string>;
  /** how ECDSA values are written, and whether signatures are right at all */
  readonly mood: { raw: boolean; wrong: boolean; down: boolean; expired: boolean };
  readonly close: () => Promise<void>;
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

export const startCscServer = async (credentials: readonly CscCredential[]): Promise<CscServer> => {
  const requests = new Map<string, number>();
  const bodies: string[] = [];
  const mood = { raw: false, wrong: false, down: false, expired: false };
  const codes = new Map<string, string>();
  const tokens = new Set<string>();
  const sads = new Map<string, { readonly id: string; readonly hashes: readonly string[] }>();
  const wrongPins = new Map<string, number>();

  type Answer = { readonly status: number; readonly body: object };
  const bad = (error: string, status = 400): Answer => ({
    status,
    body: { error, error_description: `Beschreibung ${error}` },
  });

  const signHash = (credential: CscCredential, hash: Buffer, algorithm: string): Buffer => {
    if (mood.wrong) return Buffer.alloc(64, 7);
    const value = opensslSign(credential.keyPem, hash, algorithm);
    return mood.raw ? derToRaw(value) : value;
  };

  const api = (version: 1 | 2, method: string, body: Record<string, unknown>): Answer => {
    const credential = credentials.find((c) => c.id === body['credentialID']);
    if (method === 'credentials/list') {
      const page = Number(body['pageToken'] ?? 0);
      const next = page + 1 < credentials.length ? { nextPageToken: String(page + 1) } : {};
      return {
        status: 200,
        body: { credentialIDs: credentials.slice(page, page + 1).map((c) => c.id), ...next },
      };
    }
    if (credential === undefined) return bad('invalid_request');
    if (method === 'credentials/info') {
      const certificates = credential.chain.map((der) => Buffer.from(der).toString('base64'));
      return {
        status: 200,
        body: { key: { status: 'enabled' }, cert: { certificates }, multisign: credential.multisign },
      };
    }
    const hashes = body[version === 1 ? 'hash' : 'hashes'] as string[];
    if (method === 'credentials/authorize') {
      const data = body['authData'] as { id: string; value: string }[] | undefined;
      const pin = version === 1 ? body['PIN'] : data?.find((d) => d.id === 'PIN')?.value;
      if ((wrongPins.get(credential.id) ?? 0) >= 3) return bad('credential_locked');
      if (pin !== credential.pin) {
        wrongPins.set(credential.id, (wrongPins.get(credential.id) ?? 0) + 1);
        return bad('invalid_pin');
      }
      if (body['numSignatures'] !== hashes.length || hashes.length > credential.multisign)
        return bad('invalid_request');
      const sad = randomUUID();
      sads.set(sad, { id: credential.id, hashes });
      return { status: 200, body: { SAD: sad, expiresIn: 300 } };
    }
    if (method === 'signatures/signHash') {
      const sad = sads.get(String(body['SAD']));
      sads.delete(String(body['SAD']));
      if (sad === undefined || sad.id !== credential.id || sad.hashes.join() !== hashes.join())
        return bad('invalid_request');
      const algorithm = String(body['signAlgo']);
      const signatures = hashes.map((h) =>
        signHash(credential, Buffer.from(h, 'base64'), algorithm).toString('base64'),
      );
      return { status: 200, body: { signatures } };
    }
    return bad('not_implemented', 501);
  };

  const token = (form: URLSearchParams): Answer => {
    const challenge = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (challenge === undefined || challenge !== verifier) return bad('invalid_grant');
    const accessToken = randomUUID();
    tokens.add(accessToken);
    return { status: 200, body: { access_token: accessToken, token_type: 'Bearer', expires_in: 600 } };
  };

  const server = createServer((request, response) => {
    void read(request).then((text) => {
      const url = new URL(request.url ?? '/', 'http://x');
      const path = url.pathname;
      requests.set(path, (requests.get(path) ?? 0) + 1);
      bodies.push(text);
      const [, version, method] = /^\/csc\/v([12])\/(.*)$/.exec(path) ?? [];
      if (mood.down) return response.destroy();
      if (method === 'oauth2/authorize') {
        const code = randomUUID();
        codes.set(code, url.searchParams.get('code_challenge') ?? '');
        const back = new URL(url.searchParams.get('redirect_uri') ?? '');
        back.searchParams.set('state', url.searchParams.get('state') ?? '');
        if (url.searchParams.get('deny') === '1') back.searchParams.set('error', 'access_denied');
        else back.searchParams.set('code', code);
        return response.writeHead(302, { location: back.href }).end();
      }
      const bearer = (request.headers.authorization ?? '').replace('Bearer ', '');
      const answer =
        method === 'oauth2/token'
          ? token(new URLSearchParams(text))
          : !tokens.has(bearer) || mood.expired
            ? bad('invalid_token', 401)
            : api(version === '1' ? 1 : 2, method ?? '', JSON.parse(text) as Record<string, unknown>);
      return response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc`,
    requests,
    bodies,
    mood,
    browse: async (loginUrl, deny = false) => {
      const answer = await fetch(deny ? `${loginUrl}&deny=1` : loginUrl, { redirect: 'manual' });
      return answer.headers.get('location') ?? '';
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
};

const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};
