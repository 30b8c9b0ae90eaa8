import { mkdirSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../contract/channel.ts';
import { openApp } from '../main/workspace.ts';
import { runNoticeDemo } from '../main/app/demo/notice.ts';
import { EX_DATAERR, EX_USAGE, parseCommandLine } from './arguments.ts';
import type { CliIo } from './io.ts';

const USAGE = 'Aufruf: amtsmappe demo --notice BEKANNTMACHUNG.xml --out ORDNER\n';
/** Protects nothing: everything in the demo is invented. */
export const PASSPHRASE = 'Uebung2026';

/**
 * `amtsmappe demo`: the main job without a window, on a real notice: slip, route, signatures, Vermerk,
 * protocol, evidence. Every line that says „bestätigt“ is durable when it is printed. A second run in the
 * same folder continues in the same workspace.
 */
export async function runDemo(argv: readonly string[], io: CliIo): Promise<number> {
  const args = readArguments(argv);
  if (args === null) {
    io.err(USAGE);
    return EX_USAGE;
  }
  const notice = readFileOrNull(args.notice);
  if (notice === null) {
    io.err(`Die Bekanntmachung „${args.notice}“ ist nicht vorhanden oder nicht lesbar.\n`);
    return EX_USAGE;
  }
  const dir = join(args.out, 'mappe');
  mkdirSync(dir, { recursive: true });
  const app = openApp({ dir, fillDemo: false });
  try {
    const { handlers } = app;
    const state = await handlers['app.state'](null);
    const fresh = state.ok && state.value.phase === 'einrichten';
    const unlocked = fresh ? null : await handlers['session.unlock']({ passphrase: PASSPHRASE });
    const opened =
      unlocked === null || isUnfinished(unlocked)
        ? await handlers['setup.create']({ passphrase: PASSPHRASE, demo: true, stadt: 'Musterhafen' })
        : unlocked;
    if (!opened.ok) {
      io.err(`${opened.problem.heading}: ${opened.problem.cause} ${opened.problem.next}\n`);
      return EX_DATAERR;
    }
    const open = app.app.workspace();
    if (!open) throw new Error('The workspace did not open');
    const file = { name: args.notice, bytes: notice };
    const result = await runNoticeDemo(open.open, file, (line) => io.out(`${line}\n`));
    if (!result.ok) {
      const { heading, cause, next } = result.error;
      io.err(`${heading}: ${cause}\n${next}\n`);
      return EX_DATAERR;
    }
    for (const [name, bytes] of result.value.files) writeFileSync(join(args.out, name), bytes);
    io.out(`\nIn ${args.out}: ${result.value.files.map(([name]) => name).join(', ')}\n`);
    const [vermerk, wurzel] = ['Vergabevermerk.pdf', 'uebungs-wurzel.pem'].map((f) => join(args.out, f));
    io.out(`Selbst prüfen: bin/amtsmappe verify ${vermerk} --trust ${wurzel}\n`);
    return result.value.passed ? 0 : 1;
  } finally {
    app.close();
  }
}

/** An earlier run was cut off while it set up the workspace: it was put aside, and a new one is made. */
const isUnfinished = (answer: Answer<unknown>): boolean =>
  !answer.ok && answer.problem.code === 'app.einrichtung-abgebrochen';

function readArguments(argv: readonly string[]): { readonly notice: string; readonly out: string } | null {
  const line = parseCommandLine(argv, {
    options: { notice: { type: 'string' }, out: { type: 'string' } },
  });
  if (line === null) return null;
  const { values } = line;
  return values.notice !== undefined && values.out !== undefined
    ? { notice: values.notice, out: values.out }
    : null;
}

function readFileOrNull(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
