import { startDemoProvider } from '../../src/central/identity/demo-provider.ts';
import { createDemoIssuer } from '../../src/central/identity/demo-issuer.ts';
import type { Answer } from '../../src/contract/channel.ts';
import type { RunningApp } from '../../src/main/workspace.ts';
import { musterdatei } from './organisation.ts';

/** The identity provider of the demo, by itself: it outlives a service that is stopped and started. */
export const startTestLogin = (
  accessSeconds = 600,
  port = 0,
  more: { readonly tenant?: string | null; readonly log?: (entry: object) => void } = {},
) =>
  startDemoProvider({
    host: '127.0.0.1',
    port,
    stadt: 'Musterhafen',
    people: async () =>
      musterdatei.personen.map((p) => ({
        id: p.id,
        name: `${p.vorname} ${p.nachname}`,
        funktion: p.funktion,
        einheit: '',
      })),
    makeIssuer: createDemoIssuer,
    accessSeconds,
    ...more,
  });
export type TestLogin = Awaited<ReturnType<typeof startTestLogin>>;

/** Connects an app to a centre as the connect screen does, and makes its workspace; answers the recovery key. */
export async function connectAs(
  { handlers }: Pick<RunningApp, 'handlers'>,
  adresse: string,
  person: string,
  passphrase: string,
): Promise<string> {
  const { id } = await logIn({ handlers }, adresse, person);
  return must(await handlers['sync.setup']({ id, passphrase })).recoveryKey;
}

/** Logs in at the page of the provider; `adresse` null: at the centre of the open workspace. */
export async function logIn(
  { handlers }: Pick<RunningApp, 'handlers'>,
  adresse: string | null,
  person: string,
): Promise<{ readonly id: string }> {
  const { id, url } = must(await handlers['login.begin']({ adresse }));
  const [, who] = await Promise.all([loginAs(url, person), handlers['login.wait']({ id })]);
  must(who);
  return { id };
}

function must<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer.value;
}

/**
 * Goes the way of a browser through a login by hand: authorization page, the demo provider's page, back to the
 * loopback port of the app. Answers what the page at the end says.
 */
export async function loginAs(url: string, person: string): Promise<string> {
  const cookies = new Map<string, Map<string, string>>();
  let at = new URL(url);
  let form: URLSearchParams | null = null;
  for (let hops = 0; hops < 20; hops += 1) {
    const jar = cookies.get(at.host) ?? new Map<string, string>();
    cookies.set(at.host, jar);
    const response: Response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') },
      ...(form === null ? {} : { method: 'POST', body: form }),
    });
    form = null;
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';', 1)[0]?.split('=') ?? [];
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) {
      at = new URL(location, at);
      continue;
    }
    const text = await response.text();
    if (!/name="person"/.test(text)) return text;
    form = new URLSearchParams({ person });
  }
  throw new Error('The login goes in circles');
}
