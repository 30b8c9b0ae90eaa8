/**
 * A real little certificate authority for tests: openssl makes every key, certificate, CRL, OCSP answer and
 * time stamp. Nothing is faked; everything lives in a temp folder and ends with `close()`.
 *
 *   root (30 years) -> intermediate (25) -> signers (2), TSA (20), OCSP responder (20)
 *
 * CRLs, CA certificates, OCSP and the TSA are served over HTTP on 127.0.0.1, and the certificates name those
 * addresses (CRL distribution point, AIA), so that an online validator finds them by itself.
 */
import { execFile, execFileSync } from 'node:child_process';
import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The pass phrase of every PKCS#12 file made here. */
export const TEST_PIN = 'geheim-4711';

/** One key pair with certificate: paths of the files, and the chain (leaf first, root last) as DER. */
export type TestIdentity = {
  readonly name: string;
  readonly subject: string;
  readonly keyFile: string;
  readonly certFile: string;
  readonly p12File: string;
  readonly certPem: string;
  readonly keyPem: string;
  readonly chainDer: readonly Uint8Array[];
};

export type SignerName =
  | 'rsa'
  | 'rsa3072'
  | 'p256'
  | 'p384'
  | 'p521'
  | 'brainpool256'
  | 'brainpool384'
  | 'brainpool512'
  | 'expired'
  | 'revoked'
  | 'notYetValid'
  | 'noRevocationInfo'
  | 'encryptionOnly';

export type TestPki = {
  readonly dir: string;
  /** PEM file of the root: the only trust anchor a test needs. */
  readonly rootFile: string;
  readonly intermediateFile: string;
  readonly root: TestIdentity;
  readonly intermediate: TestIdentity;
  readonly signers: Readonly<Record<SignerName, TestIdentity>>;
  readonly tsa: TestIdentity;
  /** A self-signed stranger nobody trusts. */
  readonly stranger: TestIdentity;
  readonly baseUrl: string;
  readonly tsaUrl: string;
  readonly ocspUrl: string;
  readonly crlUrl: string;
  /** Requests served since the start, by path: shows whether somebody went to the net. */
  readonly requests: Map<string, number>;
  /** Revokes a certificate of the intermediate now and publishes a new CRL. */
  revoke(identity: TestIdentity, reason?: string): void;
  /** The present CRLs as DER, root first. */
  crls(): readonly [Uint8Array, Uint8Array];
  /** An RFC 3161 token response for a query, straight from `openssl ts -reply`. */
  timestamp(query: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
};

type KeyKind = { readonly rsa: number } | { readonly curve: string };

const SIGNER_KEYS: Readonly<Record<SignerName, KeyKind>> = {
  rsa: { rsa: 2048 },
  rsa3072: { rsa: 3072 },
  p256: { curve: 'P-256' },
  p384: { curve: 'P-384' },
  p521: { curve: 'P-521' },
  brainpool256: { curve: 'brainpoolP256r1' },
  brainpool384: { curve: 'brainpoolP384r1' },
  brainpool512: { curve: 'brainpoolP512r1' },
  expired: { curve: 'P-256' },
  revoked: { curve: 'P-256' },
  notYetValid: { curve: 'P-256' },
  noRevocationInfo: { curve: 'P-256' },
  encryptionOnly: { curve: 'P-256' },
};

const DAY = 86_400_000;

/** Starts the authority and its HTTP services. Takes about two seconds; share it between tests of a file. */
export async function startTestPki(): Promise<TestPki> {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-pki-'));
  const requests = new Map<string, number>();
  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const path = (name: string) => join(dir, name);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });

  for (const ca of ['root', 'intermediate']) {
    mkdirSync(path(`${ca}.d`));
    writeFileSync(path(`${ca}.index`), '');
    writeFileSync(path(`${ca}.index.attr`), 'unique_subject = no\n');
    writeFileSync(path(`${ca}.crlnumber`), '01\n');
  }
  writeFileSync(path('tsa.serial'), '01\n');
  writeFileSync(path('openssl.cnf'), config(dir, baseUrl));

  const now = Date.now();
  makeKey('root', { rsa: 3072 });
  const rootSubject = '/C=DE/O=Stadt Musterstadt (Test)/CN=Test-Wurzel';
  openssl(
    'req',
    '-new',
    '-key',
    'root.key',
    '-subj',
    rootSubject,
    '-config',
    'openssl.cnf',
    '-out',
    'root.csr',
  );
  openssl(
    ...caArgs('root', now - DAY, now + 30 * 365 * DAY, 'ext_root'),
    '-selfsign',
    '-in',
    'root.csr',
    '-out',
    'root.pem',
  );
  issue(
    'intermediate',
    { rsa: 3072 },
    'Test-Zwischenstelle',
    'root',
    'ext_intermediate',
    now - DAY,
    now + 25 * 365 * DAY,
  );
  issue('tsa', { rsa: 3072 }, 'Test-Zeitstempel', 'intermediate', 'ext_tsa', now - DAY, now + 20 * 365 * DAY);
  issue('ocsp', { rsa: 2048 }, 'Test-OCSP', 'intermediate', 'ext_ocsp', now - DAY, now + 20 * 365 * DAY);

  const signers = {} as Record<SignerName, TestIdentity>;
  for (const [name, kind] of Object.entries(SIGNER_KEYS) as [SignerName, KeyKind][]) {
    const from = name === 'expired' ? now - 400 * DAY : name === 'notYetValid' ? now + 30 * DAY : now - DAY;
    const to = name === 'expired' ? now - 30 * DAY : now + 730 * DAY;
    const extensions =
      name === 'noRevocationInfo' ? 'ext_plain' : name === 'encryptionOnly' ? 'ext_encryption' : 'ext_signer';
    issue(name, kind, `Erika Muster ${name}`, 'intermediate', extensions, from, to);
    signers[name] = identity(name, ['intermediate', 'root']);
  }
  makeKey('stranger', { curve: 'P-256' });
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    'stranger.key',
    '-subj',
    '/CN=Niemand',
    '-days',
    '365',
    '-config',
    'openssl.cnf',
    '-out',
    'stranger.pem',
  );

  openssl(
    'ca',
    '-config',
    'openssl.cnf',
    '-name',
    'intermediate',
    '-revoke',
    'revoked.pem',
    '-crl_reason',
    'keyCompromise',
  );
  publishCrl('root');
  publishCrl('intermediate');

  const self: TestPki = {
    dir,
    rootFile: path('root.pem'),
    intermediateFile: path('intermediate.pem'),
    root: identity('root', []),
    intermediate: identity('intermediate', ['root']),
    signers,
    tsa: identity('tsa', ['intermediate', 'root']),
    stranger: identity('stranger', []),
    baseUrl,
    tsaUrl: `${baseUrl}/tsa`,
    ocspUrl: `${baseUrl}/ocsp`,
    crlUrl: `${baseUrl}/intermediate.crl`,
    requests,
    revoke(who, reason = 'superseded') {
      openssl(
        'ca',
        '-config',
        'openssl.cnf',
        '-name',
        'intermediate',
        '-revoke',
        who.certFile,
        '-crl_reason',
        reason,
      );
      publishCrl('intermediate');
    },
    crls: () => [readFileSync(path('root.crl')), readFileSync(path('intermediate.crl'))],
    timestamp,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return self;

  function makeKey(name: string, kind: KeyKind): void {
    const args =
      'rsa' in kind
        ? ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${kind.rsa}`]
        : [
            '-algorithm',
            'EC',
            '-pkeyopt',
            `ec_paramgen_curve:${kind.curve}`,
            '-pkeyopt',
            'ec_param_enc:named_curve',
          ];
    openssl('genpkey', ...args, '-out', `${name}.key`);
  }

  function caArgs(ca: string, from: number, to: number, extensions: string): string[] {
    return [
      ...['ca', '-batch', '-notext', '-config', 'openssl.cnf', '-name', ca],
      ...['-startdate', asn1Time(from), '-enddate', asn1Time(to), '-extensions', extensions],
    ];
  }

  function issue(
    name: string,
    kind: KeyKind,
    cn: string,
    ca: string,
    extensions: string,
    from: number,
    to: number,
  ): void {
    makeKey(name, kind);
    const subject = `/C=DE/O=Stadt Musterstadt (Test)/CN=${cn}`;
    openssl(
      'req',
      '-new',
      '-key',
      `${name}.key`,
      '-subj',
      subject,
      '-config',
      'openssl.cnf',
      '-out',
      `${name}.csr`,
    );
    openssl(...caArgs(ca, from, to, extensions), '-in', `${name}.csr`, '-out', `${name}.pem`);
  }

  function identity(name: string, issuers: readonly string[]): TestIdentity {
    const pems = [name, ...issuers].map((one) => readFileSync(path(`${one}.pem`), 'utf8'));
    writeFileSync(path(`${name}.chain.pem`), pems.slice(1).join(''));
    const certs = issuers.length > 0 ? ['-certfile', `${name}.chain.pem`] : [];
    openssl(
      ...['pkcs12', '-export', '-inkey', `${name}.key`, '-in', `${name}.pem`, ...certs],
      ...['-name', name, '-passout', `pass:${TEST_PIN}`, '-out', `${name}.p12`],
    );
    return {
      name,
      subject: new X509Certificate(pems[0]!).subject.replaceAll('\n', ','),
      keyFile: path(`${name}.key`),
      certFile: path(`${name}.pem`),
      p12File: path(`${name}.p12`),
      certPem: pems[0]!,
      keyPem: readFileSync(path(`${name}.key`), 'utf8'),
      chainDer: pems.map(pemToDer),
    };
  }

  function publishCrl(ca: string): void {
    openssl('ca', '-config', 'openssl.cnf', '-name', ca, '-gencrl', '-out', `${ca}.crl.pem`);
    openssl('crl', '-in', `${ca}.crl.pem`, '-outform', 'DER', '-out', `${ca}.crl`);
  }

  async function timestamp(query: Uint8Array): Promise<Uint8Array> {
    const id = randomUUID();
    writeFileSync(path(`${id}.tsq`), query);
    await run(
      'openssl',
      ['ts', '-reply', '-config', 'openssl.cnf', '-queryfile', `${id}.tsq`, '-out', `${id}.tsr`],
      { cwd: dir },
    );
    return readFileSync(path(`${id}.tsr`));
  }

  async function ocsp(query: Uint8Array): Promise<Uint8Array> {
    const id = randomUUID();
    writeFileSync(path(`${id}.req`), query);
    const args = [
      ...[
        'ocsp',
        '-index',
        'intermediate.index',
        '-CA',
        'intermediate.pem',
        '-rsigner',
        'ocsp.pem',
        '-rkey',
        'ocsp.key',
      ],
      ...['-ndays', '7', '-reqin', `${id}.req`, '-respout', `${id}.resp`],
    ];
    await run('openssl', args, { cwd: dir });
    return readFileSync(path(`${id}.resp`));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', baseUrl);
    const top = `/${url.pathname.split('/')[1] ?? ''}`;
    requests.set(top, (requests.get(top) ?? 0) + 1);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const answer = (type: string, bytes: Uint8Array) =>
      response.writeHead(200, { 'content-type': type }).end(bytes);
    switch (top) {
      case '/tsa':
        return void answer('application/timestamp-reply', await timestamp(body));
      case '/ocsp': {
        // GET carries the request in the path as base64 (RFC 6960 appendix A.1).
        const query =
          request.method === 'POST' ? body : Buffer.from(decodeURIComponent(url.pathname.slice(6)), 'base64');
        return void answer('application/ocsp-response', await ocsp(query));
      }
      case '/root.crl':
      case '/intermediate.crl':
        return void answer('application/pkix-crl', readFileSync(path(top.slice(1))));
      case '/root.cer':
      case '/intermediate.cer':
        return void answer(
          'application/pkix-cert',
          pemToDer(readFileSync(path(top.slice(1).replace('.cer', '.pem')), 'utf8')),
        );
      default:
        return void response.writeHead(404).end();
    }
  }
}

/** DER bytes of the first certificate in a PEM text. */
export function pemToDer(pem: string): Uint8Array {
  const body = /-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(pem)?.[1] ?? '';
  return Buffer.from(body, 'base64');
}

/** GeneralizedTime of openssl: YYYYMMDDHHMMSSZ in UTC. */
function asn1Time(ms: number): string {
  return `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
}

function config(dir: string, baseUrl: string): string {
  const ca = (name: string) => `
[${name}]
dir = ${dir}
new_certs_dir = ${dir}/${name}.d
database = ${dir}/${name}.index
crlnumber = ${dir}/${name}.crlnumber
rand_serial = yes
certificate = ${dir}/${name}.pem
private_key = ${dir}/${name}.key
default_md = sha256
default_crl_days = 30
policy = any
unique_subject = no
crl_extensions = ext_crl
`;
  const services = `crlDistributionPoints = URI:${baseUrl}/intermediate.crl
authorityInfoAccess = OCSP;URI:${baseUrl}/ocsp,caIssuers;URI:${baseUrl}/intermediate.cer`;
  const leaf = `basicConstraints = critical,CA:FALSE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid`;
  return `
[req]
distinguished_name = dn
string_mask = utf8only
utf8 = yes
x509_extensions = ext_stranger
[dn]
[any]
countryName = optional
organizationName = optional
commonName = supplied
${ca('root')}
${ca('intermediate')}
[ext_stranger]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
[ext_root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[ext_intermediate]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:${baseUrl}/root.crl
authorityInfoAccess = caIssuers;URI:${baseUrl}/root.cer
[ext_crl]
authorityKeyIdentifier = keyid
[ext_signer]
${leaf}
keyUsage = critical,digitalSignature,nonRepudiation
${services}
[ext_plain]
${leaf}
keyUsage = critical,digitalSignature,nonRepudiation
[ext_encryption]
${leaf}
keyUsage = critical,keyEncipherment
${services}
[ext_ocsp]
${leaf}
keyUsage = critical,digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
[ext_tsa]
${leaf}
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
${services}
[tsa]
default_tsa = tsa1
[tsa1]
dir = ${dir}
serial = ${dir}/tsa.serial
crypto_device = builtin
signer_cert = ${dir}/tsa.pem
certs = ${dir}/intermediate.pem
signer_key = ${dir}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha1, sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
}
