// amtsmappe central [--port N] [--host H] [--data DIR] [--config FILE] [--demo]

import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startEvidence } from '../central/evidence/schedule.ts';
import { isDamaged, openCentralDatabase } from '../central/db/open.ts';
import { DEMO_TENANT } from '../central/identity/demo-issuer.ts';
import { DEFAULT_LEASE_DAYS } from '../central/identity/lease.ts';
import { massendaten } from '../main/faecher.ts';
import { startService } from '../central/run.ts';
import { enterTenant } from '../central/setup.ts';
import { CENTRAL_OPTIONS, EX_CONFIG, EX_IOERR, parseCommandLine } from './arguments.ts';
import { configured } from './central-command.ts';
import { loginSettings, loginSettingsOf, tokenSettings, type CentralConfig } from './central-config.ts';
import { demoAuthority } from './central-demo-ca.ts';
import { demoLogin, demoProvider } from './central-demo.ts';
import { directoryJobs } from './central-directory.ts';
import { OPERATIONS, runOperation } from './central-backup.ts';
import {
  databaseUrlOf,
  evidenceOptions,
  mailJobs,
  openBlobs,
  openMail,
  sayStrangeKey,
} from './central-jobs.ts';
import { centralContext, demoEntries, documentExaminer } from './central-setup.ts';
import { inWords } from './central-trouble.ts';
import type { CliIo } from './io.ts';

const USAGE =
  'Aufruf: amtsmappe central [--port N] [--host ADRESSE] [--data ORDNER] [--config DATEI.json] [--demo]\n' +
  '        amtsmappe central tenant add|admin|adopt|list|remove …\n' +
  '        amtsmappe central device list|revoke|allow …\n' +
  '        amtsmappe central directory --tenant STADT (--ldap | --csv DATEI) [--apply]\n' +
  '        amtsmappe central backup|restore|restored|key …\n';

/**
 * Runs the central service until it is told to stop (SIGINT, SIGTERM), or a command beside it. Exit status: 0, 64 usage,
 * 69 not now (database away, port taken, disk full), 74 damaged, 78 configuration.
 */
export const runCentral = (argv: readonly string[], io: CliIo): Promise<number> =>
  inWords(io, () => run(argv, io));

async function run(argv: readonly string[], io: CliIo): Promise<number> {
  if (argv[0] === 'directory')
    return (await import('./central-directory.ts')).runDirectory(argv.slice(1), io);
  if (argv[0] === 'device') return (await import('./central-device.ts')).runDevice(argv.slice(1), io);
  if (argv[0] === 'tenant') return (await import('./central-tenant.ts')).runTenant(argv.slice(1), io);
  if (OPERATIONS.has(argv[0] ?? '')) return runOperation(argv, io);
  return configured(readArguments(argv), USAGE, io, (args, config) => serve(args, config, io));
}

type Arguments = NonNullable<ReturnType<typeof readArguments>>;

async function serve(args: Arguments, config: CentralConfig, io: CliIo): Promise<number> {
  mkdirSync(args.data, { recursive: true, mode: 0o700 });
  const tokens = tokenSettings(config);
  if (!args.demo && tokens.length === 0) {
    io.err('Es fehlt der Anmeldedienst: „issuer“ in der Konfiguration, oder --demo.\n');
    return EX_CONFIG;
  }
  const url = databaseUrlOf(config, args.data);
  if (isDamaged(url)) {
    io.err(
      `Die Datenbank „${url}“ ist beschädigt. Der Dienst startet nicht, nichts wurde verändert.\n` +
        'Bitte die Datei aufheben und eine Sicherung zurückspielen: amtsmappe central restore (docs/betrieb.md).\n',
    );
    return EX_IOERR;
  }
  // What is named in the configuration is read before anything is opened.
  const anchors = (config.trust ?? []).map((file) => pemToDer(readFileSync(file, 'utf8')));
  const mail = openMail(config, io.env);
  const blobs = openBlobs(config, args.data, io.env);
  const database = await openCentralDatabase(url);
  const ctx = centralContext();
  const faults = new Map<string, number>();
  const log = (entry: Readonly<Record<string, string | number>>) => {
    const { fehler } = entry;
    if (fehler !== undefined) faults.set(String(fehler), (faults.get(String(fehler)) ?? 0) + 1);
    io.err(`${JSON.stringify({ zeit: new Date().toISOString(), ...entry })}\n`);
  };
  const provider = args.demo ? await demoProvider(database, args, log) : null;
  const demo = provider?.demo ?? null;
  if (demo !== null) await enterTenant(ctx, database, DEMO_TENANT, 'Musterhafen', demoEntries());
  const authority = args.demo ? await demoAuthority(args.data) : null;
  const evidence = evidenceOptions(config, args.data, ctx, database, log);
  for (const tenant of await sayStrangeKey(evidence, io.err))
    log({ fehler: 'pruefpunkt', art: 'schluessel', tenant });
  const service = await startService(
    {
      ctx,
      database,
      tokens: demo?.settings ?? tokens,
      blobs,
      examine: documentExaminer(database, anchors, authority?.rootDer ?? null),
      trust: {
        anker: anchors.map((der) => Buffer.from(der).toString('base64')),
        uebung: authority?.uebung ?? null,
      },
      login: provider === null ? loginSettings(config) : demoLogin(provider.issuer),
      loginOf: provider === null ? loginSettingsOf(config) : new Map(),
      leaseDays: config.leaseDays ?? DEFAULT_LEASE_DAYS,
      massendaten,
      demo,
      mail,
      version: readVersion(),
      jobs: [
        startEvidence(evidence),
        ...directoryJobs(config, ctx, database, log, io),
        ...mailJobs(mail, database, ctx.clock.now, log),
        ...(provider === null ? [] : [provider]),
      ],
      faults,
      log,
    },
    { host: args.host, port: args.port },
  );
  const [fassung, datenbank] = [readVersion(), database.dialect];
  log({ dienst: 'gestartet', fassung, datenbank, node: process.version });
  io.out(`Amtsmappe, zentraler Dienst: ${service.address}\n`);
  if (demo !== null) {
    io.out(
      'Übung: Anmeldung ohne Kennwort. In der App „Mit Zentrale verbinden“, Adresse wie oben; auf der Seite, die\n' +
        `sich öffnet (${provider?.issuer}), eine Person wählen.\n`,
    );
  }
  await stopSignal();
  log({ dienst: 'endet' });
  await service.close();
  return 0;
}

function readArguments(argv: readonly string[]) {
  const line = parseCommandLine(argv, {
    options: {
      port: { type: 'string', default: '8480' },
      host: { type: 'string', default: '127.0.0.1' },
      ...CENTRAL_OPTIONS,
      demo: { type: 'boolean', default: false },
    },
  });
  if (line === null) return null;
  const { values } = line;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return null;
  return { ...values, port, data: resolve(values.data) };
}

const pemToDer = (pem: string): Uint8Array =>
  Buffer.from(pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, ''), 'base64');

function readVersion(): string {
  const file = join(import.meta.dirname, '../../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

const stopSignal = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
