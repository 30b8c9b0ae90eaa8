import { X509Certificate } from 'node:crypto';
import { ok } from '../../domain/shared/result.ts';
import { chooseKey } from './choose.ts';
import { openPkcs11 } from './pkcs11.ts';
import { loadModule } from './pkcs11-module.ts';
import { listCardCertificates, listSlots } from './pkcs11-slots.ts';
import { tokenError } from './token.ts';

/** A certificate on a card in one of the readers, found without a PIN. */
export interface CardKey {
  readonly slot: number;
  readonly key: string;
  readonly certificate: Uint8Array;
  /** what the reader says about the PIN, worth showing before it is entered; null: nothing */
  readonly warnung: string | null;
}

/** Signing certificates on all cards that the module sees; a certificate of an authority is no key. */
export function listCards(modulePath: string) {
  const module = loadModule(modulePath);
  if (!module.ok) return module;
  const slots = listSlots(module.value);
  if (!slots.ok) return slots;
  const found = slots.value.flatMap((slot): CardKey[] => {
    const certificates = listCardCertificates(module.value, slot.id);
    const warnung = slot.pinLocked
      ? 'Die PIN der Karte ist gesperrt.'
      : slot.pinLastTry
        ? 'Nur noch ein Versuch: Eine weitere falsche PIN sperrt die Karte.'
        : null;
    if (!certificates.ok) return [];
    return certificates.value
      .filter((c) => !new X509Certificate(c.certificate).ca)
      .map((c) => ({ slot: slot.id, key: c.id, certificate: c.certificate, warnung }));
  });
  return ok(found);
}

/** Opens one key of a card with its PIN; the PIN is tried once and forgotten. */
export async function openCard(modulePath: string, slot: number, key: string, pin: string, now: Date) {
  const module = loadModule(modulePath);
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
}
