import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Exit states of `sysexits.h`, so that a script can tell one failure from another. */
export const EX_OK = 0;
export const EX_USAGE = 64;
export const EX_DATAERR = 65;
export const EX_UNAVAILABLE = 69;
export const EX_SOFTWARE = 70;
export const EX_IOERR = 74;
export const EX_CONFIG = 78;

/** What every `amtsmappe central …` takes: where its files lie, and its settings. */
export const CENTRAL_OPTIONS = {
  data: { type: 'string', default: 'zentrale' },
  config: { type: 'string' },
} as const;

/** Reads a command line; null where it names what the command does not know or leaves a value out. */
export function parseCommandLine<T extends ParseArgsConfig>(
  argv: readonly string[],
  config: T,
): ReturnType<typeof parseArgs<T & { args: string[] }>> | null {
  try {
    return parseArgs({ ...config, args: [...argv] });
  } catch (error) {
    if (!isWrongUsage(error)) throw error;
    return null;
  }
}

const isWrongUsage = (error: unknown): boolean =>
  String((error as { readonly code?: unknown }).code).startsWith('ERR_PARSE_ARGS_');
