import type { KeyInput, SigningKey } from '../../../contract/signing.ts';
import type { ErrorTable, Rejection } from '../../../domain/shared/rejection.ts';
import { isQualified } from '../../../signature/index.ts';
import type { CertificateView } from './certificate.ts';
import { problemOf } from '../context.ts';
import type { PinState } from './ports.ts';
import type { RemoteInput, RemoteKey } from '../signing/remote-ports.ts';

/** A key file of one person as it lies in the (encrypted) workspace; the file itself keeps its passphrase. */
export interface StoredKey extends CertificateView {
  readonly art: 'p12' | 'uebung';
  readonly p12: string;
  /** what its certificate says; missing in files added before it was noted */
  readonly qualifiziert?: boolean;
}

/** PIN of every key of the demo workspace; it protects nothing and is shown on the screen. */
export const DEMO_PIN = '123456';

const pinInput = (name: string, hinweis: string | null = null): KeyInput => ({
  feld: 'pin',
  name,
  hinweis,
  ziffern: false,
  pflicht: true,
  anfordern: false,
});

/** How a key file is shown for choosing. */
export const fileView = (key: StoredKey, now: string, lastUsed: unknown): SigningKey => ({
  ...common(key, now, lastUsed),
  art: key.art,
  niveau: key.art === 'uebung' ? 'uebung' : key.qualifiziert ? 'qualifiziert' : 'fortgeschritten',
  eingaben: [pinInput(key.art === 'uebung' ? `PIN (Übung: ${DEMO_PIN})` : 'Passphrase der Schlüsseldatei')],
  freigabe: 'eingabe',
  dienst: null,
  anmelden: false,
});

/** What the reader says about the PIN, in words; null: nothing worth showing. */
export function pinWarning(pin: PinState): string | null {
  switch (pin) {
    case 'frei':
      return null;
    case 'fehlversuche':
      return 'Die PIN wurde zuletzt falsch eingegeben. Nach wenigen Fehlversuchen sperrt sich die Karte.';
    case 'letzter-versuch':
      return 'Nur noch ein Versuch: Eine weitere falsche PIN sperrt die Karte.';
    case 'gesperrt':
      return 'Die PIN der Karte ist gesperrt.';
  }
}

/** How a certificate on a card is shown. */
export function cardView(
  card: {
    readonly certificate: Uint8Array;
    readonly karte: string;
    readonly pin: PinState;
    readonly tastatur: boolean;
  },
  described: CertificateView,
  now: string,
  lastUsed: unknown,
): SigningKey {
  const view = common(described, now, lastUsed);
  return {
    ...view,
    art: 'pkcs11',
    niveau: niveauOf(card.certificate),
    eingaben: card.tastatur ? [] : [pinInput('PIN der Karte', pinWarning(card.pin))],
    freigabe: card.tastatur ? 'geraet' : 'eingabe',
    dienst: null,
    anmelden: false,
    hindernis: view.hindernis ?? (card.pin === 'gesperrt' ? 'PIN der Karte gesperrt' : null),
  };
}

/** How a key at a remote service is shown. */
export function remoteView(
  key: RemoteKey,
  described: CertificateView,
  service: { readonly name: string; readonly angemeldet: boolean },
  errors: ErrorTable,
  now: string,
  lastUsed: unknown,
): SigningKey {
  const view = common(described, now, lastUsed);
  const blocked = key.hindernis && lowered(problemOf(errors, key.hindernis).heading);
  const explicit = key.freigabe === 'explicit';
  const eingaben = explicit ? [...remoteInput('pin', key.pin), ...remoteInput('otp', key.otp)] : [];
  return {
    ...view,
    art: 'csc',
    niveau: key.qualifiziert === true ? 'qualifiziert' : niveauOf(key.certificate),
    eingaben,
    freigabe: key.freigabe === 'oauth2code' ? 'browser' : eingaben.length > 0 ? 'eingabe' : 'keine',
    dienst: service.name,
    anmelden: !service.angemeldet,
    hindernis: view.hindernis ?? blocked,
  };
}

const NAMES = { pin: 'PIN des Fernsignaturdienstes', otp: 'Einmalkennwort (OTP)' } as const;

const remoteInput = (feld: 'pin' | 'otp', input: RemoteInput | null): readonly KeyInput[] =>
  input === null
    ? []
    : [
        {
          feld,
          name: input.name ?? NAMES[feld],
          hinweis: input.hinweis,
          ziffern: input.ziffern,
          pflicht: input.pflicht,
          anfordern: input.anfordern,
        },
      ];

const common = (key: CertificateView, now: string, lastUsed: unknown) => ({
  id: key.id,
  name: key.name,
  aussteller: key.aussteller,
  gueltigBis: key.gueltigBis,
  algorithmus: key.algorithmus,
  hindernis: obstacle(key, now),
  zuletztBenutzt: lastUsed === key.id,
});

const niveauOf = (der: Uint8Array): SigningKey['niveau'] =>
  isQualified(der) ? 'qualifiziert' : 'fortgeschritten';

type Validity = Pick<CertificateView, 'gueltigVon' | 'gueltigBis'>;

const day = (iso: string): string =>
  new Date(iso).toLocaleDateString('de-DE', {
    timeZone: 'Europe/Berlin',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });

function obstacle(key: Validity, now: string): string | null {
  if (key.gueltigBis < now) return `abgelaufen am ${day(key.gueltigBis)}`;
  return key.gueltigVon > now ? `gilt erst ab ${day(key.gueltigVon)}` : null;
}

/** Refusal of a key outside of its validity; null: it may be used now. */
export const validityRejection = (key: Validity, now: string): Rejection | null =>
  obstacle(key, now) === null
    ? null
    : { code: 'token.zertifikat-abgelaufen', params: { von: day(key.gueltigVon), bis: day(key.gueltigBis) } };

const lowered = (heading: string): string => heading.slice(0, 1).toLowerCase() + heading.slice(1);
