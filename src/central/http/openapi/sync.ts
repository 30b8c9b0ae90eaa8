import { answer, body, guarded, parameter, type Paths } from './operation.ts';

/** Commands to the centre, and what it tells its laptops. */
export const SYNC: Paths = {
  '/sync/push': {
    post: guarded(
      'Commands of the outbox, in order; delivered at least once, effective once',
      {
        '200': answer('one answer for each command looked at', 'PushResponse'),
        '413': answer('more than 1 MB', 'Problem'),
        '426': answer('client too old', 'Problem'),
      },
      body('PushRequest'),
    ),
  },
  '/sync/pull': {
    get: guarded(
      'One page of what this person may see and does not have yet',
      { '200': answer('a page, applied whole or not at all', 'PullResponse') },
      {
        parameters: [
          parameter('query', 'cursor', 'Of the last page; absent at first', false),
          parameter('query', 'limit', 'Items of the page, 1 to 2000; 500 where it is absent', false),
        ],
      },
    ),
  },
  '/events': {
    get: guarded('Hints that the feed has grown (server-sent events)', { '200': answer('stream') }),
  },
  '/datensaetze': {
    get: guarded('Groups of mass data that the caller may read, each with its hash', {
      '200': answer('ok', 'MassManifest'),
    }),
  },
  '/datensaetze/{tabelle}/{gruppe}': {
    get: guarded(
      'Rows of one group in order of their key, page by page',
      { '200': answer('a page', 'MassPage'), '404': answer('not there, or not for you', 'Problem') },
      {
        parameters: [
          parameter('path', 'tabelle', 'Name of the table', true),
          parameter('path', 'gruppe', 'Group within it', true),
          parameter('query', 'nach', 'Last key of the page before', false),
        ],
      },
    ),
  },
};
