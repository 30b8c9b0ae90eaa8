import { resolve } from 'node:path';
import type { CentralDatabase } from '../central/db/open.ts';
import { directoryOf } from '../central/identity/directory.ts';
import { listDevices, setRevoked } from '../central/identity/devices.ts';
import { listTenants } from '../central/identity/tenants.ts';
import type { DeviceRow } from '../contract/central.ts';
import { CENTRAL_OPTIONS, EX_DATAERR, parseCommandLine } from './arguments.ts';
import { configured, withDatabase } from './central-command.ts';
import { noSuchTenant } from './central-trouble.ts';
import type { CliIo } from './io.ts';

const USAGE = `Aufruf: amtsmappe central device BEFEHL --tenant STADT [--data ORDNER] [--config DATEI.json]

  list                                    nennt die Geräte: Kennung, Person, Rechner, letzter Kontakt, Zustand
  revoke (--device KENNUNG | --person PERSON) --reason TEXT
                                          sperrt ein Gerät, oder alle einer Person, auch im laufenden Betrieb
  allow  --device KENNUNG                 lässt es wieder zu

Sonst sperrt die Systemverwaltung in der App; dies ist für den Tag, an dem sie nicht zu erreichen ist.
`;
const BEFEHLE = ['list', 'revoke', 'allow'] as const;
/** stands where the administration's name would */
const OPERATOR = 'Betrieb der Zentrale';

/** `amtsmappe central device`: a stolen laptop is kept out by whoever is at the machine of the service. */
export const runDevice = (argv: readonly string[], io: CliIo): Promise<number> =>
  configured(readArguments(argv), USAGE, io, (args, config) =>
    withDatabase(config, args.data, (database) => perform(args, database, io)),
  );

type Arguments = NonNullable<ReturnType<typeof readArguments>>;

async function perform(args: Arguments, database: CentralDatabase, io: CliIo): Promise<number> {
  const { tenant, befehl } = args;
  if (!(await listTenants(database)).some((t) => t.tenant === tenant)) {
    io.err(`${noSuchTenant(tenant)}\n`);
    return EX_DATAERR;
  }
  const all = await listDevices(database, tenant, await directoryOf(database, tenant));
  if (befehl === 'list') {
    for (const d of all) io.out(lineOf(d));
    return 0;
  }
  const meant = all.filter((d) => d.device === args.device || d.person === args.person);
  if (meant.length === 0) {
    io.err('Ein solches Gerät gibt es nicht: amtsmappe central device list nennt alle.\n');
    return EX_DATAERR;
  }
  const zeit = new Date().toISOString();
  const revoked = befehl === 'revoke' ? { zeit, grund: args.reason, durch: OPERATOR } : null;
  for (const { device } of meant) {
    await setRevoked(database, tenant, device, revoked);
    io.out(`${revoked === null ? 'Zugelassen' : 'Gesperrt'}: ${device}\n`);
  }
  return 0;
}

const lineOf = (d: DeviceRow): string =>
  `${[d.device, d.person, d.name, d.bezeichnung, d.letzterKontakt ?? '–', d.gesperrt ? `gesperrt: ${d.gesperrt.grund}` : 'zugelassen'].join('\t')}\n`;

function readArguments(argv: readonly string[]) {
  const line = parseCommandLine(argv, {
    allowPositionals: true,
    options: {
      ...CENTRAL_OPTIONS,
      tenant: { type: 'string', default: '' },
      device: { type: 'string' },
      person: { type: 'string' },
      reason: { type: 'string', default: '' },
    },
  });
  if (line === null) return null;
  const { values, positionals } = line;
  const befehl = BEFEHLE.find((b) => b === positionals[0]);
  if (befehl === undefined || positionals.length !== 1 || values.tenant === '') return null;
  const named = [values.device, values.person].filter((v) => v !== undefined && v !== '');
  if (befehl === 'revoke' && (named.length !== 1 || values.reason.trim() === '')) return null;
  if (befehl === 'allow' && (values.device ?? '') === '') return null;
  return { ...values, befehl, data: resolve(values.data) };
}
