import { readFile } from 'node:fs/promises';
import { X509Certificate } from 'node:crypto';
import { parseArgs } from 'node:util';
import { formatErrorText, type ErrorText } from '../domain/shared/rejection.ts';
import { err, ok, type Result } from '../domain/shared/result.ts';
import {
  chooseKey,
  errors,
  loadModule,
  openPkcs11,
  openPkcs12,
  type TokenError,
  type TokenSession,
} from '../main/tokens/index.ts';
import {
  explainSignatureError,
  httpTimestamps,
  httpValidation,
  signFile,
  type Place,
  type Level,
} from '../signature/index.ts';
import { EX_OK, EX_USAGE } from './arguments.ts';
import type { CliIo } from './io.ts';

const USAGE = `Aufruf: amtsmappe sign IN.pdf --out OUT.pdf --p12 DATEI [--pin-env VAR]
         [--level B-B|B-T|B-LT|B-LTA] [--tsa URL] [--field NAME] [--reason TEXT] [--location TEXT]
         [--visible SEITE,X,Y,BREITE,HOEHE] [--certify 1|2|3] [--pss] [--password-env VAR]
         [--pkcs11 MODUL --slot N --key NAME]   statt --p12

PIN oder Passphrase stehen nie in der Befehlszeile: --pin-env nennt die Umgebungsvariable
(sonst AMTSMAPPE_PIN). Maße in Punkt (1/72 Zoll) von links unten.
`;

const EX_FAILED = 1;

const OPTIONS = {
  out: { type: 'string' },
  p12: { type: 'string' },
  'pin-env': { type: 'string' },
  'password-env': { type: 'string' },
  level: { type: 'string' },
  tsa: { type: 'string' },
  field: { type: 'string' },
  reason: { type: 'string' },
  location: { type: 'string' },
  visible: { type: 'string' },
  certify: { type: 'string' },
  pkcs11: { type: 'string' },
  slot: { type: 'string' },
  key: { type: 'string' },
  pss: { type: 'boolean' },
} as const;

type Job = {
  readonly input: string;
  readonly out: string;
  readonly token: { readonly p12: string } | { readonly module: string; readonly slot: number };
  readonly key: string | undefined;
  readonly pss: boolean;
  readonly pin: string;
  readonly password: string | undefined;
  readonly level: Level;
  readonly tsa: string | undefined;
  readonly field: string | undefined;
  readonly reason: string | undefined;
  readonly location: string | undefined;
  readonly place: Place | undefined;
  readonly certify: 1 | 2 | 3 | undefined;
};

const LEVELS: readonly string[] = ['B-B', 'B-T', 'B-LT', 'B-LTA'];

const placeOf = (text: string): Place | undefined => {
  const [page, x, y, width, height, ...rest] = text.split(',').map(Number);
  const all = [page, x, y, width, height];
  if (rest.length > 0 || !all.every((n) => n !== undefined && Number.isFinite(n))) return undefined;
  return { page: page!, x: x!, y: y!, width: width!, height: height! };
};

/** Reads the command line; the error is a German sentence. */
const readJob = (argv: readonly string[], io: CliIo): Result<Job, string> => {
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (thrown) {
    return err(`Unbekannte Angabe: ${thrown instanceof Error ? thrown.message : ''}`);
  }
  const { values, positionals } = parsed;
  const input = positionals[0];
  if (input === undefined || positionals.length > 1) return err('Genau eine PDF-Datei wird gebraucht.');
  if (values.out === undefined) return err('--out fehlt.');
  const level = values.level ?? 'B-B';
  if (!LEVELS.includes(level)) return err(`--level kennt ${LEVELS.join(', ')}.`);
  if (level !== 'B-B' && values.tsa === undefined) return err(`Für ${level} wird --tsa gebraucht.`);
  const place = values.visible === undefined ? undefined : placeOf(values.visible);
  if (values.visible !== undefined && place === undefined)
    return err('--visible erwartet SEITE,X,Y,BREITE,HOEHE.');
  if (values.certify !== undefined && !['1', '2', '3'].includes(values.certify))
    return err('--certify kennt 1, 2 und 3.');
  if ((values.p12 === undefined) === (values.pkcs11 === undefined))
    return err('Entweder --p12 oder --pkcs11 wird gebraucht.');
  const slot = Number(values.slot ?? 0);
  if (!Number.isSafeInteger(slot) || slot < 0) return err('--slot erwartet eine Zahl.');
  const variable = values['pin-env'] ?? 'AMTSMAPPE_PIN';
  const pin = io.env[variable];
  if (pin === undefined) return err(`Die Umgebungsvariable ${variable} mit der PIN ist nicht gesetzt.`);
  const passwordVariable = values['password-env'];
  return ok({
    input,
    out: values.out,
    token: values.p12 !== undefined ? { p12: values.p12 } : { module: values.pkcs11!, slot },
    key: values.key,
    pss: values.pss ?? false,
    pin,
    password: passwordVariable === undefined ? undefined : io.env[passwordVariable],
    level: level as Level,
    tsa: values.tsa,
    field: values.field,
    reason: values.reason,
    location: values.location,
    place,
    certify: values.certify === undefined ? undefined : (Number(values.certify) as 1 | 2 | 3),
  });
};

const openToken = async (job: Job): Promise<Result<TokenSession, TokenError>> => {
  const preferences = { pss: job.pss };
  if ('p12' in job.token) return openPkcs12(await readFile(job.token.p12), job.pin, preferences);
  const module = loadModule(job.token.module);
  return module.ok ? openPkcs11(module.value, job.token.slot, job.pin, preferences) : module;
};

const say = (io: CliIo, text: ErrorText): number => {
  io.err(`${text.heading}\n${text.cause}\n${text.next}\n`);
  return EX_FAILED;
};

const tokenText = (error: TokenError): ErrorText => formatErrorText(errors[error.code], error.params);

const commonName = (certificate: Uint8Array): string => {
  const subject = new X509Certificate(certificate).subject;
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
};

/**
 * `amtsmappe sign`: signs one PDF (see domain/signatur, commands).
 * Exit status: 0 signed, 1 refused (reason on stderr), 64 wrong usage.
 */
export const runSign = async (argv: readonly string[], io: CliIo, now = new Date()): Promise<number> => {
  if (argv.includes('--help')) {
    io.out(USAGE);
    return EX_OK;
  }
  const job = readJob(argv, io);
  if (!job.ok) {
    io.err(`${job.error}\n\n${USAGE}`);
    return EX_USAGE;
  }
  try {
    const session = await openToken(job.value);
    if (!session.ok) return say(io, tokenText(session.error));
    try {
      return await signWith(job.value, session.value, io, now);
    } finally {
      session.value.close();
    }
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    const path = (thrown as NodeJS.ErrnoException).path;
    if (code === undefined || path === undefined) throw thrown;
    return say(io, {
      heading: 'Die Datei ist nicht erreichbar',
      cause: `${path} lässt sich nicht lesen oder schreiben (${code}).`,
      next: 'Prüfen Sie Pfad und Rechte.',
    });
  }
};

const signWith = async (job: Job, session: TokenSession, io: CliIo, now: Date): Promise<number> => {
  const key = chooseKey(session, job.key, now);
  if (!key.ok) return say(io, tokenText(key.error));
  const name = commonName(key.value.certificate);
  const when = now.toLocaleString('de-DE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const lines = [
    `Unterschrieben von ${name}`,
    `am ${when}`,
    ...(job.reason === undefined ? [] : [`Grund: ${job.reason}`]),
    ...(job.location === undefined ? [] : [`Ort: ${job.location}`]),
  ];
  const signed = await signFile(
    job.input,
    job.out,
    key.value,
    {
      claimedTime: now,
      field: job.field,
      reason: job.reason,
      location: job.location,
      place: job.place,
      // Also where the field is there already and visible.
      appearance: { lines },
      certify: job.certify,
      password: job.password,
    },
    job.level,
    job.tsa === undefined ? undefined : { timestamps: httpTimestamps(job.tsa), validation: httpValidation() },
  );
  if (!signed.ok) {
    const { code, params = {} } = signed.error.signer ?? {};
    const token = session.keys.length > 0 && code !== undefined && code in errors;
    return say(
      io,
      token ? tokenText({ code: code as TokenError['code'], params }) : explainSignatureError(signed.error),
    );
  }
  io.out(`${job.out}: Feld ${signed.value.field}, ${job.level}, ${name}\n`);
  return EX_OK;
};
