import { parseCommandLine } from './arguments.ts';

export type Arguments = {
  file: string;
  json: boolean;
  trust: readonly string[];
  list: string | undefined;
  listSigner: string | undefined;
  at: Date | undefined;
  offline: boolean;
  etsi: string | undefined;
  evidence: string | undefined;
};

/** The command line of `verify`; undefined: wrong usage. */
export function readArguments(argv: readonly string[]): Arguments | undefined {
  const line = parseCommandLine(spreadTrust(argv), {
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      trust: { type: 'string', multiple: true },
      list: { type: 'string' },
      'list-signer': { type: 'string' },
      at: { type: 'string' },
      offline: { type: 'boolean' },
      etsi: { type: 'string' },
      evidence: { type: 'string' },
    },
  });
  if (line === null) return undefined;
  const { values, positionals } = line;
  const at = values.at === undefined ? undefined : new Date(values.at);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0 || (at !== undefined && Number.isNaN(at.getTime())))
    return undefined;
  // a list without the certificate of its signer would be trusted for nothing but its being there
  if ((values.list === undefined) !== (values['list-signer'] === undefined)) return undefined;
  return {
    file,
    json: values.json === true,
    trust: values.trust ?? [],
    list: values.list,
    listSigner: values['list-signer'],
    at,
    offline: values.offline === true,
    etsi: values.etsi,
    evidence: values.evidence,
  };
}

/** `--trust A B C` means the same as `--trust A --trust B --trust C`; the file to check may stand before it. */
function spreadTrust(argv: readonly string[]): string[] {
  const spread: string[] = [];
  const hasFile =
    argv.findIndex((one) => one === '--trust') > 0 &&
    argv.slice(0, argv.indexOf('--trust')).some((one) => !one.startsWith('-'));
  let open = 0;
  for (const one of argv) {
    if (one === '--trust') open = 1;
    else if (one.startsWith('--')) open = 0;
    else if (open > 2 && hasFile) spread.push('--trust');
    if (open > 0) open++;
    spread.push(one);
  }
  return spread;
}
