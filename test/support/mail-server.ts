import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Got {
  readonly to: readonly string[];
  /** as it came over the line */
  readonly text: string;
  readonly id: string;
  readonly secure: boolean;
  readonly user: string | null;
}

/** A real mail server; `refuse`: its answer to an address, or after the message. */
export async function startMailServer(
  options: SMTPServerOptions = {},
  refuse: { rcpt?: number; data?: number } = {},
) {
  const got: Got[] = [];
  const fail = (code: number) => Object.assign(new Error('refused'), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: (auth, _session, done) =>
      auth.password === 'richtig' ? done(null, { user: auth.username }) : done(fail(535)),
    onRcptTo: (_address, _session, done) => (refuse.rcpt ? done(fail(refuse.rcpt)) : done()),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (c: Buffer) => parts.push(c));
      stream.on('end', () => {
        if (refuse.data) return done(fail(refuse.data));
        const text = Buffer.concat(parts).toString('utf8');
        got.push({
          to: session.envelope.rcptTo.map((r) => r.address),
          text,
          id: /^Message-ID: (.*)$/im.exec(text)?.[1] ?? '',
          secure: session.secure,
          user: (session.user as string | undefined) ?? null,
        });
        return done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.server.address() as AddressInfo;
  return { got, port, refuse, close: () => new Promise<void>((done) => server.close(() => done())) };
}

/** The words of a message as its reader sees them: quoted-printable taken back (RFC 2045, 6.7). */
export function bodyOf({ text }: Got): string {
  const body = text.slice(text.indexOf('\r\n\r\n') + 4);
  if (!/^Content-Transfer-Encoding: quoted-printable/im.test(text)) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
