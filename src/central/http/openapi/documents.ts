import { PREDECESSOR_HEADER, WANTED_HEADER } from '../../../contract/central.ts';
import { answer, body, guarded, parameter, type Paths } from './operation.ts';

const BYTES = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
const SHA = parameter('path', 'sha256', 'Lower-case hex SHA-256 of the bytes', true);

/** Documents, who is signing them, and whose signatures count. */
export const DOCUMENTS: Paths = {
  '/blobs/{sha256}': {
    head: guarded(
      'Where an upload goes on',
      { '200': answer('header Upload-Offset') },
      { parameters: [SHA] },
    ),
    get: guarded(
      'A document of a Vorgang the caller may read; Range goes on after a cut',
      {
        '200': { description: 'bytes', content: BYTES },
        '206': { description: 'rest', content: BYTES },
        '404': answer('not there, or not for you', 'Problem'),
      },
      { parameters: [SHA] },
    ),
    put: guarded(
      'Upload, whole or with Content-Range piece by piece',
      {
        '201': answer('whole, hashed and validated', 'BlobStatus'),
        '202': answer('part', 'BlobStatus'),
        '404': answer('not (or no longer) asked for', 'Problem'),
        '409': answer('another offset is expected', 'Problem'),
        '413': answer('too large', 'Problem'),
        '422': answer('hash or content refused', 'Problem'),
        '424': answer('the version that it continues is not here', 'Problem'),
      },
      {
        parameters: [
          SHA,
          parameter('header', PREDECESSOR_HEADER, 'Version that this one continues', false),
          parameter('header', WANTED_HEADER, '1: one of those that were lost here and are asked for', false),
        ],
        requestBody: { required: true, content: BYTES },
      },
    ),
  },
  '/gesucht': {
    get: guarded('Documents that this service has lost and this device may hold', {
      '200': answer('ok', 'Wanted'),
    }),
  },
  '/stifte': {
    get: guarded('Who is signing which document now', { '200': answer('ok', 'Pens') }),
    post: guarded(
      'Take the pen of one version of a document, for a quarter of an hour',
      { '200': answer('yours, or whose', 'PenAnswer'), '404': answer('no such document', 'Problem') },
      body('PenRequest'),
    ),
  },
  '/stifte/{sha256}': {
    delete: guarded('Give the pen back', { '204': answer('given back') }, { parameters: [SHA] }),
  },
  '/vertrauen': {
    get: guarded('Authorities whose signatures the centre accepts', { '200': answer('ok', 'CentralTrust') }),
  },
};
