// The few HTTP requests that signatures need. Answers are small; anything large, slow or odd is a failure.
import { err, ok, type Result } from '../result.ts';

/** Why there was no usable answer. `detail` names the host at most, never what was sent. */
export type NetFailure = { readonly detail: string };

/** How to reach the net; tests and proxies pass their own `fetch`. */
export type NetOptions = {
  readonly fetch?: typeof fetch | undefined;
  /** default 15,000 */
  readonly timeoutMs?: number | undefined;
};

const MAX_ANSWER = 20 * 1024 * 1024;

/** GET, or POST where there is a body. Only http and https; only status 200 counts. */
export const request = async (
  url: string,
  options: NetOptions,
  body?: {
    readonly type: string;
    readonly bytes: Uint8Array;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<Result<Uint8Array, NetFailure>> => {
  const host = URL.parse(url);
  if (host === null || !['http:', 'https:'].includes(host.protocol))
    return err({ detail: 'not a web address' });
  try {
    const answer = await (options.fetch ?? fetch)(url, {
      signal: AbortSignal.timeout(options.timeoutMs ?? 15_000),
      ...(body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': body.type, ...body.headers },
            body: Uint8Array.from(body.bytes),
          }),
    });
    if (answer.status !== 200) return err({ detail: `${host.host} answered ${answer.status}` });
    return await read(answer, host.host);
  } catch (thrown) {
    const name = thrown instanceof Error ? thrown.name : 'error';
    return err({ detail: `${host.host} not reached (${name})` });
  }
};

const read = async (answer: Response, host: string): Promise<Result<Uint8Array, NetFailure>> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    const bytes = part as Uint8Array;
    length += bytes.length;
    if (length > MAX_ANSWER) return err({ detail: `${host} answered too much` });
    parts.push(bytes);
  }
  return ok(Buffer.concat(parts));
};
