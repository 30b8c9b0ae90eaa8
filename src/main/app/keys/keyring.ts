import type { CardInfo, SigningKey } from '../../../contract/signing.ts';
import { reject, type Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import { findPerson, formatPerson } from '../../../domain/organisation/index.ts';
import { isQualified } from '../../../signature/index.ts';
import { describeCertificate, type CertificateView } from './certificate.ts';
import type { AppContext } from '../context.ts';
import { executeCommand } from '../execute.ts';
import { readSettings } from '../settings.ts';
import type { Cards, DemoKeys, KeyFiles, KeySecrets, OpenKey } from './ports.ts';
import {
  cardView,
  DEMO_PIN,
  fileView,
  pinWarning,
  remoteView,
  validityRejection,
  type StoredKey,
} from './key-views.ts';
import type { RemoteAccount } from '../signing/remote.ts';

export { DEMO_PIN } from './key-views.ts';

export interface Keyring {
  readonly list: (person: PersonId) => Promise<readonly SigningKey[]>;
  /** opens a key with its secrets; the caller closes it after use. They are used once and kept nowhere. */
  readonly open: (person: PersonId, id: string, secrets: KeySecrets) => Promise<Result<OpenKey, Rejection>>;
  readonly add: (
    person: PersonId,
    name: string,
    file: Uint8Array,
    pin: string,
  ) => Promise<Result<SigningKey, Rejection>>;
  readonly remove: (person: PersonId, id: string) => void;
  /** makes a remote service send the one-time password of this key */
  readonly requestOtp: (person: PersonId, id: string) => Promise<Result<null, Rejection>>;
  /** cards in the readers. Errors: `token.modul-fehlt`, `token.modul-unladbar`, those of the reader */
  readonly cards: (person: PersonId) => Result<readonly CardInfo[], Rejection>;
}

const GONE = { code: 'app.nichts-gefunden', params: { was: 'Der gewählte Schlüssel' } } as const;
const NO_SECRET = { code: 'signatur.schluessel-fehlt', params: {} } as const;

/** All keys of the people at this device: in files, on cards, at a remote service. */
export function openKeyring(
  ctx: AppContext,
  files: KeyFiles,
  cards: Cards,
  demo: DemoKeys | null,
  remote: RemoteAccount,
): Keyring {
  const read = (person: PersonId) =>
    (ctx.store.read.setting(`schluessel:${person}`) ?? []) as readonly StoredKey[];
  const write = (person: PersonId, keys: readonly StoredKey[]) =>
    ctx.store.setSetting(`schluessel:${person}`, keys);
  const lastUsed = (person: PersonId) => ctx.store.read.setting(`schluessel-zuletzt:${person}`);
  const remember = (person: PersonId, id: string) => {
    if (lastUsed(person) !== id) ctx.store.setSetting(`schluessel-zuletzt:${person}`, id);
  };

  function store(
    person: PersonId,
    art: StoredKey['art'],
    p12: Uint8Array,
    certificate: Uint8Array,
    name = '',
  ): StoredKey {
    const described = describeCertificate(certificate);
    const key: StoredKey = {
      ...described,
      name: name || described.name,
      art,
      p12: Buffer.from(p12).toString('base64'),
      qualifiziert: isQualified(certificate),
    };
    write(person, [...read(person).filter((k) => k.id !== key.id), key]);
    return key;
  }

  /** The certificate is enrolled for the person: a signature of it counts as theirs. */
  function enrol(person: PersonId, key: CertificateView): Result<null, Rejection> {
    const self = findPerson(ctx.verzeichnis(), person);
    if (self?.zertifikate.includes(key.id)) return ok(null);
    const result = executeCommand(ctx, person, {
      art: 'person',
      vorgang: person,
      baseRevision: ctx.store.read.stand(person)?.revision ?? 0,
      command: {
        type: 'enrolZertifikat',
        sha256: key.id,
        bezeichnung: key.name,
        gueltigVon: key.gueltigVon,
        gueltigBis: key.gueltigBis,
      } as never,
    });
    return result.ok ? ok(null) : result;
  }

  async function ensureDemoKey(person: PersonId): Promise<void> {
    if (!demo || read(person).some((k) => k.art === 'uebung')) return;
    const self = findPerson(ctx.verzeichnis(), person);
    if (!self) return;
    // Both kinds of key are met in practice; the demo shows both.
    const index = ctx.verzeichnis().personen.findIndex((p) => p.id === person);
    const issued = await demo.issue(
      { name: formatPerson(self), key: index % 2 === 0 ? 'ec-p256' : 'rsa2048' },
      DEMO_PIN,
    );
    const enrolled = enrol(person, store(person, 'uebung', issued.p12, issued.certificate));
    if (!enrolled.ok) throw new Error(`Demo certificate refused: ${enrolled.error.code}`);
  }

  /** What is on the cards in the readers now; an unreadable module is shown in the settings, not here. */
  function cardKeys(person: PersonId) {
    const module = readSettings(ctx.store, person).pkcs11Module;
    const listed = module ? cards.list(module) : null;
    if (!module || !listed?.ok) return [];
    return listed.value.map((card) => ({
      module,
      card,
      described: describeCertificate(card.certificate),
    }));
  }

  const remoteKeys = (person: PersonId) =>
    remote.keys(person).map((key) => ({ key, described: describeCertificate(key.certificate) }));

  /** The certificate must be enrolled before anything is signed with it, or the signature would be nobody's. */
  function enrolled(
    person: PersonId,
    described: CertificateView,
    opened: Result<OpenKey, Rejection>,
  ): Result<OpenKey, Rejection> {
    if (!opened.ok) return opened;
    const known = enrol(person, described);
    if (known.ok) return opened;
    opened.value.close();
    return known;
  }

  return {
    list: async (person) => {
      await ensureDemoKey(person);
      const now = ctx.clock.now();
      const last = lastUsed(person);
      const state = remote.state(person);
      const all = [
        ...cardKeys(person).map(({ card, described }) => cardView(card, described, now, last)),
        ...(state
          ? remoteKeys(person).map((r) => remoteView(r.key, r.described, state, ctx.errors, now, last))
          : []),
        ...read(person).map((k) => fileView(k, now, last)),
      ];
      // The same certificate in two readers is one key.
      return all.filter((key, i) => all.findIndex((other) => other.id === key.id) === i);
    },
    open: async (person, id, secrets) => {
      const now = ctx.clock.now();
      const onCard = cardKeys(person).find((c) => c.described.id === id);
      if (onCard) {
        const { module, card, described } = onCard;
        if (secrets.pin === undefined && !card.tastatur) return err(NO_SECRET);
        const opened = await cards.open(module, card.slot, card.key, secrets.pin ?? '', new Date(now));
        if (opened.ok) remember(person, id);
        return enrolled(person, described, opened);
      }
      const atService = remoteKeys(person).find((r) => r.described.id === id);
      if (atService) {
        const { key, described } = atService;
        const expired = validityRejection(described, now);
        if (expired) return err(expired);
        const opened = await remote.open(person, key.id, secrets);
        if (opened.ok && describeCertificate(opened.value.certificate).id !== id) {
          opened.value.close();
          return reject('token.dienst-zertifikat-gewechselt');
        }
        return enrolled(
          person,
          described,
          onceUsed(opened, () => remember(person, id)),
        );
      }
      const inFile = read(person).find((k) => k.id === id);
      if (!inFile) return err(GONE);
      const expired = validityRejection(inFile, now);
      if (expired) return err(expired);
      if (secrets.pin === undefined) return err(NO_SECRET);
      const opened = await files.openP12(Buffer.from(inFile.p12, 'base64'), secrets.pin);
      if (opened.ok) remember(person, id);
      // the key of the practice looks like a card: it asks for a PIN and not for the passphrase of a file
      else if (inFile.art === 'uebung' && opened.error.code === 'token.passphrase-falsch')
        return reject('token.uebungs-pin-falsch');
      return opened;
    },
    add: async (person, name, file, pin) => {
      const opened = await files.openP12(file, pin);
      if (!opened.ok) return opened;
      const { certificate } = opened.value;
      opened.value.close();
      const key = store(person, 'p12', file, certificate, name);
      const known = enrol(person, key);
      if (!known.ok) {
        write(
          person,
          read(person).filter((k) => k.id !== key.id),
        );
        return known;
      }
      return ok(fileView(key, ctx.clock.now(), lastUsed(person)));
    },
    remove: (person, id) =>
      write(
        person,
        read(person).filter((k) => k.id !== id),
      ),
    requestOtp: async (person, id) => {
      const found = remoteKeys(person).find((r) => r.described.id === id);
      return found ? remote.requestOtp(person, found.key.id) : err(GONE);
    },
    cards: (person) => {
      const module = readSettings(ctx.store, person).pkcs11Module;
      if (!module) return ok([]);
      const slots = cards.slots(module);
      return slots.ok ? ok(slots.value.map(({ pin, ...s }) => ({ ...s, warnung: pinWarning(pin) }))) : slots;
    },
  };
}

/** A remote key shows only when it signs whether its secrets were right: only then it is worth remembering. */
function onceUsed(opened: Result<OpenKey, Rejection>, used: () => void): Result<OpenKey, Rejection> {
  if (!opened.ok) return opened;
  const note = <R extends { readonly ok: boolean }>(result: R): R => {
    if (result.ok) used();
    return result;
  };
  const { signRaw, signMany } = opened.value;
  return ok({
    ...opened.value,
    signRaw: async (bytes) => note(await signRaw(bytes)),
    ...(signMany ? { signMany: async (all: readonly Uint8Array[]) => note(await signMany(all)) } : {}),
  });
}
