import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JoinDeps, Schritt } from '../central/adopt/join.ts';
import { forgetRest } from '../central/adopt/forget.ts';
import type { CentralDatabase } from '../central/db/open.ts';
import { enterTenant, type Entry } from '../central/setup.ts';
import { assignAdmin, listTenants, removeTenant } from '../central/identity/tenants.ts';
import { organisationCommands, type Organisationsdatei } from '../domain/organisation/index.ts';
import { CENTRAL_OPTIONS, EX_DATAERR, parseCommandLine } from './arguments.ts';
import { adoptFolder, joinFolder } from './central-adopt.ts';
import { configured, withDatabase } from './central-command.ts';
import type { CentralConfig } from './central-config.ts';
import { evidenceOptions, openBlobs } from './central-jobs.ts';
import { centralContext, tableEntries } from './central-setup.ts';
import { noSuchTenant } from './central-trouble.ts';
import type { CliIo } from './io.ts';

const USAGE = `Aufruf: amtsmappe central tenant BEFEHL [--data ORDNER] [--config DATEI.json]

  add    --tenant STADT --name NAME --admin PERSON [--vorname V] [--nachname N]
         richtet eine Stadt mit ihrer ersten Systemverwaltung ein
  admin  --tenant STADT --admin PERSON
         gibt jemandem aus dem Verzeichnis die Rolle Systemverwaltung (wenn niemand sie mehr hat)
  adopt  --tenant STADT --name NAME --mappe ORDNER
         übernimmt einen Einzelplatz ganz in eine neue Stadt; Kennwort der Mappe in AMTSMAPPE_KENNWORT
  adopt  --tenant STADT --mappe ORDNER --vorsatz SI2 [--herkunft NAME] --plan DATEI.csv
         prüft die Mappe gegen eine Stadt, die schon Einträge hat, und schreibt, wer dort wer ist; ändert nichts
  adopt  --tenant STADT --mappe ORDNER --vorsatz SI2 [--herkunft NAME] --zuordnung DATEI.csv
         versiegelt die Mappe und übernimmt jeden Vorgang; abgebrochen, setzt derselbe Aufruf fort
  forget --tenant STADT --vorsatz SI2 --confirm SI2
         vernichtet, was von einer versiegelten Mappe nicht übernommen wurde (Personen, Tabellen); die Kette bleibt prüfbar
  list   nennt alle Städte
  remove --tenant STADT --confirm STADT
         löscht eine Stadt mit allem, was zu ihr gehört, unwiderruflich

STADT und PERSON sind die Angaben, die im Token stehen (tenantClaim, personClaim).
`;
const NAME = /^[\w.:@-]{1,200}$/;

/**
 * `amtsmappe central tenant`: what only the operator of the service does, at its machine. Nobody gets into a city
 * over the net before its first administrator has been entered here.
 */
export const runTenant = (argv: readonly string[], io: CliIo): Promise<number> =>
  configured(readArguments(argv), USAGE, io, (args, config) => {
    mkdirSync(args.data, { recursive: true, mode: 0o700 });
    return withDatabase(config, args.data, (database) => perform(args, config, database, io));
  });

type Arguments = NonNullable<ReturnType<typeof readArguments>>;

async function perform(
  args: Arguments,
  config: CentralConfig,
  database: CentralDatabase,
  io: CliIo,
): Promise<number> {
  const ctx = centralContext();
  const tenants = await listTenants(database);
  const { tenant } = args;
  const known = tenants.some((t) => t.tenant === tenant);
  switch (args.befehl) {
    case 'list':
      for (const t of tenants)
        io.out(`${t.tenant}\t${t.name}\t${t.personen} Personen\t${t.records} Einträge\n`);
      if (tenants.length === 0)
        io.out('Noch keine Stadt. „amtsmappe central tenant add“ richtet eine ein.\n');
      return 0;
    case 'add':
      if (known) return refuse(io, `Die Stadt „${tenant}“ ist schon eingerichtet.`);
      await enterTenant(ctx, database, tenant, args.name, firstEntries(args));
      io.out(`Eingerichtet: ${args.name} (${tenant}). Systemverwaltung: ${args.admin}\n`);
      return 0;
    case 'adopt': {
      const kennwort = io.env['AMTSMAPPE_KENNWORT'] ?? '';
      const blobs = openBlobs(config, args.data, io.env);
      const wish = { tenant, name: args.name, mappe: resolve(args.mappe), kennwort };
      if (args.vorsatz !== '') {
        const stadt = tenants.find((t) => t.tenant === tenant)?.name;
        if (stadt === undefined) return refuse(io, noSuchTenant(tenant));
        const evidence = evidenceOptions(config, args.data, ctx, database, () => undefined);
        const progress: JoinDeps['progress'] = (schritt, fertig, alle) =>
          io.err(`${SCHRITT[schritt]}: ${fertig} von ${alle}\n`);
        const { vorsatz, herkunft, plan, zuordnung } = args;
        const choice = { vorsatz, herkunft, plan, zuordnung };
        const joined = await joinFolder(
          { ctx, database, blobs, evidence, progress },
          { ...wish, name: stadt, ...choice },
        );
        if (!joined.ok) return refuse(io, joined.text);
        io.out(`${joined.text}\n`);
        return 0;
      }
      if (known)
        return refuse(
          io,
          `Die Stadt „${tenant}“ ist schon eingerichtet. Zu ihren Einträgen kommt eine Mappe mit --vorsatz und --plan.`,
        );
      const done = await adoptFolder(ctx, database, blobs, wish);
      if (typeof done === 'string') return refuse(io, done);
      io.out(
        `Übernommen: ${args.name} (${tenant}), ${done.records} Einträge, ${done.vorgaenge} Vorgänge, ` +
          `${done.dokumente} Dokumente.\nLetztes Glied der Kette: ${done.kopf}\n`,
      );
      return 0;
    }
    case 'forget': {
      if (args.confirm !== args.vorsatz)
        return refuse(
          io,
          `Das vernichtet Inhalte unwiderruflich. Zur Bestätigung: --confirm ${args.vorsatz}`,
        );
      const emptied = await forgetRest(database, tenant, args.vorsatz, ctx.clock.now());
      if (typeof emptied === 'string') return refuse(io, emptied);
      io.out(`Getilgt: ${emptied} Einträge. Die Kette bleibt prüfbar.\n`);
      return 0;
    }
    case 'admin':
      if (!known) return refuse(io, noSuchTenant(tenant));
      if (!(await assignAdmin(ctx, database, tenant, args.admin)))
        return refuse(
          io,
          `„${args.admin}“ steht nicht im Verzeichnis von „${tenant}“ oder hat die Rolle schon.`,
        );
      io.out(`${args.admin} hat jetzt die Rolle Systemverwaltung.\n`);
      return 0;
    case 'remove':
      if (!known) return refuse(io, noSuchTenant(tenant));
      if (args.confirm !== tenant)
        return refuse(io, `Das löscht alles von „${tenant}“. Zur Bestätigung: --confirm ${tenant}`);
      await removeTenant(database, openBlobs(config, args.data, io.env), tenant);
      io.out(`Gelöscht: ${tenant}. Sicherungen dieser Stadt löschen Sie bitte selbst.\n`);
      return 0;
  }
}

/** What the operator reads while it goes on. */
const SCHRITT: Readonly<Record<Schritt, string>> = {
  dokumente: 'Dokumente',
  versiegelt: 'Versiegelte Einträge',
  uebernommen: 'Vorgänge',
  fertig: 'Fertig',
};

const BEFEHLE = ['add', 'adopt', 'admin', 'forget', 'list', 'remove'] as const;
const isBefehl = (text: string | undefined): text is (typeof BEFEHLE)[number] =>
  BEFEHLE.some((b) => b === text);

function readArguments(argv: readonly string[]) {
  const line = parseCommandLine(argv, {
    allowPositionals: true,
    options: {
      ...CENTRAL_OPTIONS,
      tenant: { type: 'string', default: '' },
      name: { type: 'string', default: '' },
      admin: { type: 'string', default: '' },
      mappe: { type: 'string', default: '' },
      vorsatz: { type: 'string', default: '' },
      herkunft: { type: 'string', default: '' },
      plan: { type: 'string' },
      zuordnung: { type: 'string' },
      vorname: { type: 'string', default: 'Erste' },
      nachname: { type: 'string', default: 'Systemverwaltung' },
      confirm: { type: 'string' },
    },
  });
  if (line === null) return null;
  const { values, positionals } = line;
  const [befehl] = positionals;
  if (positionals.length !== 1) return null;
  if (!isBefehl(befehl)) return null;
  if (befehl !== 'list' && !NAME.test(values.tenant)) return null;
  if ((befehl === 'add' || befehl === 'admin') && !NAME.test(values.admin)) return null;
  const joins = befehl === 'adopt' && values.vorsatz !== '';
  if ((befehl === 'add' || (befehl === 'adopt' && !joins)) && values.name.trim() === '') return null;
  if (befehl === 'adopt' && values.mappe === '') return null;
  if (befehl === 'forget' && values.vorsatz === '') return null;
  if (joins && values.plan === undefined && values.zuordnung === undefined) return null;
  return { ...values, befehl, data: resolve(values.data) } as const;
}

/** One unit, its first person, and the rule tables, each marked as not verified. */
function firstEntries(args: {
  readonly tenant: string;
  readonly name: string;
  readonly admin: string;
  readonly vorname: string;
  readonly nachname: string;
}): readonly Entry[] {
  const offen = { gueltigVon: null, gueltigBis: null };
  const einheit = unitId(args.tenant);
  const datei: Organisationsdatei = {
    bezeichnung: args.name,
    einheiten: [
      {
        id: einheit,
        kuerzel: 'Stadt',
        name: args.name,
        uebergeordnet: null,
        nurEigeneVertretung: false,
        ...offen,
      },
    ],
    personen: [
      {
        id: args.admin,
        vorname: args.vorname,
        nachname: args.nachname,
        titel: '',
        funktion: 'Systemverwaltung',
        email: '',
        einheit,
        ...offen,
        rollen: [{ rolle: 'systemverwaltung', bereich: null, ...offen }],
        vertretungen: [],
      },
    ],
  };
  const people = organisationCommands(datei);
  return [
    ...people.map(({ akteur, art, vorgang, command }) => ({ author: akteur, art, vorgang, command })),
    ...tableEntries(args.admin),
  ];
}

/** The same for the same city: an entry that a crash cut off is made again and must be the same. */
function unitId(tenant: string): string {
  const hex = createHash('sha256').update(`einheit\n${tenant}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function refuse(io: CliIo, text: string): number {
  io.err(`${text}\n`);
  return EX_DATAERR;
}
