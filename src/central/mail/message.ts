import { isLinkable, writeLink } from '../../contract/link.ts';

/** One message: nothing in it says what a task is about. */
export interface MailMessage {
  readonly subject: string;
  readonly text: string;
}

const MOST_LINKS = 20;

/**
 * `vorgaenge`: ids of what waits, one entry a task. Links name the city, so that another city's workspace says so; they
 * open the app, which asks for its passphrase as ever.
 */
export function composeMail(
  { tenant, stadt }: { readonly tenant: string; readonly stadt: string },
  vorgaenge: readonly string[],
): MailMessage {
  const n = vorgaenge.length;
  const subject = n === 1 ? 'Es wartet eine Aufgabe' : `Es warten ${n} Aufgaben`;
  const links = [...new Set(vorgaenge)]
    .filter((id) => isLinkable(id, tenant))
    .map((id) => writeLink({ ort: 'vorgang', id, stadt: tenant }));
  const shown = links.length > 0 && links.length <= MOST_LINKS ? links : [writeLink({ ort: 'arbeitskorb' })];
  const text = [
    `${subject} in der Amtsmappe (${stadt}).`,
    '',
    ...shown,
    '',
    'Diese Nachricht sagt nicht, worum es geht. Ein Klick auf den Link öffnet die Amtsmappe.',
    '',
    'Öffnet sich nichts, kennt dieses Gerät die Amtsmappe nicht: Bitte die Amtsmappe selbst starten. Im',
    'Arbeitskorb steht alles; oder Strg+K drücken und die Zeile mit „amtsmappe:“ einfügen.',
    '',
  ];
  return { subject, text: text.join('\n') };
}

/** What the administration sends to itself to see whether e-mail goes out. */
export const composeTest = (): MailMessage => ({
  subject: 'Probe der Amtsmappe',
  text: [
    'Diese Nachricht hat die Systemverwaltung in der Amtsmappe ausgelöst, um zu sehen, ob E-Mail ankommt.',
    'Es wartet keine Aufgabe.',
    '',
  ].join('\n'),
});
