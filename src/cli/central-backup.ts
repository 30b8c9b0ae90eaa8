import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lookForMissing } from '../central/blobs/missing.ts';
import { createBackup } from '../central/backup/create.ts';
import { restoreDocuments } from '../central/backup/documents.ts';
import { ToolFailed } from '../central/backup/postgres-tool.ts';
import { restoreBackup, RestoreRefused } from '../central/backup/restore.ts';
import { openCentralDatabase, type CentralDatabase } from '../central/db/open.ts';
import { allKeyNotes, readKeyHistory } from '../central/evidence/key-history.ts';
import { listTenants } from '../central/identity/tenants.ts';
import { stateRestored } from '../central/evidence/restored.ts';
import { rotateKey } from '../central/evidence/rotate-key.ts';
import { openSigner } from '../central/evidence/signing-key.ts';
import { ledgerCrypto } from '../main/crypto/ledger-crypto.ts';
import { CENTRAL_OPTIONS, EX_UNAVAILABLE, parseCommandLine } from './arguments.ts';
import { configured } from './central-command.ts';
import type { CentralConfig } from './central-config.ts';
import { checkpointKeyFile, databaseUrlOf, openBlobs, sayStrangeKey } from './central-jobs.ts';
import type { CliIo } from './io.ts';
import { formatPublicKey } from './public-key.ts';

const USAGE = `Aufruf: amtsmappe central BEFEHL [--data ORDNER] [--config DATEI.json]

  backup --out ORDNER                     sichert Datenbank, Schlüssel und Dokumente, während der Dienst arbeitet
  restore --from ORDNER [--backup ZEIT] [--replace] [--without-note]
                                          spielt eine Sicherung zurück (die letzte); vorher den Dienst anhalten
  restore --from ORDNER --documents       holt nur Dokumente zurück, die in der Ablage fehlen oder beschädigt sind;
                                          der Dienst kann weiterlaufen
  restored                                vermerkt unterschrieben, dass von Hand zurückgespielt wurde
  key show | key rotate                   öffentlicher Schlüssel der Prüfpunkte; ein neuer an seine Stelle
`;

export const OPERATIONS = new Set(['backup', 'restore', 'restored', 'key']);

/** What the operator does at the machine of the service. Ends with 0, 64 usage, 69 not possible, 78 configuration. */
export const runOperation = (argv: readonly string[], io: CliIo): Promise<number> =>
  configured(readArguments(argv), USAGE, io, async (args, config) => {
    mkdirSync(args.data, { recursive: true, mode: 0o700 });
    const url = databaseUrlOf(config, args.data);
    try {
      return await perform(args, config, url, io);
    } catch (error) {
      if (!(error instanceof RestoreRefused || error instanceof ToolFailed)) throw error;
      io.err(`${error.message}\n`);
      return EX_UNAVAILABLE;
    }
  });

type Arguments = NonNullable<ReturnType<typeof readArguments>>;

async function perform(args: Arguments, config: CentralConfig, url: string, io: CliIo): Promise<number> {
  const now = new Date().toISOString();
  const blobs = openBlobs(config, args.data, io.env);
  if (args.befehl === 'restore' && !args.documents) {
    const { from, backup: stamp = null, replace } = args;
    const keyFile = checkpointKeyFile(config, args.data);
    const checkpoint = args['without-note']
      ? null
      : {
          publicKey: existsSync(keyFile) ? openSigner(keyFile, ledgerCrypto.sha256).publicKey : null,
          history: readKeyHistory(keyFile),
        };
    const done = await restoreBackup({
      ...{ from, stamp, replace, url, blobs, now, checkpoint },
      crypto: ledgerCrypto,
    });
    io.out(`Zurückgespielt: Sicherung vom ${done.manifest.zeit}\n`);
    for (const { tenant, eintraege } of done.manifest.staedte) io.out(`  ${tenant}: ${eintraege} Einträge\n`);
    if (done.erased > 0) io.out(`  ${done.erased} seither gelöschte Vorgänge wieder gelöscht\n`);
    for (const sha256 of done.missing) io.err(`  Dokument ${sha256} fehlt in der Sicherung\n`);
    sayAsked(done.missing.length, io);
    if (done.unreadable)
      io.err(
        '  Die ersetzte Datenbank war nicht lesbar: was nach den jüngsten Schlüsseln gelöscht wurde, bitte erneut löschen,\n' +
          '  und Geräte, die seit der Sicherung gesperrt wurden, erneut sperren.\n',
      );
    const stated = checkpoint === null ? 0 : await state(done.database, config, args, io);
    await done.database.close();
    return done.missing.length > 0 ? EX_UNAVAILABLE : stated;
  }
  if (args.befehl === 'key show') {
    const file = checkpointKeyFile(config, args.data);
    // To look must not put another in the place of one that is lost: the auditor would be given a stranger's.
    if (!existsSync(file) && (await knowsKeys(url))) {
      io.err(`„${file}“ fehlt. Bitte aus der Verwahrung an ihren Ort legen (docs/betrieb.md).\n`);
      return EX_UNAVAILABLE;
    }
    const signer = openSigner(file, ledgerCrypto.sha256);
    io.out(`${formatPublicKey(signer.publicKey)}\n`);
    return 0;
  }
  const database = await openCentralDatabase(url);
  try {
    switch (args.befehl) {
      case 'restore': {
        const { restored, missing } = await restoreDocuments(
          database.db,
          blobs,
          join(args.from, 'dokumente'),
          now,
          true,
        );
        io.out(`${restored} Dokumente zurückgeholt.\n`);
        for (const sha256 of missing)
          io.err(`  Dokument ${sha256} fehlt in der Ablage, und auch die Sicherung hat es nicht\n`);
        sayAsked(missing.length, io);
        return missing.length > 0 ? EX_UNAVAILABLE : 0;
      }
      case 'restored':
        sayAsked(await lookForMissing(database.db, blobs, now), io);
        return await state(database, config, args, io);
      case 'backup': {
        // Most likely another database than the service's; a backup of nothing would be believed in.
        if ((await listTenants(database)).length === 0) {
          io.err(
            `In dieser Datenbank (${database.dialect === 'sqlite' ? url : 'PostgreSQL'}) ist keine Stadt: nichts gesichert. ` +
              'Bitte --config, --data oder DATABASE_URL so angeben wie beim Dienst.\n',
          );
          return EX_UNAVAILABLE;
        }
        const { stamp, manifest } = await createBackup({ database, url, blobs, out: args.out, now });
        io.out(`Gesichert: ${join(args.out, stamp)}.json\n`);
        for (const { tenant, eintraege } of manifest.staedte) io.out(`  ${tenant}: ${eintraege} Einträge\n`);
        io.out(`  ${manifest.dokumente} Dokumente\n`);
        const { fehlend = [] } = manifest;
        for (const sha256 of fehlend)
          io.err(`  Dokument ${sha256} fehlt in der Ablage oder ist beschädigt\n`);
        if (fehlend.length === 0) return 0;
        io.err(
          'Alles andere ist gesichert. Bitte die Ablage prüfen (Platte, „s3“) und die Dokumente aus einer früheren ' +
            'Sicherung holen: amtsmappe central restore --from ORDNER --documents.\n',
        );
        return EX_UNAVAILABLE;
      }
      case 'key rotate': {
        const file = checkpointKeyFile(config, args.data);
        const signer = openSigner(file, ledgerCrypto.sha256);
        // One that nobody knows cannot introduce another.
        const strange = await sayStrangeKey({ database, crypto: ledgerCrypto, signer }, io.err);
        if (strange.length > 0) return EX_UNAVAILABLE;
        const kept = await rotateKey(database, ledgerCrypto, file, () => new Date().toISOString());
        io.out(`Neuer Schlüssel in ${file}; der alte liegt in ${kept}. Dienste jetzt neu starten.\n`);
        return 0;
      }
    }
  } finally {
    await database.close();
  }
}

async function knowsKeys(url: string): Promise<boolean> {
  const database = await openCentralDatabase(url);
  try {
    return (await allKeyNotes(database.db)).length > 0;
  } finally {
    await database.close();
  }
}

function sayAsked(missing: number, io: CliIo): void {
  if (missing > 0)
    io.err(
      `  ${missing} Dokumente fehlen. Arbeitsplätze, die sie haben, werden danach gefragt und schicken sie von selbst; ` +
        'was noch fehlt, sagt amtsmappe_documents_missing.\n',
    );
}

/** The signed note by which laptops tell a restore from another past. */
async function state(
  database: CentralDatabase,
  config: CentralConfig,
  args: Arguments,
  io: CliIo,
): Promise<number> {
  const signer = openSigner(checkpointKeyFile(config, args.data), ledgerCrypto.sha256);
  const now = () => new Date().toISOString();
  const { stated, faults } = await stateRestored({ database, crypto: ledgerCrypto, now, signer });
  for (const { tenant, size } of stated) io.out(`  Vermerkt für ${tenant}: weiter ab Eintrag ${size}\n`);
  for (const fault of faults) io.err(`  Kein Vermerk für ${fault}\n`);
  return faults.length > 0 ? EX_UNAVAILABLE : 0;
}

function readArguments(argv: readonly string[]) {
  const line = parseCommandLine(argv, {
    allowPositionals: true,
    options: {
      ...CENTRAL_OPTIONS,
      out: { type: 'string', default: '' },
      from: { type: 'string', default: '' },
      backup: { type: 'string' },
      replace: { type: 'boolean', default: false },
      'without-note': { type: 'boolean', default: false },
      documents: { type: 'boolean', default: false },
    },
  });
  if (line === null) return null;
  const { values, positionals } = line;
  const befehl = positionals.join(' ');
  const known = ['backup', 'restore', 'restored', 'key show', 'key rotate'] as const;
  const found = known.find((k) => k === befehl);
  if (found === undefined) return null;
  if ((found === 'backup' && values.out === '') || (found === 'restore' && values.from === '')) return null;
  return {
    ...values,
    befehl: found,
    data: resolve(values.data),
    out: resolve(values.out),
    from: resolve(values.from),
  };
}
