import type { AppState, Settings } from '../../src/contract/app.ts';
import type { Bridge, BridgeEvent } from '../../src/contract/bridge.ts';
import type { Answer } from '../../src/contract/channel.ts';
import type { ChannelInput, ChannelName, ChannelOutput } from '../../src/contract/channels.ts';
import { sampleKorb, sampleRows, samplePersonen } from './fake-data.ts';

/**
 * A bridge in memory for looking at screens and testing them without a main process. Sample data is invented.
 * `?phase=gesperrt&sync=offline&n=2000` chooses the situation. Never shipped.
 */
export function fakeBridge(search: string): Bridge {
  const params = new URLSearchParams(search);
  const listeners = new Set<(event: BridgeEvent) => void>();
  const emit = (event: BridgeEvent) => {
    for (const listener of listeners) listener(event);
  };
  let settings: Settings = {
    autoLockMinuten: 15,
    theme: (params.get('theme') as Settings['theme'] | null) ?? 'system',
    pkcs11Module: null,
    listen: { _anzeige: { aussen: params.has('aussen'), kompakt: params.has('kompakt') } },
  };
  let state: AppState = {
    phase: (params.get('phase') as AppState['phase'] | null) ?? 'offen',
    demo: params.get('demo') !== 'nein',
    stadt: 'Stadt Siegen',
    version: '0.1.0',
    heute: '2026-07-22',
    person: samplePersonen[0] ?? null,
    personen: samplePersonen.map((p) => ({ id: p.id, name: p.name, funktion: p.funktion })),
    sync: syncOf(params.get('sync')),
    autoLockMinuten: 15,
    ...(params.has('umzug') ? { umzug: { stadt: 'Siegen', zeit: '2026-07-21T09:00:00.000Z' } } : {}),
  };
  const rows = sampleRows(Number(params.get('n') ?? 400));
  const change = (next: Partial<AppState>): AppState => {
    state = { ...state, ...next };
    queueMicrotask(() => emit({ type: 'state' }));
    return state;
  };

  type Handler<N extends ChannelName> = (input: ChannelInput<N>) => ChannelOutput<N> | Answer<never>;
  const handlers: { readonly [N in ChannelName]?: Handler<N> } = {
    'app.state': () => state,
    'setup.create': ({ demo, stadt }) => {
      state = { ...state, phase: 'offen', demo, stadt };
      return { recoveryKey: 'K7QM-2FHT-9XWD-4RBN-8VCE-P3GA' };
    },
    'session.unlock': ({ passphrase }) => (passphrase === 'falsch' ? wrong : change({ phase: 'offen' })),
    'session.recover': () => {
      state = { ...state, phase: 'offen' };
      return { recoveryKey: 'N2TW-6HXD-3QMK-7RFB-5CVE-8PGA' };
    },
    'session.lock': () => {
      change({ phase: 'gesperrt' });
      return null;
    },
    'session.changePassphrase': () => null,
    'session.switchPerson': ({ person }) =>
      change({ person: samplePersonen.find((p) => p.id === person) ?? null }),
    'settings.get': () => settings,
    'settings.set': (next) => {
      settings = { ...settings, ...next, listen: { ...settings.listen, ...next.listen } } as Settings;
      return settings;
    },
    'backup.list': () => [
      {
        name: '2026-07-21-1800.sicherung',
        zeit: '2026-07-21T16:00:00.000Z',
        bytes: 48_213_504,
        geprueft: true,
      },
      {
        name: '2026-07-20-1800.sicherung',
        zeit: '2026-07-20T16:00:00.000Z',
        bytes: 47_900_112,
        geprueft: true,
      },
    ],
    'backup.restore': () => change({ phase: 'offen' }),
    'arbeitskorb.get': () => sampleKorb(params.get('korb') === 'leer'),
    'vorgang.list': () => rows,
    'search.query': ({ text, limit }) =>
      rows
        .filter((r) => r.titel.toLowerCase().includes(text.toLowerCase()) || r.nummer?.includes(text))
        .slice(0, limit ?? 20)
        .map((vorgang) => ({ vorgang, auszug: mark(`${vorgang.titel} ${vorgang.untertitel}`, text) })),
    'verzeichnis.get': () => ({ einheiten: [], personen: [] }),
    'stammdaten.list': () => [],
    'sign.keys': () => [],
    'id.new': () => crypto.randomUUID(),
    'sync.check': ({ adresse }) => ({
      adresse: `https://${adresse}`,
      staedte: STAEDTE.map((s) => s.name),
      version: '0.1.0',
      uebung: false,
      tls: true,
      anmeldedienst: 'anmeldung.rechenzentrum.example',
      wahl: STAEDTE,
    }),
    'login.begin': () => ({ id: 'a', url: 'https://anmeldung.example', geoeffnet: true }),
    'login.wait': () => ({ name: 'Katrin Sörensen', stadt: 'Stadt Siegen' }),
    'login.cancel': () => null,
  };

  return {
    async call(channel, input) {
      const handler = handlers[channel] as Handler<typeof channel> | undefined;
      const value = handler ? handler(input as never) : unknown(channel);
      return typeof value === 'object' && value !== null && 'ok' in value
        ? (value as Answer<never>)
        : { ok: true, value: value as never };
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const STAEDTE = ['Hagen', 'Kreuztal', 'Netphen', 'Olpe', 'Siegen', 'Wilnsdorf'].map((name) => ({
  tenant: name.toLowerCase(),
  name: `Stadt ${name}`,
}));

const syncOf = (art: string | null): AppState['sync'] =>
  art === 'offline' || art === 'zertifikat'
    ? {
        art: 'offline',
        letzterKontakt: '2026-07-22T06:42:00.000Z',
        wartend: 3,
        konflikte: 0,
        ...(art === 'zertifikat' ? { grund: 'zertifikat-unbekannt' } : {}),
      }
    : art === 'verbunden'
      ? { art: 'verbunden', letzterKontakt: '2026-07-22T06:51:00.000Z', wartend: 0, konflikte: 0 }
      : art === 'konflikt'
        ? { art: 'verbunden', letzterKontakt: '2026-07-22T06:51:00.000Z', wartend: 0, konflikte: 1 }
        : art?.startsWith('erster')
          ? {
              art: 'offline',
              letzterKontakt: null,
              wartend: 0,
              konflikte: 0,
              erster: { erledigt: 1500, gesamt: 4161, laeuft: art === 'erster' },
            }
          : { art: 'einzelplatz', letzterKontakt: null, wartend: 0, konflikte: 0 };

function mark(text: string, hit: string): string {
  const at = text.toLowerCase().indexOf(hit.toLowerCase());
  return at < 0
    ? text
    : `${text.slice(0, at)}\u0001${text.slice(at, at + hit.length)}\u0002${text.slice(at + hit.length)}`;
}

const wrong: Answer<never> = {
  ok: false,
  problem: {
    code: 'muster.passphrase',
    params: {},
    heading: 'Die Passphrase stimmt nicht',
    cause: 'Mit dieser Passphrase lässt sich die Mappe nicht öffnen.',
    next: 'Prüfen Sie Groß- und Kleinschreibung und versuchen Sie es noch einmal.',
  },
};

const unknown = (channel: string): Answer<never> => ({
  ok: false,
  problem: {
    code: 'muster.fehlt',
    params: {},
    heading: 'Im Muster nicht vorhanden',
    cause: `Der Kanal ${channel} hat im Muster keine Antwort.`,
    next: 'Mit der echten Anwendung ansehen.',
  },
});
