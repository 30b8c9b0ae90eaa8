// amtsmappe audit verify|export ... (docs/pruefung.md)

import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isPostgres, openCentralForReading } from '../central/db/open.ts';
import { ledgerCrypto } from '../main/crypto/ledger-crypto.ts';
import { kinds } from '../main/faecher.ts';
import { EX_OK, EX_USAGE, parseCommandLine } from './arguments.ts';
import { checkLog, type Trust } from './audit/check-log.ts';
import { checkVorgang } from './audit/check-vorgang.ts';
import { exportVorgang } from './audit/export-vorgang.ts';
import { readCentral } from './audit/read-central.ts';
import { NotAnExport, readExport } from './audit/read-export.ts';
import { readWorkspace, type Secret } from './audit/read-workspace.ts';
import { auditJson, describeAudit } from './audit/report.ts';
import type { AuditFinding, AuditResult } from './audit/types.ts';
import { isVorgangFile, readVorgangFile } from './audit/vorgang-file.ts';
import { writeExport } from './audit/write-export.ts';
import type { CliIo } from './io.ts';
import { readPublicKey } from './public-key.ts';

const USAGE = `Aufruf: amtsmappe audit verify ZIEL [--json] [--key SCHLUESSEL] [--checkpoint PRUEFPUNKT ...] [--tenant STADT]
                              [--passphrase-env VAR | --recovery-env VAR]
        amtsmappe audit export ZIEL --tenant STADT --out DATEI [--vorgang NUMMER [--inhalt]]

SCHLUESSEL ist, was „amtsmappe central key show“ ausgibt, oder eine Datei damit (auch hex oder PEM).
ZIEL ist der Ordner einer Mappe, der Ordner oder die Datei einer Zentrale, eine Prüfausgabe, der Nachweis eines
Vorgangs oder „--database“ für die Datenbank in DATABASE_URL. Eine Mappe braucht ihr Kennwort: aus AMTSMAPPE_PASSPHRASE, der genannten Variablen
oder der Standardeingabe, nie aus der Befehlszeile.
Ende: 0 unversehrt, 1 Befunde, 3 nicht lesbar oder falsches Kennwort, 64 falscher Aufruf.
`;
const EX_FINDINGS = 1;
const EX_UNREADABLE = 3;

/** Checks a log without the network; see USAGE for the exit status. */
export async function runAudit(argv: readonly string[], io: CliIo): Promise<number> {
  const args = readArguments(argv, io);
  if (args === null) {
    io.err(USAGE);
    return EX_USAGE;
  }
  try {
    return args.act === 'export' ? await exportLog(args, io) : await verify(args, io);
  } catch (error) {
    if (error instanceof NotAnExport)
      io.err(`„${args.ziel}“ ist keine lesbare Prüfausgabe (${error.message}).\n`);
    else if (isFault(error)) io.err(`„${error.path ?? args.ziel}“ ist nicht lesbar (${error.code}).\n`);
    else throw error;
    return EX_UNREADABLE;
  }
}

type Arguments = NonNullable<ReturnType<typeof readArguments>>;

async function verify(args: Arguments, io: CliIo): Promise<number> {
  const key = args.key === undefined ? null : readPublicKey(args.key);
  if (args.key !== undefined && key === null) {
    io.err(
      `„${args.key}“ ist weder ein Schlüssel (32 Bytes in base64 oder hex, oder PEM) noch eine Datei mit einem.\n`,
    );
    return EX_USAGE;
  }
  const trust: Trust = {
    key,
    kept: (args.checkpoint ?? []).map((file) => readFileSync(file, 'utf8')),
  };
  const results = await resultsOf(args, trust, io);
  if (results === null) return EX_UNREADABLE;
  io.out(args.json ? auditJson(args.ziel, results) : describeAudit(args.ziel, results));
  return results.every((r) => r.befunde.length === 0) ? EX_OK : EX_FINDINGS;
}

async function resultsOf(args: Arguments, trust: Trust, io: CliIo): Promise<readonly AuditResult[] | null> {
  if (args.was === 'ausgabe' && isVorgangFile(args.pfad))
    return [checkVorgang(readVorgangFile(args.pfad), ledgerCrypto, trust)];
  if (args.was === 'ausgabe') {
    const results: AuditResult[] = [];
    for (const source of await readExport(args.pfad))
      results.push(await checkLog(source, ledgerCrypto, trust));
    return results;
  }
  if (args.was === 'zentrale') {
    const database = openCentralForReading(args.pfad);
    try {
      const damaged: AuditFinding[] = database.damaged
        ? [{ art: 'datei', stelle: 'Datenbank', text: 'Seiten der Datei sind beschädigt.' }]
        : [];
      const results: AuditResult[] = [];
      for (const source of await readCentral(database, ledgerCrypto, args.tenant ?? null)) {
        const result = await checkLog(source, ledgerCrypto, trust);
        results.push({ ...result, befunde: [...damaged, ...result.befunde] });
      }
      return results;
    } finally {
      await database.close();
    }
  }
  const opened = await readWorkspace(args.pfad, await secretOf(args, io), ledgerCrypto, kinds);
  if (!opened.ok) {
    io.err(`Die Mappe „${args.ziel}“ lässt sich nicht öffnen: ${opened.error.code}\n`);
    return null;
  }
  const { source, key, findings, close } = opened.value;
  try {
    const result = await checkLog(source, ledgerCrypto, { ...trust, key: trust.key ?? key });
    return [{ ...result, befunde: [...findings, ...result.befunde] }];
  } finally {
    close();
  }
}

async function exportLog(args: Arguments, io: CliIo): Promise<number> {
  if (args.was !== 'zentrale' || args.tenant === undefined || args.out === undefined) {
    io.err(USAGE);
    return EX_USAGE;
  }
  const database = openCentralForReading(args.pfad);
  try {
    if (args.vorgang !== undefined) {
      const wish = { tenant: args.tenant, vorgang: args.vorgang, file: args.out, inhalt: args.inhalt };
      return await exportVorgang(database, wish, io);
    }
    const [source, ...sealed] = await readCentral(database, ledgerCrypto, args.tenant);
    if (!source) {
      io.err(`Eine Stadt „${args.tenant}“ gibt es dort nicht.\n`);
      return EX_UNREADABLE;
    }
    const eintraege = await writeExport(source, sealed, args.out, new Date().toISOString());
    const chains = sealed.length === 0 ? '' : `, dazu ${sealed.length} versiegelte Ketten`;
    io.out(`${eintraege} Einträge und ${source.checkpoints.length} Prüfpunkte${chains} in ${args.out}\n`);
    return EX_OK;
  } finally {
    await database.close();
  }
}

function readArguments(argv: readonly string[], io: CliIo) {
  const line = parseCommandLine(argv, {
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      key: { type: 'string' },
      checkpoint: { type: 'string', multiple: true },
      tenant: { type: 'string' },
      out: { type: 'string' },
      vorgang: { type: 'string' },
      inhalt: { type: 'boolean', default: false },
      database: { type: 'boolean', default: false },
      'passphrase-env': { type: 'string' },
      'recovery-env': { type: 'string' },
    },
  });
  if (line === null) return null;
  const { values, positionals } = line;
  const [act, ziel, ...more] = positionals;
  if ((act !== 'verify' && act !== 'export') || more.length > 0) return null;
  if (values.database) {
    const pfad = io.env['DATABASE_URL'];
    if (ziel !== undefined || pfad === undefined || !isPostgres(pfad)) return null;
    return { ...values, act, ziel: 'DATABASE_URL', pfad, was: 'zentrale' as const };
  }
  const found = ziel === undefined ? null : kindOf(ziel);
  return found === null || ziel === undefined ? null : { ...values, act, ziel, ...found };
}

function kindOf(
  ziel: string,
): { readonly was: 'mappe' | 'zentrale' | 'ausgabe'; readonly pfad: string } | null {
  if (!existsSync(ziel)) return null;
  if (statSync(ziel).isDirectory()) {
    if (existsSync(join(ziel, 'mappe.db'))) return { was: 'mappe', pfad: ziel };
    const file = join(ziel, 'central.db');
    return existsSync(file) ? { was: 'zentrale', pfad: file } : null;
  }
  return { was: isSqlite(ziel) ? 'zentrale' : 'ausgabe', pfad: ziel };
}

/** False too for a file that cannot be read: who reads it next says why, with the code of the system. */
function isSqlite(file: string): boolean {
  try {
    const handle = openSync(file, 'r');
    const head = Buffer.alloc(15);
    readSync(handle, head);
    closeSync(handle);
    return head.toString('latin1') === 'SQLite format 3';
  } catch (error) {
    if (!isFault(error)) throw error;
    return false;
  }
}

async function secretOf(args: Arguments, io: CliIo): Promise<Secret> {
  const recovery = args['recovery-env'];
  if (recovery !== undefined) return { art: 'wiederherstellung', wert: io.env[recovery] ?? '' };
  const typed = io.env[args['passphrase-env'] ?? 'AMTSMAPPE_PASSPHRASE'] ?? (await io.stdin?.()) ?? '';
  return { art: 'kennwort', wert: typed.replace(/\r?\n$/, '') };
}

/** What the system or SQLite reports; anything else is a mistake of ours. */
const isFault = (error: unknown): error is { readonly code: string; readonly path?: string } =>
  typeof (error as { readonly code?: unknown }).code === 'string';
