import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'ldapts';
import { freePort } from './free-port.ts';

const SLAPD = '/usr/sbin/slapd';
export const LDAP_BASE = 'dc=stadt,dc=example';
export const LDAP_ADMIN = `cn=admin,${LDAP_BASE}`;
export const LDAP_PASSWORD = 'geheim-nur-im-test';

/** A directory server (OpenLDAP) of its own: an ordinary process on a free loopback port, empty but for its root. */
export async function startSlapd() {
  if (!existsSync(SLAPD)) throw new Error('slapd is not installed (tools/packages.ts)');
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-slapd-'));
  mkdirSync(join(dir, 'db'));
  const config = join(dir, 'slapd.conf');
  writeFileSync(
    config,
    [
      'include /etc/ldap/schema/core.schema',
      'include /etc/ldap/schema/cosine.schema',
      'include /etc/ldap/schema/inetorgperson.schema',
      `pidfile ${join(dir, 'pid')}`,
      `argsfile ${join(dir, 'args')}`,
      'modulepath /usr/lib/ldap',
      'moduleload back_mdb',
      'database mdb',
      'maxsize 16777216',
      `suffix "${LDAP_BASE}"`,
      `rootdn "${LDAP_ADMIN}"`,
      `rootpw ${LDAP_PASSWORD}`,
      `directory ${join(dir, 'db')}`,
      '',
    ].join('\n'),
  );
  const url = `ldap://127.0.0.1:${await freePort()}`;
  // -d 0 keeps it in the foreground
  const child = spawn(SLAPD, ['-d', '0', '-f', config, '-h', url], { stdio: 'ignore' });
  const client = new Client({ url, timeout: 5000 });
  await untilReady(client);
  await client.add(LDAP_BASE, { objectClass: ['dcObject', 'organization'], dc: 'stadt', o: 'Stadt' });
  return {
    url,
    client,
    stop: async () => {
      await client.unbind().catch(() => undefined);
      const ended = new Promise((done) => child.once('exit', done));
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function untilReady(client: Client): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await client.bind(LDAP_ADMIN, LDAP_PASSWORD);
    } catch (error) {
      if (tries >= 100) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
