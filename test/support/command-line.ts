import { runAudit } from '../../src/cli/audit.ts';
import { runCentral } from '../../src/cli/central.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * `amtsmappe audit …` or, with that word left out, `amtsmappe central …`, as an administrator types it: its status and what
 * it wrote. `STDIN` in `env` is what is piped in.
 */
export async function command(args: readonly string[], env: Env = {}) {
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    stdin: async () => env['STDIN'] ?? '',
    env,
  };
  const [name, ...rest] = args;
  const status = await (name === 'audit' ? runAudit(rest, io) : runCentral(args, io));
  return { status, out, err };
}
