import { EX_CONFIG, EX_IOERR, EX_SOFTWARE, EX_UNAVAILABLE } from './arguments.ts';
import type { CliIo } from './io.ts';

/** What the operator reads, and the exit status a unit or a script goes by. */
export interface Trouble {
  readonly text: string;
  readonly status: number;
}

/** What errors of Node, PostgreSQL and SQLite carry beside their message. */
interface Coded {
  readonly code?: unknown;
  readonly path?: unknown;
  readonly port?: unknown;
  readonly syscall?: unknown;
  readonly severity?: unknown;
  readonly table?: unknown;
  readonly message?: unknown;
}

/** Passes by itself, or when somebody has seen to it: worth another start. */
const later = (text: string): Trouble => ({ text, status: EX_UNAVAILABLE });
/** Stays as it is until somebody changes something. */
const wrong = (text: string): Trouble => ({ text, status: EX_CONFIG });

const DATABASE_AWAY =
  /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|57P0\d|08\d\d\d|53300)$/;
const CERTIFICATE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_)/;

/**
 * Why a command of the service could not do its work, as the operator can act on it; null: a fault of ours. Messages of
 * the database are never repeated: they may quote what was entered.
 */
export function explainTrouble(error: unknown): Trouble | null {
  const { code: raw, path, port, syscall, severity, table, message } = error as Coded;
  const code = typeof raw === 'string' ? raw : '';
  const file = typeof path === 'string' ? path : 'eine Datei';
  if (code === 'EADDRINUSE')
    return later(
      `Port ${String(port)} ist belegt. Bitte --port ändern oder beenden, was dort hört (ss -ltnp).`,
    );
  if (code === 'EADDRNOTAVAIL') return wrong('Die Adresse aus --host hat dieser Rechner nicht.');
  if (code === 'EACCES' && syscall === 'listen')
    return wrong(`Port ${String(port)} darf nur root öffnen. Bitte einen über 1023 nehmen, davor den Proxy.`);
  if (DATABASE_AWAY.test(code))
    return later(
      `Die Datenbank ist nicht zu erreichen (${code}). Läuft PostgreSQL, stimmen Rechner und Port in „databaseUrl“ ` +
        'oder DATABASE_URL? Nichts wurde verändert.',
    );
  if (CERTIFICATE.test(code))
    return wrong(
      `Das Zertifikat der Gegenstelle gilt hier nicht (${code}). Eine eigene Zertifizierungsstelle gehört in den ` +
        'Bestand des Rechners (Debian: update-ca-certificates); ein abgelaufenes ist zu erneuern.',
    );
  if (code.startsWith('ERR_OSSL'))
    return wrong(
      `Eine Schlüssel- oder Zertifikatsdatei ist kein lesbares PEM (${code}). Bitte „checkpointKey“, „trust“ und ` +
        '„mail.ca“ prüfen.',
    );
  if (code === '28P01' || code === '28000')
    return wrong('PostgreSQL nimmt die Anmeldung nicht an. Bitte Rolle, Kennwort und pg_hba.conf prüfen.');
  if (code === '3D000')
    return wrong('Diese Datenbank gibt es nicht. Bitte anlegen: createdb --owner amtsmappe …');
  if (code === '42501')
    return wrong(
      'Der Rolle fehlt ein Recht in der Datenbank. Sie muss Tabellen anlegen dürfen, am einfachsten als Eigentümerin ' +
        '(createdb --owner amtsmappe …); die Erweiterung legt sonst ein Superuser an: CREATE EXTENSION btree_gist.',
    );
  if (code === '0A000' || code === '58P01')
    return wrong(
      'PostgreSQL fehlt die Erweiterung btree_gist (Paket postgresql-contrib) oder die Fassung ist zu alt.',
    );
  if (code.startsWith('S3_'))
    return later(
      `Die Ablage der Dokumente (S3) ist nicht zu erreichen oder lehnt ab (${code}). Bitte „s3“ in der Konfiguration, ` +
        'Bucket und Zugang prüfen.',
    );
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL' || code === '53100')
    return later('Die Platte ist voll. Bitte Platz schaffen und den Befehl wiederholen.');
  if (/^SQLITE_(CORRUPT|NOTADB)|^XX00[12]$/.test(code))
    return {
      text:
        'Die Datenbank ist beschädigt. Bitte anhalten, die Datenträger prüfen und die letzte Sicherung zurückspielen: ' +
        'amtsmappe central restore (docs/betrieb.md).',
      status: EX_IOERR,
    };
  if (code.startsWith('SQLITE_BUSY'))
    return later('Die Datenbank ist in Benutzung. Bitte gleich noch einmal versuchen.');
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(code))
    return wrong(
      'Die Datenbankdatei lässt sich nicht schreiben. Bitte Eigentümer und Rechte von --data prüfen.',
    );
  if (code === 'ENOENT') return wrong(`„${file}“ gibt es nicht. Bitte die Konfiguration prüfen.`);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return wrong(
      `„${file}“ ist für diesen Benutzer nicht zugänglich (${code}). Läuft der Befehl als amtsmappe?`,
    );
  // pg says this without a code
  if (typeof message === 'string' && /connection (terminated|ended)|timeout exceeded/i.test(message))
    return later('Die Verbindung zur Datenbank ist abgerissen. Bitte noch einmal versuchen.');
  if (typeof message === 'string' && /does not support SSL/.test(message))
    return wrong(
      'PostgreSQL spricht hier kein TLS. Bitte dort „ssl = on“ setzen oder „sslmode“ aus der Adresse nehmen.',
    );
  if (typeof severity === 'string')
    return {
      text:
        `Die Datenbank hat eine Anweisung abgelehnt (${code}${typeof table === 'string' ? `, ${table}` : ''}). ` +
        'Das ist ein Fehler des Programms; bitte mit dieser Zeile und der Fassung melden.',
      status: EX_SOFTWARE,
    };
  return null;
}

/** For a command about a city that this service does not have. */
export const noSuchTenant = (tenant: string): string => `Die Stadt „${tenant}“ gibt es hier nicht.`;

/** Runs a command of the operator: trouble is said in words, with an exit status, instead of a stack. */
export async function inWords(io: CliIo, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const trouble = explainTrouble(error);
    if (trouble === null) throw error;
    io.err(`${trouble.text}\n`);
    return trouble.status;
  }
}
