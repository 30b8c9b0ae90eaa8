import { createTransport } from 'nodemailer';
import type { Delivery } from './send.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `starttls` and `tls` demand a valid certificate */
  readonly security: 'starttls' | 'tls' | 'keine';
  readonly user?: string;
  readonly password?: string;
  /** PEM of the authority of the mail server, when it is none of the public ones */
  readonly ca?: string;
  readonly from: string;
}

const TIMEOUT_MS = 20_000;

/** Hands messages to the mail server of the house. */
export function createSmtp(settings: SmtpSettings): {
  readonly deliver: Delivery;
  readonly close: () => void;
} {
  const { host, port, security, user, password, ca, from } = settings;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'keine',
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    deliver: async ({ to, subject, text, messageId }) => {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId,
          // No out-of-office notes in return.
          headers: { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk' },
        });
        return 'sent';
      } catch (error) {
        return isForGood(error) ? 'refused' : 'later';
      }
    },
    close: () => transport.close(),
  };
}

/** A 5xx answer to the address itself (RFC 5321, 4.2.1); everything else, wrong password too, may change. */
function isForGood(error: unknown): boolean {
  const { responseCode, command, code } = error as { responseCode?: number; command?: string; code?: string };
  const byAddress = code === 'EENVELOPE' && (command === 'RCPT TO' || command === undefined);
  return byAddress && (responseCode === undefined || responseCode >= 500);
}
