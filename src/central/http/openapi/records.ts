import { answer, body, guarded, parameter, type Paths } from './operation.ts';

const LINES = { 'application/x-ndjson': { schema: { type: 'string' } } };
const VORGANG = parameter('path', 'id', 'Id of the Vorgang', true);

/** One Vorgang: its records, its erasure, its evidence. */
export const RECORDS: Paths = {
  '/vorgaenge/{id}/verlauf': {
    get: guarded(
      'Every record of a Vorgang, for whoever may read it',
      { '200': answer('in order', 'History'), '404': answer('not there, or not for you', 'Problem') },
      { parameters: [VORGANG] },
    ),
  },
  '/vorgaenge/{id}/loeschung': {
    post: guarded(
      'Erase a Vorgang after its retention (role systemverwaltung)',
      { '200': answer('erased here; devices follow', 'Erased'), '409': answer('refused', 'Refused') },
      { parameters: [VORGANG], ...body('EraseRequest') },
    ),
  },
  '/vorgaenge/{id}/nachweis': {
    get: guarded(
      'Evidence of one Vorgang, for whoever may read it (role systemverwaltung or rechnungspruefung)',
      {
        '200': { description: 'lines of JSON (docs/pruefung.md)', content: LINES },
        '404': answer('not there, or not for you', 'Problem'),
        '409': answer('no checkpoint yet', 'Problem'),
      },
      { parameters: [VORGANG, parameter('query', 'inhalt', '`ja`: with contents', false)] },
    ),
  },
  '/vorgaenge/{id}/nachweis/ausgaben': {
    get: guarded(
      'Who has taken that evidence along (the same roles)',
      {
        '200': answer('the newest first', 'Issued'),
        '404': answer('not there, or not for you', 'Problem'),
      },
      { parameters: [VORGANG] },
    ),
  },
};
