import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export type Certificate = 'gut' | 'abgelaufen' | 'noch-nicht-gueltig' | 'anderer-name' | 'selbst';

const DAY = 86_400_000;

/**
 * What stands before a centre in operation: TLS, and behind it plain HTTP to `target`. openssl makes an authority (`ca`,
 * PEM) and certificates for 127.0.0.1 with one fault each; `use` puts another in place while it runs.
 */
export async function startTlsFront(dir: string, target: string) {
  mkdirSync(dir, { recursive: true });
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'ignore' });
  const read = (name: string) => readFileSync(join(dir, name), 'utf8');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const self = ['req', '-x509', ...key, '-days', '2'];
  openssl(...self, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Stadt CA');
  const here = ['-subj', '/CN=zentrale', '-addext', 'subjectAltName=IP:127.0.0.1'];
  openssl(...self, '-keyout', 'selbst.key', '-out', 'selbst.pem', ...here);
  openssl('req', '-new', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=zentrale');
  writeFileSync(join(dir, 'index'), '');
  writeFileSync(join(dir, 'ca.cnf'), CONFIG);
  const issue = (name: Certificate, from: number, to: number, extensions = 'here') =>
    openssl(
      ...['ca', '-batch', '-config', 'ca.cnf', '-in', 'server.csr', '-out', `${name}.pem`, '-notext'],
      ...['-startdate', asn1(from * DAY), '-enddate', asn1(to * DAY), '-extensions', extensions],
    );
  issue('gut', -1, 2);
  issue('abgelaufen', -2, -1);
  issue('noch-nicht-gueltig', 1, 2);
  issue('anderer-name', -1, 2, 'elsewhere');

  const filesOf = (name: Certificate) => ({
    key: read(name === 'selbst' ? 'selbst.key' : 'server.key'),
    cert: read(`${name}.pem`),
  });
  const server = createServer(filesOf('gut'), (incoming, answer) => {
    const { method, headers, url } = incoming;
    const passed = request(new URL(url ?? '/', target), { method, headers }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: read('ca.pem'),
    use: (name: Certificate): void => {
      server.setSecureContext(filesOf(name));
      server.closeAllConnections();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A moment so far from now, as `openssl ca` reads it. */
const asn1 = (fromNow: number): string =>
  new Date(Date.now() + fromNow).toISOString().replace(/\.\d+|[-:T]/g, '');

const CONFIG = `
[ca]
default_ca = city
[city]
database = index
new_certs_dir = .
certificate = ca.pem
private_key = ca.key
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[here]
basicConstraints = critical,CA:FALSE
subjectAltName = IP:127.0.0.1
[elsewhere]
basicConstraints = critical,CA:FALSE
subjectAltName = DNS:andere.stadt.example
`;
