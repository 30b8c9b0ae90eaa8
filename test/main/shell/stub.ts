import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BridgeEvent, Handlers } from '../../../src/contract/bridge.ts';
import { channels } from '../../../src/contract/channels.ts';
import type { ShellPorts } from '../../../src/main/shell/ports.ts';

export const SHA = 'a'.repeat(64);

/** An application that remembers what reached it: every channel answers `{ ok, value: input }`. */
export function stubApp() {
  const called: { channel: string; input: unknown }[] = [];
  const listeners = new Set<(event: BridgeEvent) => void>();
  const stored: { name: string; bytes: Uint8Array }[] = [];
  const logged: string[] = [];
  const handlers = Object.fromEntries(
    Object.keys(channels).map((channel) => [
      channel,
      (input: unknown) => {
        called.push({ channel, input });
        return { ok: true, value: input };
      },
    ]),
  ) as unknown as Handlers;
  const ports: ShellPorts = {
    handlers,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    documents: {
      async putDocument(name, bytes) {
        stored.push({ name, bytes });
        return {
          ok: true,
          value: {
            sha256: SHA,
            name,
            bytes: bytes.byteLength,
            mime: 'application/pdf',
            seiten: 1,
            signaturen: [],
          },
        };
      },
      async getDocument(sha256) {
        if (sha256 !== SHA) return null;
        return { bytes: Buffer.from('%PDF-1.7'), mime: 'application/pdf', name: 'Vermerk „Füße“.pdf' };
      },
    },
    log: (line) => logged.push(line),
  };
  const tell = (event: BridgeEvent) => {
    for (const listener of listeners) listener(event);
  };
  return { ports, called, stored, logged, tell, listeners };
}

/** A built renderer as the build leaves it: page with nonce placeholder, one script, one style. */
export function stubRenderer(): string {
  const directory = mkdtempSync(join(tmpdir(), 'amtsmappe-renderer-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(
    join(directory, 'index.html'),
    `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Amtsmappe</title>
<meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" src="/assets/index.js"></script></head>
<body><h1>Arbeitskorb</h1><style nonce="__CSP_NONCE__">h1 { color: rgb(1, 2, 3) }</style></body></html>`,
  );
  writeFileSync(join(directory, 'assets', 'index.js'), 'globalThis.loaded = true;\n');
  writeFileSync(join(directory, 'assets', 'secret.key'), 'not for the window');
  return directory;
}
