import type { SigningKey } from '../../contract/signing.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import type { PersonId } from '../../domain/shared/vorgang.ts';
import { findPerson, formatPerson } from '../../domain/organisation/index.ts';
import { describeCertificate } from './certificate.ts';
import type { AppContext } from './context.ts';
import { executeCommand } from './execute.ts';
import { readSettings } from './settings.ts';
import type { Cards, DemoKeys, KeyFiles, OpenKey } from './key-ports.ts';

/** A key file of one person as it lies in the (encrypted) workspace; the file itself keeps its passphrase. */
interface StoredKey {
  readonly id: string;
  readonly art: 'p12' | 'uebung';
  readonly name: string;
  readonly aussteller: string;
  readonly gueltigVon: string;
  readonly gueltigBis: string;
  readonly algorithmus: string;
  readonly p12: string;
}

export interface Keyring {
  readonly list: (person: PersonId) => Promise<readonly SigningKey[]>;
  /** opens a key with its PIN; the caller closes it after use. The PIN is used once and kept nowhere. */
  readonly open: (person: PersonId, id: string, pin: string) => Promise<Result<OpenKey, Rejection>>;
  readonly add: (
    person: PersonId,
    name: string,
    file: Uint8Array,
    pin: string,
  ) => Promise<Result<SigningKey, Rejection>>;
  readonly remove: (person: PersonId, id: string) => void;
}

/** PIN of every key of the demo workspace; it protects nothing and is shown on the screen. */
export const DEMO_PIN = '123456';

export function openKeyring(ctx: AppContext, files: KeyFiles, cards: Cards, demo: DemoKeys | null): Keyring {
  const read = (person: PersonId) =>
    (ctx.store.read.setting(`schluessel:${person}`) ?? []) as readonly StoredKey[];
  const write = (person: PersonId, keys: readonly StoredKey[]) =>
    ctx.store.setSetting(`schluessel:${person}`, keys);
  const lastUsed = (person: PersonId) => ctx.store.read.setting(`schluessel-zuletzt:${person}`);

  function store(
    person: PersonId,
    art: StoredKey['art'],
    p12: Uint8Array,
    certificate: Uint8Array,
  ): StoredKey {
    const key = { ...describeCertificate(certificate), art, p12: Buffer.from(p12).toString('base64') };
    write(person, [...read(person).filter((k) => k.id !== key.id), key]);
    return key;
  }

  /** The certificate is enrolled for the person: a signature of it counts as theirs. */
  function enrol(person: PersonId, key: Omit<StoredKey, 'art' | 'p12'>): Result<null, Rejection> {
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
    return listed.value.map(({ slot, key, certificate, warnung }) => {
      const described = describeCertificate(certificate);
      const view: SigningKey = {
        ...described,
        art: 'pkcs11',
        geheimnis: warnung === null ? 'PIN der Karte' : `PIN der Karte – ${warnung}`,
        hindernis: obstacle(described, ctx.clock.now()),
        zuletztBenutzt: lastUsed(person) === described.id,
      };
      return { module, slot, key, described, view };
    });
  }

  const view = (person: PersonId, key: StoredKey): SigningKey => ({
    id: key.id,
    art: key.art,
    name: key.name,
    aussteller: key.aussteller,
    gueltigBis: key.gueltigBis,
    algorithmus: key.algorithmus,
    geheimnis: key.art === 'uebung' ? `PIN (Übung: ${DEMO_PIN})` : 'Passphrase der Schlüsseldatei',
    hindernis: obstacle(key, ctx.clock.now()),
    zuletztBenutzt: lastUsed(person) === key.id,
  });

  return {
    list: async (person) => {
      await ensureDemoKey(person);
      return [...cardKeys(person).map((c) => c.view), ...read(person).map((k) => view(person, k))];
    },
    open: async (person, id, pin) => {
      const card = cardKeys(person).find((c) => c.view.id === id);
      if (card) {
        const opened = await cards.open(card.module, card.slot, card.key, pin, new Date(ctx.clock.now()));
        if (!opened.ok) return opened;
        const enrolled = enrol(person, card.described);
        if (!enrolled.ok) {
          opened.value.close();
          return enrolled;
        }
        ctx.store.setSetting(`schluessel-zuletzt:${person}`, id);
        return opened;
      }
      const key = read(person).find((k) => k.id === id);
      if (!key) return err({ code: 'app.nichts-gefunden', params: { was: 'Der gewählte Schlüssel' } });
      const opened = await files.openP12(Buffer.from(key.p12, 'base64'), pin);
      if (opened.ok) ctx.store.setSetting(`schluessel-zuletzt:${person}`, id);
      return opened;
    },
    add: async (person, name, file, pin) => {
      const opened = await files.openP12(file, pin);
      if (!opened.ok) return opened;
      const { certificate } = opened.value;
      opened.value.close();
      const key = store(person, 'p12', file, certificate);
      const enrolled = enrol(person, key);
      if (!enrolled.ok) {
        write(
          person,
          read(person).filter((k) => k.id !== key.id),
        );
        return enrolled;
      }
      return ok(view(person, { ...key, name: name || key.name }));
    },
    remove: (person, id) =>
      write(
        person,
        read(person).filter((k) => k.id !== id),
      ),
  };
}

function obstacle(key: Pick<StoredKey, 'gueltigVon' | 'gueltigBis'>, now: string): string | null {
  if (key.gueltigBis < now) return `abgelaufen am ${key.gueltigBis.slice(0, 10)}`;
  return key.gueltigVon > now ? `gilt erst ab ${key.gueltigVon.slice(0, 10)}` : null;
}
