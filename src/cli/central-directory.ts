import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CentralDatabase } from '../central/db/open.ts';
import { applyDirectory, planDirectory } from '../central/directory/apply.ts';
import { readLdap } from '../central/directory/ldap.ts';
import { LDAP_SOURCE, startDirectory } from '../central/directory/schedule.ts';
import type { CentralContext } from '../central/engine/context.ts';
import { listTenants } from '../central/identity/tenants.ts';
import { liesVerzeichnisdateien, type Abgleichplan, type Soll } from '../domain/organisation/index.ts';
import { liesZeichen } from '../domain/shared/zeichen.ts';
import { newUuidV7 } from '../main/uuid.ts';
import {
  CENTRAL_OPTIONS,
  EX_CONFIG,
  EX_DATAERR,
  EX_UNAVAILABLE,
  EX_USAGE,
  parseCommandLine,
} from './arguments.ts';
import { configured, withDatabase } from './central-command.ts';
import type { CentralConfig } from './central-config.ts';
import { centralContext } from './central-setup.ts';
import { noSuchTenant } from './central-trouble.ts';
import type { CliIo } from './io.ts';

const USAGE = `Aufruf: amtsmappe central directory --tenant STADT (--ldap | --csv DATEI ...) [--apply] [--many]
                                [--data ORDNER] [--config DATEI.json]

Zeigt, was sich im Verzeichnis der Stadt ändern würde; mit --apply wird es geändert. Wer in der Quelle nicht mehr
steht, scheidet mit dem Vortag aus; gelöscht wird niemand. --many: auch wenn sehr viele auf einmal ausscheiden.
--ldap liest den Verzeichnisdienst aus der Konfiguration („directory“), Kennwort aus AMTSMAPPE_LDAP_PASSWORD.
--csv liest Personen (kennung;titel;vorname;nachname;funktion;einheit;email;rollen;gueltig_bis) und Einheiten
(kuerzel;name;uebergeordnet), auch mehrere Dateien.
`;
const CSV_SOURCE = 'csv';

/** `amtsmappe central directory`: people and units of a city from its directory service or from files. */
export const runDirectory = (argv: readonly string[], io: CliIo): Promise<number> =>
  configured(readArguments(argv), USAGE, io, async (args, config) => {
    const soll = await readSource(args, config, io);
    if (typeof soll === 'number') return soll;
    mkdirSync(args.data, { recursive: true, mode: 0o700 });
    return withDatabase(config, args.data, (database) => perform(args, soll, database, io));
  });

type Arguments = NonNullable<ReturnType<typeof readArguments>>;

async function perform(args: Arguments, soll: Soll, database: CentralDatabase, io: CliIo): Promise<number> {
  if (!(await listTenants(database)).some((t) => t.tenant === args.tenant)) {
    io.err(`${noSuchTenant(args.tenant)}\n`);
    return EX_DATAERR;
  }
  const run = {
    ctx: centralContext(),
    database,
    tenant: args.tenant,
    source: args.ldap ? LDAP_SOURCE : CSV_SOURCE,
    newId: newUuidV7,
  };
  const plan = await planDirectory(run, soll);
  say(plan, io);
  if (!args.apply) {
    io.out('Vorschau. Mit --apply wird es so geändert.\n');
    return 0;
  }
  if (plan.zuViele && !args.many) {
    io.err(
      'Es schieden sehr viele auf einmal aus; das sieht nach einer unvollständigen Quelle aus. Mit --many trotzdem.\n',
    );
    return EX_DATAERR;
  }
  const refused = await applyDirectory(run, plan);
  for (const { schritt, code } of refused) io.err(`nicht geändert: ${schritt.name} (${code})\n`);
  io.out(`${plan.schritte.length - refused.length} geändert, ${refused.length} abgelehnt.\n`);
  return refused.length === 0 ? 0 : EX_DATAERR;
}

const WIRKUNG = { neu: '+', geaendert: '~', ausgeschieden: '-', zurueck: '+' } as const;

function say(plan: Abgleichplan, io: CliIo): void {
  for (const f of plan.fehler)
    io.err(
      `${f.zeile > 0 ? `Zeile ${f.zeile}` : 'Quelle'}${f.spalte ? `, ${f.spalte}` : ''}: ${f.ursache}\n`,
    );
  for (const s of plan.schritte)
    io.out(`${WIRKUNG[s.wirkung]} ${s.name}${s.was.length ? `: ${s.was.join('; ')}` : ''}\n`);
  io.out(
    `${plan.schritte.length} Änderungen, ${plan.unveraendert} unverändert, ${plan.fehler.length} fehlerhafte Angaben.\n`,
  );
}

async function readSource(args: Arguments, config: CentralConfig, io: CliIo): Promise<Soll | number> {
  if (!args.ldap) {
    const files = args.csv.map(readText);
    if (files.every((text) => text !== null)) return liesVerzeichnisdateien(files);
    io.err('Eine der Dateien ist nicht lesbar.\n');
    return EX_USAGE;
  }
  const password = io.env['AMTSMAPPE_LDAP_PASSWORD'];
  if (config.directory === undefined || password === undefined) {
    io.err('Es fehlt „directory“ in der Konfiguration oder AMTSMAPPE_LDAP_PASSWORD in der Umgebung.\n');
    return EX_CONFIG;
  }
  const answer = await readLdap(config.directory.ldap, password);
  if (answer.ok) return answer.soll;
  io.err(`Der Verzeichnisdienst war nicht zu lesen (${answer.grund}).\n`);
  return EX_UNAVAILABLE;
}

/** Null where the file is missing or may not be read. */
function readText(file: string): string | null {
  try {
    return liesZeichen(readFileSync(file)).text;
  } catch {
    return null;
  }
}

function readArguments(argv: readonly string[]) {
  const line = parseCommandLine(argv, {
    options: {
      tenant: { type: 'string', default: '' },
      ldap: { type: 'boolean', default: false },
      csv: { type: 'string', multiple: true, default: [] },
      apply: { type: 'boolean', default: false },
      many: { type: 'boolean', default: false },
      ...CENTRAL_OPTIONS,
    },
  });
  if (line === null) return null;
  const { values } = line;
  if (values.tenant === '' || values.ldap === values.csv.length > 0) return null;
  return { ...values, data: resolve(values.data) };
}

/** The directory job as configured; none without „everyMinutes“ or password. */
export function directoryJobs(
  config: CentralConfig,
  ctx: CentralContext,
  database: CentralDatabase,
  log: Parameters<typeof startDirectory>[0]['log'],
  io: CliIo,
) {
  const { directory } = config;
  const password = io.env['AMTSMAPPE_LDAP_PASSWORD'];
  if (directory?.everyMinutes === undefined || password === undefined) return [];
  return [
    startDirectory({
      ctx,
      database,
      tenant: directory.tenant,
      settings: directory.ldap,
      password,
      everyMs: directory.everyMinutes * 60_000,
      newId: newUuidV7,
      log,
    }),
  ];
}
