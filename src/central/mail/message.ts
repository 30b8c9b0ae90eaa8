/** One message: nothing in it says what a task is about. */
export interface MailMessage {
  readonly subject: string;
  readonly text: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `vorgaenge`: ids of what waits, one entry a task. Links open the app, which asks for its passphrase as ever. */
export function composeMail(stadt: string, vorgaenge: readonly string[]): MailMessage {
  const n = vorgaenge.length;
  const subject = n === 1 ? 'Es wartet eine Aufgabe' : `Es warten ${n} Aufgaben`;
  const links = [...new Set(vorgaenge)].filter((v) => UUID.test(v)).map((v) => `amtsmappe://vorgang/${v}`);
  const shown = links.length > 0 && links.length <= 20 ? links : ['amtsmappe://arbeitskorb'];
  const text = [
    `${subject} in der Amtsmappe (${stadt}).`,
    '',
    ...shown,
    '',
    'Diese Nachricht sagt nicht, worum es geht. Ein Klick öffnet die Amtsmappe; geht er nicht, steht alles im',
    'Arbeitskorb.',
    '',
  ];
  return { subject, text: text.join('\n') };
}
