import { answer, body, guarded, type Paths } from './operation.ts';

/** E-mail about waiting tasks. */
export const MAIL: Paths = {
  '/mail/settings': {
    get: guarded('What the caller wants of e-mail about waiting tasks, and where it goes', {
      '200': answer('ok', 'MailView'),
    }),
    put: guarded(
      'At once, once a day or none at all; own hours of rest',
      { '200': answer('ok', 'MailView') },
      body('MailSettings'),
    ),
  },
  '/mail/state': {
    get: guarded('Whether e-mail goes out (role systemverwaltung)', { '200': answer('ok', 'MailState') }),
  },
  '/mail/test': {
    post: guarded('Send a message without content to the caller (role systemverwaltung)', {
      '200': answer('what the mail server said', 'MailTest'),
      '409': answer('no mail server, or no address of the caller', 'Problem'),
    }),
  },
};
