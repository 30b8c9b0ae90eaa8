import { randomBytes } from 'node:crypto';
import { createDemoCa, openDemoCa, openPkcs12, type DemoCa } from './index.ts';

/** Opens a key file for one signature; the passphrase is used here and forgotten. */
export const keyFiles = {
  openP12: async (file: Uint8Array, pin: string) => {
    const opened = openPkcs12(file, pin);
    if (!opened.ok) return opened;
    const [key] = opened.value.keys;
    if (!key) {
      opened.value.close();
      return { ok: false, error: { code: 'token.datei-ohne-schluessel', params: {} } } as const;
    }
    const { certificate, chain, algorithm, signRaw } = key;
    return {
      ok: true,
      value: { certificate, chain, algorithm, signRaw, close: opened.value.close },
    } as const;
  },
};

interface Settings {
  readonly read: { readonly setting: (name: string) => unknown };
  readonly setSetting: (name: string, value: unknown) => void;
}

const SETTING = 'uebungs-ca';

/** The demo authority of a workspace: made once, kept in it, its passphrase beside it (it protects nothing). */
export async function openDemoKeys(store: Settings, clock: { readonly now: () => string }) {
  const ca = (await stored(store)) ?? (await make(store, clock));
  return {
    rootDer: ca.rootDer,
    issue: (person: { readonly name: string; readonly key: 'ec-p256' | 'rsa2048' }, pin: string) =>
      ca.issue(person, pin, new Date(clock.now())),
  };
}

async function stored(store: Settings): Promise<DemoCa | null> {
  const kept = store.read.setting(SETTING) as { file: string; passphrase: string } | undefined;
  if (!kept) return null;
  const opened = await openDemoCa(Buffer.from(kept.file, 'base64'), kept.passphrase);
  return opened.ok ? opened.value : null;
}

async function make(store: Settings, clock: { readonly now: () => string }): Promise<DemoCa> {
  const ca = await createDemoCa(new Date(clock.now()));
  const passphrase = randomBytes(16).toString('hex');
  store.setSetting(SETTING, { file: Buffer.from(ca.save(passphrase)).toString('base64'), passphrase });
  return ca;
}
