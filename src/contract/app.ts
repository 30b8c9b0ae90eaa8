import { z } from 'zod';
import type { Tag, Zeitpunkt } from '../domain/shared/vorgang.ts';
import { channel, type Problem } from './channel.ts';
import type { Dokumentverkehr } from './transfer.ts';

/** Who sits at the screen. */
export interface SessionPerson {
  readonly id: string;
  readonly name: string;
  readonly funktion: string;
  readonly einheit: string;
  readonly rollen: readonly string[];
  /** persons whose tasks also appear, because this person stands in for them today */
  readonly vertritt: readonly { readonly id: string; readonly name: string; readonly zusatz: string }[];
}

export interface SyncState {
  /** `einzelplatz`: the central engine runs inside the app */
  readonly art:
    | 'einzelplatz'
    | 'verbunden'
    | 'offline'
    | 'anmeldung_noetig'
    | 'gesperrt'
    /** the centre shows another past than before: nothing is sent or taken over */
    | 'andere_vergangenheit';
  readonly letzterKontakt: Zeitpunkt | null;
  /** own commands not yet confirmed */
  readonly wartend: number;
  readonly konflikte: number;
  /** connected: documents on their way */
  readonly dokumente?: Dokumentverkehr;
  /**
   * until the first sync is complete: what has arrived of what is known, also before the app was opened this time;
   * `laeuft` false: the line is down
   */
  readonly erster?: { readonly erledigt: number; readonly gesamt: number; readonly laeuft: boolean };
  /** whom to call where the centre does not let this device in: the administration of the city, as known here */
  readonly ansprechpartner?: readonly { readonly name: string; readonly email: string }[];
  /** `gesperrt`: what the centre said; `offline`: why nobody is talked to, where that is known */
  readonly grund?: SyncGrund;
  /** connected: how long one may work without hearing from the centre */
  readonly freigabe?: {
    readonly art: 'gueltig' | 'abgelaufen' | 'uhr' | 'fehlt';
    readonly bis: Zeitpunkt | null;
  };
  readonly adresse?: string;
}

export type SyncGrund =
  | 'geraet-gesperrt'
  | 'person-unbekannt'
  | 'kein-zugang'
  | 'stadt-unbekannt'
  /** `anmeldung_noetig`: more than a login that has run out */
  | 'geraet-unbekannt'
  | 'geraet-nachweis'
  | 'aktualisieren'
  | 'protokoll'
  /** the workspace cannot be written, and something nobody has foreseen; both are tried again */
  | 'ablage'
  | 'stoerung'
  /** TLS does not let us talk to the centre, or to its identity provider; that is tried again as well */
  | 'zertifikat-abgelaufen'
  | 'zertifikat-noch-nicht-gueltig'
  | 'zertifikat-anderer-name'
  | 'zertifikat-unbekannt'
  | 'anmeldedienst-zertifikat';

export interface AppState {
  /**
   * `einrichten`: no workspace yet; `gesperrt`: passphrase needed; `freigabe`: unlocked, but not to be used before
   * the centre has been heard; `beschaedigt`: see problem
   */
  readonly phase: 'einrichten' | 'gesperrt' | 'offen' | 'freigabe' | 'beschaedigt';
  readonly demo: boolean;
  readonly stadt: string;
  readonly version: string;
  readonly heute: Tag;
  readonly person: SessionPerson | null;
  /** in the demo workspace: everyone one may switch to */
  readonly personen: readonly { readonly id: string; readonly name: string; readonly funktion: string }[];
  readonly sync: SyncState;
  readonly autoLockMinuten: number;
  /** whose workspaces lie on this device, and which of them this is; names as on a login screen */
  readonly plaetze?: readonly {
    readonly id: string;
    readonly name: string;
    readonly stadt: string;
    /** of its centre; '': not known */
    readonly adresse: string;
  }[];
  readonly platz?: string;
  /** a single seat that a city has taken over: read only, one goes on there */
  readonly umzug?: { readonly stadt: string; readonly zeit: Zeitpunkt };
  /** why a damaged workspace can't be opened */
  readonly problem?: Problem;
}

const passphrase = z.string().min(1).max(1024);

export const appChannels = {
  'app.state': channel<AppState>()(z.null()),
  /** makes the workspace; the recovery key is shown and printed once and stored nowhere in clear */
  'setup.create': channel<{ readonly recoveryKey: string }>()(
    z.object({
      passphrase,
      demo: z.boolean(),
      stadt: z.string().min(1).max(200),
      /** first person of a real workspace; the demo brings its own people */
      person: z
        .object({
          vorname: z.string().min(1).max(100),
          nachname: z.string().min(1).max(100),
          funktion: z.string().max(160),
        })
        .optional(),
    }),
  ),
  /** shared device: to the workspace of somebody else (locks this one), or to an empty place for one more */
  'platz.waehlen': channel<AppState>()(z.object({ id: z.string().max(40) })),
  'platz.neu': channel<AppState>()(z.null()),
  'session.unlock': channel<AppState>()(z.object({ passphrase })),
  'session.recover': channel<{ readonly recoveryKey: string }>()(
    z.object({ recoveryKey: z.string().min(1).max(200), newPassphrase: passphrase }),
  ),
  'session.changePassphrase': channel<null>()(z.object({ passphrase, newPassphrase: passphrase })),
  'session.lock': channel<null>()(z.null()),
  'session.switchPerson': channel<AppState>()(z.object({ person: z.string() })),
  'settings.get': channel<Settings>()(z.null()),
  'settings.set': channel<Settings>()(
    z.object({
      autoLockMinuten: z.number().int().min(1).max(240).optional(),
      theme: z.enum(['system', 'light', 'dark']).optional(),
      pkcs11Module: z.string().max(1000).nullable().optional(),
      listen: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  'backup.create': channel<BackupInfo>()(z.null()),
  'backup.list': channel<readonly BackupInfo[]>()(z.null()),
  /** `sha256`: an uploaded backup file (PUT /upload); `name`: one of backup.list */
  'backup.restore': channel<AppState>()(
    z.object({ name: z.string().optional(), upload: z.string().optional(), passphrase }),
  ),
} as const;

export interface Settings {
  readonly autoLockMinuten: number;
  readonly theme: 'system' | 'light' | 'dark';
  readonly pkcs11Module: string | null;
  /** per list: column state of the grid */
  readonly listen: Readonly<Record<string, unknown>>;
}

export interface BackupInfo {
  readonly name: string;
  readonly zeit: Zeitpunkt;
  readonly bytes: number;
  /** reopened with its key and checked after writing */
  readonly geprueft: boolean;
}
