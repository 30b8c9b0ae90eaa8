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
