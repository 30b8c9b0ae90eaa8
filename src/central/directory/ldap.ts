import { Client, type Entry } from 'ldapts';
import { z } from 'zod';
import type { Soll, SollEinheit, SollPerson, Zeilenfehler } from '../../domain/organisation/index.ts';

/** Where people and units stand in the directory service of a city, and which attribute is what. */
export const ldapSettingsSchema = z.strictObject({
  url: z.string().regex(/^ldaps?:\/\//),
  /** start TLS on `ldap://` before anything is said */
  startTls: z.boolean().default(false),
  bindDn: z.string(),
  personBase: z.string(),
  personFilter: z.string().default('(objectClass=inetOrgPerson)'),
  einheitBase: z.string().optional(),
  einheitFilter: z.string().default('(objectClass=organizationalUnit)'),
  attributes: z
    .strictObject({
      /** what the identity provider puts into `personClaim` */
      id: z.string().default('uid'),
      vorname: z.string().default('givenName'),
      nachname: z.string().default('sn'),
      titel: z.string().default('personalTitle'),
      funktion: z.string().default('title'),
      email: z.string().default('mail'),
      einheit: z.string().default('departmentNumber'),
      kuerzel: z.string().default('ou'),
      name: z.string().default('description'),
    })
    .prefault({}),
});
export type LdapSettings = z.infer<typeof ldapSettingsSchema>;

const TIMEOUT_MS = 20_000;
const ID = /^[\w.:@-]{1,200}$/;

export type LdapAnswer =
  | { readonly ok: true; readonly soll: Soll }
  | { readonly ok: false; readonly grund: 'keine-verbindung' | 'anmeldung' | 'suche' };

/** Reads people and units, page by page. Nothing is ever written there. */
export async function readLdap(settings: LdapSettings, password: string): Promise<LdapAnswer> {
  const client = new Client({ url: settings.url, timeout: TIMEOUT_MS, connectTimeout: TIMEOUT_MS });
  let grund: 'keine-verbindung' | 'anmeldung' | 'suche' = 'keine-verbindung';
  try {
    if (settings.startTls) await client.startTLS();
    try {
      await client.bind(settings.bindDn, password);
    } catch (error) {
      // A code of the protocol is an answer; without one nobody was there.
      if (typeof (error as { code?: unknown }).code === 'number') grund = 'anmeldung';
      throw error;
    }
    grund = 'suche';
    const a = settings.attributes;
    const persons = await search(client, settings.personBase, settings.personFilter, [
      a.id,
      a.vorname,
      a.nachname,
      a.titel,
      a.funktion,
      a.email,
      a.einheit,
    ]);
    const units = settings.einheitBase
      ? await search(client, settings.einheitBase, settings.einheitFilter, [a.kuerzel, a.name])
      : [];
    return { ok: true, soll: toSoll(settings, persons, units) };
  } catch {
    // What the server says may name people or passwords.
    return { ok: false, grund };
  } finally {
    await client.unbind().catch(() => undefined);
  }
}

async function search(
  client: Client,
  base: string,
  filter: string,
  attributes: string[],
): Promise<readonly Entry[]> {
  const { searchEntries } = await client.search(base, {
    scope: 'sub',
    filter,
    attributes,
    paged: { pageSize: 500 },
  });
  return searchEntries;
}

function toSoll(
  { attributes: a, einheitBase = '' }: LdapSettings,
  persons: readonly Entry[],
  found: readonly Entry[],
): Soll {
  const fehler: Zeilenfehler[] = [];
  // Where the units stand is a drawer, and none of them.
  const units = found.filter((u) => normalDn(u.dn) !== normalDn(einheitBase));
  const kuerzelOf = new Map(units.map((u) => [u.dn.toLowerCase(), text(u, a.kuerzel)]));
  const einheiten = units.flatMap((u, i): readonly SollEinheit[] => {
    const kuerzel = text(u, a.kuerzel);
    if (kuerzel === '') return [];
    return [
      {
        zeile: i + 1,
        kuerzel,
        name: text(u, a.name) || kuerzel,
        uebergeordnet: kuerzelOf.get(parentOf(u.dn)) ?? null,
      },
    ];
  });
  const personen = persons.flatMap((p, i): readonly SollPerson[] => {
    const id = text(p, a.id);
    const person: SollPerson = {
      zeile: i + 1,
      id,
      vorname: text(p, a.vorname),
      nachname: text(p, a.nachname),
      titel: text(p, a.titel),
      funktion: text(p, a.funktion),
      // Without an attribute of its own: the unit below which the person stands.
      einheit: text(p, a.einheit) || (kuerzelOf.get(parentOf(p.dn)) ?? ''),
      email: text(p, a.email),
      gueltigBis: null,
      rollen: [],
    };
    const missing = (['vorname', 'nachname', 'einheit'] as const).filter((f) => person[f] === '');
    if (!ID.test(id)) fehler.push({ zeile: i + 1, spalte: a.id, ursache: 'fehlt oder ist nicht lesbar' });
    for (const f of missing)
      fehler.push({
        zeile: i + 1,
        spalte: a[f],
        ursache: `fehlt bei „${id}“`,
        ...(ID.test(id) ? { id } : {}),
      });
    return ID.test(id) && missing.length === 0 ? [person] : [];
  });
  return { einheiten, personen, fehler };
}

/** First value of an attribute as text; '' when it is not there. */
function text(entry: Entry, attribute: string): string {
  const name = Object.keys(entry).find((k) => k.toLowerCase() === attribute.toLowerCase());
  const value = name === undefined ? undefined : entry[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined ? '' : String(first).trim().slice(0, 160);
}

/** As people type it and as the server says it: blanks behind a comma do not count. */
const normalDn = (dn: string): string => dn.toLowerCase().replace(/\s*,\s*/g, ',');

/** DN of the entry above, lower case; a comma may be escaped within a name (RFC 4514). */
const parentOf = (dn: string): string => dn.toLowerCase().replace(/^(?:\\.|[^,\\])*,/, '');
