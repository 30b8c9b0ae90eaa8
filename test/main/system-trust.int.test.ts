import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-trust-'));
const root = join(import.meta.dirname, '../..');
const ca = join(dir, 'ca.pem');
let server: Server;
beforeAll(async () => {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'ignore' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', ca, '-days', '2', '-subj', '/CN=Stadt CA');
  const forThis = ['-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE'];
  const by = ['-CA', ca, '-CAkey', 'ca.key', '-days', '2', '-subj', '/CN=zentrale', ...forThis];
  openssl('req', '-x509', ...key, '-keyout', 'srv.key', '-out', 'srv.pem', ...by);
  const files = { key: readFileSync(join(dir, 'srv.key')), cert: readFileSync(join(dir, 'srv.pem')) };
  server = createServer(files, (_request, response) => response.end('da'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  await new Promise((done) => server.close(done));
  rmSync(dir, { recursive: true, force: true });
});

/** What a fresh program gets from the server, on a machine that trusts the authorities in that file. */
async function ask(trusted: string, program: readonly string[], env: Record<string, string> = {}) {
  const { NODE_EXTRA_CA_CERTS: _1, SSL_CERT_DIR: _2, ...rest } = process.env;
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const text = `${program.join('\n')}
    console.log(await get(${JSON.stringify(url)}).then((r) => r.text(), (e) => e.cause?.code));`;
  const { stdout } = await promisify(execFile)(
    join(root, 'node_modules/.bin/node'),
    ['--no-warnings', '--input-type=module', '-e', text],
    { cwd: root, env: { ...rest, SSL_CERT_FILE: trusted, SSL_CERT_DIR: '/nonexistent', ...env } },
  );
  return stdout.trim();
}

test("a centre with a certificate of the city's own authority: a laptop and the service trust whom the machine trusts", async () => {
  const laptop = ["const { fetchAsMachine: get } = await import('./src/main/system-trust.ts');"];
  expect(await ask(ca, laptop)).toBe('da');
  expect(await ask('/dev/null', laptop)).toMatch(/UNABLE_TO|SELF_SIGNED/);
  // The command line: what bin/amtsmappe sets.
  const [, name, value] = /export (NODE_USE_SYSTEM_CA)="\$\{\1-(1)\}"/.exec(
    readFileSync(join(root, 'bin/amtsmappe'), 'utf8'),
  ) ?? ['', '', ''];
  expect(await ask(ca, ['const get = fetch;'], { [name ?? '']: value ?? '' })).toBe('da');
}, 60_000);
