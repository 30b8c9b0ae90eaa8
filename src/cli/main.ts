import { keepEngineSafe } from '../main/runtime.ts';
import { EX_USAGE } from './arguments.ts';
import { nodeIo, type CliIo } from './io.ts';

/** One command: gets its own arguments, answers with the exit status. */
type Run = (args: readonly string[], io: CliIo) => Promise<number>;

/** Loaded only when asked for, so that `verify` does not wait for a database. */
const COMMANDS: Readonly<Record<string, { readonly help: string; readonly load: () => Promise<Run> }>> = {
  sign: { help: 'PDF unterschreiben (PAdES)', load: async () => (await import('./sign.ts')).runSign },
  verify: {
    help: 'Unterschriften einer PDF-Datei oder eines Nachweispakets prüfen (--help)',
    load: async () => (await import('./verify.ts')).runVerify,
  },
  central: {
    help: 'Zentraler Dienst für viele Arbeitsplätze (docs/betrieb.md)',
    load: async () => (await import('./central.ts')).runCentral,
  },
  audit: {
    help: 'Verlauf prüfen und zur Prüfung ausgeben (docs/pruefung.md)',
    load: async () => (await import('./audit.ts')).runAudit,
  },
  demo: {
    help: 'Laufzettel vom Bekanntmachungs-XML bis zum Vermerk ohne Fenster',
    load: async () => (await import('./demo.ts')).runDemo,
  },
};

async function main([name, ...args]: readonly string[], io: CliIo): Promise<number> {
  const command = name === undefined ? undefined : COMMANDS[name];
  if (!command) {
    io.err(`Aufruf: amtsmappe <Befehl> ...\n\n`);
    for (const [key, { help }] of Object.entries(COMMANDS)) io.err(`  ${key.padEnd(10)} ${help}\n`);
    return name === undefined || name === 'help' || name === '--help' ? 0 : EX_USAGE;
  }
  return (await command.load())(args, io);
}

keepEngineSafe();
process.exitCode = await main(process.argv.slice(2), nodeIo);
