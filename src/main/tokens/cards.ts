import { ok, type Result } from '../../domain/shared/result.ts';
import type { Cards, PinState } from '../app/keys/ports.ts';
import { chooseKey } from './choose.ts';
import { isForSigning } from './node-key.ts';
import { openPkcs11 } from './pkcs11.ts';
import { loadModule, type CardModule } from './pkcs11-module.ts';
import { listCardCertificates, listSlots, type CardSlot } from './pkcs11-slots.ts';
import { tokenError, type TokenError } from './token.ts';

/**
 * Cards in the readers of this device. Signing certificates are found without a PIN; those of an
 * authority or for encryption are left out. A PIN is tried once and forgotten.
 * @param load how a module is opened; tests put a troublesome card around the real one
 */
export const createCards = (load: (path: string) => Result<CardModule, TokenError> = loadModule): Cards => ({
  slots: (modulePath) => {
    const read = readSlots(load, modulePath);
    if (!read.ok) return read;
    return ok(
      read.value.map(({ slot, certificates }) => ({
        name: slot.label || 'Karte ohne Namen',
        seriennummer: slot.serial,
        zertifikate: certificates.length,
        pin: pinStateOf(slot),
      })),
    );
  },
  list: (modulePath) => {
    const read = readSlots(load, modulePath);
    if (!read.ok) return read;
    return ok(
      read.value.flatMap(({ slot, certificates }) =>
        certificates.map((c) => ({
          slot: slot.id,
          key: c.id,
          certificate: c.certificate,
          karte: slot.label,
          pin: pinStateOf(slot),
          tastatur: slot.pinPad,
        })),
      ),
    );
  },
  open: async (modulePath, slot, key, pin, now) => {
    const module = load(modulePath);
    if (!module.ok) return module;
    const session = openPkcs11(module.value, slot, pin);
    if (!session.ok) return session;
    const chosen = chooseKey(session.value, key, now);
    if (!chosen.ok) {
      session.value.close();
      return tokenError(chosen.error.code, chosen.error.params);
    }
    const { certificate, chain, algorithm, signRaw } = chosen.value;
    return ok({ certificate, chain, algorithm, signRaw, close: session.value.close });
  },
});

const readSlots = (load: (path: string) => Result<CardModule, TokenError>, modulePath: string) => {
  const module = load(modulePath);
  if (!module.ok) return module;
  const slots = listSlots(module.value);
  if (!slots.ok) return slots;
  return ok(
    slots.value.map((slot) => {
      // One unreadable card leaves the others usable.
      const read = listCardCertificates(module.value, slot.id);
      const certificates = read.ok ? read.value.filter((c) => isForSigning(c.certificate)) : [];
      return { slot, certificates };
    }),
  );
};

const pinStateOf = (slot: CardSlot): PinState =>
  slot.pinLocked ? 'gesperrt' : slot.pinLastTry ? 'letzter-versuch' : slot.pinLow ? 'fehlversuche' : 'frei';
