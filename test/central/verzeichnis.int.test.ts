import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Attribute, Change } from 'ldapts';
import { openCentralDatabase, type CentralDatabase } from '../../src/central/db/open.ts';
import { directoryOf } from '../../src/central/identity/directory.ts';
import { runDirectory } from '../../src/cli/central-directory.ts';
import { runTenant } from '../../src/cli/central-tenant.ts';
import { findPerson } from '../../src/domain/organisation/index.ts';
import { isValidOn } from '../../src/domain/shared/validity.ts';
import { LDAP_ADMIN, LDAP_BASE, LDAP_PASSWORD, startSlapd } from '../support/slapd.ts';

/** People and units of a city from a real OpenLDAP server, and from files, as its operator brings them in. */
let ldap: Awaited<ReturnType<typeof startSlapd>>;
let database: CentralDatabase;
const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-verzeichnis-'));
const config = join(dir, 'central.json');
const heute = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  ldap = await startSlapd();
  writeConfig(LDAP_ADMIN);
  const io = { out: () => undefined, err: () => undefined, env: {} };
  for (const tenant of ['hagen', 'olpe'])
    await runTenant(['add', '--tenant', tenant, '--name', tenant, '--admin', 'chefin', '--data', dir], io);
  database = await openCentralDatabase(join(dir, 'central.db'));
  const { client } = ldap;
  const unit = (rdn: string, ou: string, description: string) =>
    client.add(`${rdn},${LDAP_BASE}`, { objectClass: 'organizationalUnit', ou, description });
  // A drawer for the units, which is none itself.
  await unit('ou=Einheiten', 'Einheiten', 'Alle Einheiten');
  await unit('ou=FB 1,ou=Einheiten', 'FB 1', 'Zentrale Dienste');
  await unit('ou=FD 11,ou=FB 1,ou=Einheiten', 'FD 11', 'Personal');
  await unit('ou=FD 12,ou=FB 1,ou=Einheiten', 'FD 12', 'Informationstechnik');
  await person('kaya', 'Aylin', 'Kaya', 'FD 12');
  await person('brand', 'Jörg', 'Brand', 'FD 11');
  // Below its unit, without an attribute that names it.
  await client.add(`uid=yilmaz,ou=FD 11,ou=FB 1,ou=Einheiten,${LDAP_BASE}`, entry('yilmaz', 'Can', 'Yılmaz'));
  for (let i = 0; i < 30; i += 1) await person(`p${i}`, 'Person', `Nummer ${i}`, 'FD 11');
});
afterAll(async () => {
  await database?.close();
  await ldap?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const entry = (uid: string, givenName: string, sn: string) => ({
  objectClass: 'inetOrgPerson',
  uid,
  cn: `${givenName} ${sn}`,
  givenName,
  sn,
  mail: `${uid}@stadt.example`,
});
const person = (uid: string, givenName: string, sn: string, departmentNumber: string) =>
  ldap.client.add(`uid=${uid},${LDAP_BASE}`, { ...entry(uid, givenName, sn), departmentNumber });

function writeConfig(bindDn: string): void {
  const settings = {
    url: ldap.url,
    bindDn,
    personBase: LDAP_BASE,
    einheitBase: `ou=einheiten, ${LDAP_BASE}`,
  };
  writeFileSync(config, JSON.stringify({ directory: { tenant: 'hagen', ldap: settings } }));
}

async function run(argv: readonly string[], password = LDAP_PASSWORD) {
  const said: string[] = [];
  const take = (text: string) => void said.push(text);
  const io = { out: take, err: take, env: { AMTSMAPPE_LDAP_PASSWORD: password } };
  const status = await runDirectory([...argv, '--data', dir, '--config', config], io);
  return { status, said: said.join('') };
}
const hagen = (...more: string[]) => run(['--tenant', 'hagen', '--ldap', ...more]);
const inService = async (id: string, tenant = 'hagen') => {
  const found = findPerson(await directoryOf(database, tenant), id);
  return found === null ? 'unbekannt' : isValidOn(found, heute);
};

describe('LDAP', () => {
  test('a preview changes nothing; applied, units stand under their unit and people in theirs', async () => {
    const preview = await hagen();
    expect(preview).toMatchObject({
      status: 0,
      said: expect.stringContaining('+ FD 12 Informationstechnik: unter FB 1'),
    });
    expect(preview.said).toContain('Vorschau');
    expect(await inService('kaya')).toBe('unbekannt');

    expect(await hagen('--apply')).toMatchObject({
      status: 0,
      said: expect.stringContaining('36 geändert, 0 abgelehnt'),
    });
    const v = await directoryOf(database, 'hagen');
    const unitOf = (id: string) => v.einheiten.find((e) => e.id === findPerson(v, id)?.einheit);
    expect([unitOf('kaya')?.kuerzel, unitOf('yilmaz')?.kuerzel]).toEqual(['FD 12', 'FD 11']);
    expect(v.einheiten.find((e) => e.id === unitOf('kaya')?.uebergeordnet)?.kuerzel).toBe('FB 1');
    expect(await hagen('--apply')).toMatchObject({
      said: expect.stringContaining('0 Änderungen, 36 unverändert'),
    });
    // Another city of the same service knows nothing of it.
    expect(await inService('kaya', 'olpe')).toBe('unbekannt');
  });

  test('changes come over; who vanished is ended and comes back; whom the source never had stays', async () => {
    const { client } = ldap;
    await client.modify(
      `uid=kaya,${LDAP_BASE}`,
      ['title:Leitung', 'departmentNumber:FD 11'].map((text) => {
        const [type = '', value = ''] = text.split(':');
        return new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] }) });
      }),
    );
    await client.del(`uid=brand,${LDAP_BASE}`);
    expect((await hagen('--apply')).status).toBe(0);
    const v = await directoryOf(database, 'hagen');
    expect(findPerson(v, 'kaya')).toMatchObject({ funktion: 'Leitung', gueltigBis: null });
    expect([await inService('brand'), await inService('chefin')]).toEqual([false, true]);
    await person('brand', 'Jörg', 'Brand', 'FD 11');
    expect((await hagen('--apply')).said).toContain('wieder in der Quelle');
    expect(await inService('brand')).toBe(true);
  });

  test('entries that lack something are named and end nobody; half the house missing needs a word more', async () => {
    const { client } = ldap;
    await client.modify(
      `uid=p1,${LDAP_BASE}`,
      new Change({ operation: 'delete', modification: new Attribute({ type: 'givenName' }) }),
    );
    const faulty = await hagen('--apply');
    expect(faulty.said).toContain('givenName: fehlt bei „p1“');
    expect(await inService('p1')).toBe(true);
    for (let i = 10; i < 30; i += 1) await client.del(`uid=p${i},${LDAP_BASE}`);
    expect(await hagen('--apply')).toMatchObject({ status: 65, said: expect.stringContaining('--many') });
    expect(await inService('p12')).toBe(true);
    expect((await hagen('--apply', '--many')).status).toBe(0);
    expect(await inService('p12')).toBe(false);
  });

  test('a wrong password, a server that is not there, a city that is not there', async () => {
    expect(await run(['--tenant', 'hagen', '--ldap'], 'falsch')).toMatchObject({
      status: 69,
      said: expect.stringContaining('anmeldung'),
    });
    expect((await run(['--tenant', 'nirgends', '--ldap'])).status).toBe(65);
    expect((await run(['--tenant', 'hagen', '--ldap', '--csv', 'x'])).status).toBe(64);
    await ldap.stop();
    expect(await run(['--tenant', 'hagen', '--ldap'])).toMatchObject({
      status: 69,
      said: expect.stringContaining('keine-verbindung'),
    });
  });
});

test('files: preview with line and cause, then applied; who is missing in the next file is ended', async () => {
  const personen = join(dir, 'personen.csv');
  const einheiten = join(dir, 'einheiten.csv');
  writeFileSync(einheiten, 'Kürzel;Name;Übergeordnet\nFD 7;Friedhof;Stadt\n');
  const kopf = 'kennung;titel;vorname;nachname;funktion;einheit;email;rollen;gueltig_bis\n';
  const anna = 'anna;Dr.;Anna;Ahorn;Leitung;FD 7;anna@olpe.example;friedhofsverwaltung;\n';
  const ben = 'ben;;Ben;Buche;;FD 7;;kolonnenfuehrung@friedhof:3;\n';
  const csv = ['--tenant', 'olpe', '--csv', personen, '--csv', einheiten];
  writeFileSync(personen, `${kopf}${anna}${ben}falsch;;;Ohne Vornamen;;FD 7;;;\n`);
  expect(await run(csv)).toMatchObject({
    status: 0,
    said: expect.stringContaining('Zeile 4, vorname: fehlt'),
  });
  expect(await inService('anna', 'olpe')).toBe('unbekannt');
  writeFileSync(personen, `${kopf}${anna}${ben}`);
  expect((await run([...csv, '--apply'])).status).toBe(0);
  expect(findPerson(await directoryOf(database, 'olpe'), 'ben')?.rollen).toMatchObject([
    { rolle: 'kolonnenfuehrung', bereich: 'friedhof:3' },
  ]);
  writeFileSync(personen, `${kopf}${anna}`);
  expect((await run([...csv, '--apply'])).said).toContain('- Ben Buche');
  expect([await inService('anna', 'olpe'), await inService('ben', 'olpe')]).toEqual([true, false]);
});
