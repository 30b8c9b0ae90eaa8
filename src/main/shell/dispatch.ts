import { randomUUID } from 'node:crypto';
import type { ZodType } from 'zod';
import type { Answer } from '../../contract/channel.ts';
import { refuse } from './errors.ts';

type AnyChannels = Readonly<Record<string, { readonly input: ZodType }>>;
type AnyHandlers = Readonly<Record<string, (input: never) => unknown>>;

/**
 * The one way from a window into the application, for both shells: unknown channels are refused, the input
 * is parsed by the channel's schema (the handler sees only what the schema lets through), and an exception,
 * which is always a bug, becomes shell.interner-fehler with an incident number.
 *
 * `name` and `input` come from outside and are trusted in nothing. Never throws.
 */
export async function dispatch(
  channels: AnyChannels,
  handlers: AnyHandlers,
  name: unknown,
  input: unknown,
  log: (line: string) => void,
): Promise<Answer<unknown>> {
  // Object.hasOwn: `constructor` or `__proto__` is no channel
  if (typeof name !== 'string' || !Object.hasOwn(channels, name) || !Object.hasOwn(handlers, name)) {
    return refuse('shell.kanal-unbekannt');
  }
  const parsed = channels[name]!.input.safeParse(input);
  if (!parsed.success) {
    // only the place, never the value: it may be a passphrase
    const path = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    return refuse(
      'shell.eingabe-ungueltig',
      { feld: path === '' ? name : path },
      path === '' ? undefined : path,
    );
  }
  try {
    return (await handlers[name]!(parsed.data as never)) as Answer<unknown>;
  } catch (error) {
    return incident(`channel ${name}`, error, log);
  }
}

/** Turns an exception into an answer: details go to the log under a number, the number goes to the screen. */
export function incident(where: string, error: unknown, log: (line: string) => void): Answer<never> {
  const vorfall = randomUUID().slice(0, 8);
  log(`incident ${vorfall} in ${where}: ${describeWithoutContent(error)}`);
  return refuse('shell.interner-fehler', { vorfall });
}

/**
 * Class, code and code positions of an error. Its message stays out: libraries quote the data they failed on,
 * and that may be a name or a passphrase.
 */
export function describeWithoutContent(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code.slice(0, 60)}` : '';
  const frames = (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 8);
  return `${error.name}${code} ${frames.join(' | ')}`;
}
