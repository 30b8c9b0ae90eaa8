import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { openBlobFiles, type BlobFiles } from '../../src/central/blobs/files.ts';
import { openCentralDatabase } from '../../src/central/db/open.ts';
import { createDemoIssuer, DEMO_TENANT } from '../../src/central/identity/demo-issuer.ts';
import { massendaten } from '../../src/main/faecher.ts';
import type { RoleSettings, TokenSettings } from '../../src/central/identity/token.ts';
import type { ServiceDeps } from '../../src/central/http/service.ts';
import { startService } from '../../src/central/run.ts';
import { enterTenant } from '../../src/central/setup.ts';
import { demoAuthority } from '../../src/cli/central-demo-ca.ts';
import { demoLogin } from '../../src/cli/central-demo.ts';
import { startTestLogin, type TestLogin } from './login.ts';
import { centralContext, demoEntries, documentExaminer } from '../../src/cli/central-setup.ts';
import type { Kind } from '../../src/domain/shared/vorgang.ts';
import { registerKinds } from '../../src/ledger/index.ts';
import { createHttpTransport } from '../../src/main/sync/http.ts';

/** A whole central service with the sample city, on a free port of the loopback. */
export async function startTestService(
  options: {
    readonly url?: string;
    readonly port?: number;
    readonly dir?: string;
    /** beside those of the house */
    readonly kinds?: readonly Kind[];
    /** certificates (DER) of authorities whose signatures count */
    readonly trust?: readonly Uint8Array[];
    readonly now?: () => string;
    /** a practice authority, as with --demo */
    readonly uebung?: boolean;
    /** with a login page: one of its own, or one that outlives this service */
    readonly login?: true | TestLogin;
    readonly leaseDays?: number;
    readonly roles?: RoleSettings;
    readonly blobs?: BlobFiles;
    readonly jobs?: ServiceDeps['jobs'];
    readonly longestEndMs?: number;
    readonly mail?: ServiceDeps['mail'];
    /** identity providers of cities that have their own; `login` stays that of all others */
    readonly providers?: {
      readonly tokens: readonly TokenSettings[];
      readonly loginOf: ServiceDeps['loginOf'] & {};
    };
  } = {},
) {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'amtsmappe-zentrale-'));
  const house = centralContext(options.now);
  const ctx = { ...house, kinds: registerKinds([...house.kinds.values(), ...(options.kinds ?? [])]) };
  const authority = options.uebung ? await demoAuthority(dir) : null;
  const database = await openCentralDatabase(options.url ?? join(dir, 'central.db'));
  await enterTenant(ctx, database, DEMO_TENANT, 'Musterhafen', demoEntries());
  const own = options.login === true ? await startTestLogin() : null;
  const provider = own ?? (options.login === true ? null : (options.login ?? null));
  const demo = provider?.demo ?? (await createDemoIssuer('urn:amtsmappe:demo'));
  const log: Readonly<Record<string, string | number>>[] = [];
  const service = await startService(
    {
      ctx,
      database,
      tokens: [
        {
          ...demo.settings,
          ...(options.roles ? { roles: options.roles } : {}),
          without: [...(options.providers?.loginOf.keys() ?? [])],
        },
        ...(options.providers?.tokens ?? []),
      ],
      ...(options.providers ? { loginOf: options.providers.loginOf } : {}),
      blobs: options.blobs ?? openBlobFiles(join(dir, 'dokumente')),
      examine: documentExaminer(database, options.trust ?? [], authority?.rootDer ?? null),
      trust: {
        anker: (options.trust ?? []).map((der) => Buffer.from(der).toString('base64')),
        uebung: authority?.uebung ?? null,
      },
      login: provider && demoLogin(provider.issuer),
      ...(options.leaseDays === undefined ? {} : { leaseDays: options.leaseDays }),
      massendaten,
      demo,
      ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
      ...(options.mail === undefined ? {} : { mail: options.mail }),
      version: 'test',
      log: (entry) => void log.push(entry),
    },
    {
      host: '127.0.0.1',
      port: options.port ?? 0,
      ...(options.longestEndMs === undefined ? {} : { longestEndMs: options.longestEndMs }),
    },
  );
  return {
    dir,
    database,
    ctx,
    demo,
    log,
    address: service.address,
    close: service.close,
    issuer: provider?.issuer ?? '',
    remove: async () => {
      await service.close();
      await own?.close();
      rmSync(dir, { recursive: true, force: true });
    },
    /** a line of one person on a device of their own, enrolled */
    lineOf: async (person: string, device = `geraet-${randomUUID()}`) => {
      const key = newDeviceKey(device);
      const { access_token } = await demo.issue(person);
      const transport = createHttpTransport({
        address: service.address,
        key,
        token: async () => access_token,
      });
      const enrolled = await transport.enrol();
      if (enrolled.line !== 'ok') throw new Error('not enrolled');
      return { transport, key, token: access_token, clientId: `${device}:${person}` };
    },
  };
}

export type TestService = Awaited<ReturnType<typeof startTestService>>;

export const newDeviceKey = (device: string) => ({
  device,
  jwk: generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK,
});

/** A token of a service with `--demo`; null: it does not answer. */
export async function demoToken(address: string, person: string): Promise<string | null> {
  const response = await fetch(`${address}/demo/token`, {
    method: 'POST',
    body: JSON.stringify({ person }),
    headers: { 'content-type': 'application/json' },
    signal: AbortSignal.timeout(5000),
  }).catch(() => null);
  return response?.ok ? ((await response.json()) as { access_token: string }).access_token : null;
}
