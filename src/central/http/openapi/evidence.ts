import { answer, guarded, parameter, type Paths } from './operation.ts';

/** Proofs about the log (docs/pruefung.md). */
export const EVIDENCE: Paths = {
  '/evidence/checkpoint': {
    get: guarded('The newest signed checkpoint of the log', {
      '200': answer('signed note (C2SP), and its time stamp', 'Checkpoint'),
      '404': answer('none yet', 'Problem'),
    }),
  },
  '/evidence/notes': {
    get: guarded('Keys that sign, and restores from a backup', {
      '200': answer('signed notes in order of time', 'EvidenceNotes'),
    }),
  },
  '/evidence/consistency': {
    get: guarded(
      'Proof that the log at one size is the beginning of the log at another (RFC 6962, 2.1.2)',
      {
        '200': answer('proof', 'Consistency'),
        '404': answer('longer than the newest checkpoint', 'Problem'),
      },
      {
        parameters: [parameter('query', 'from', 'Records', true), parameter('query', 'to', 'Records', true)],
      },
    ),
  },
  '/evidence/inclusion': {
    get: guarded(
      'Proof that a record the caller may read is in the log (RFC 6962, 2.1.1)',
      { '200': answer('proof', 'Inclusion'), '404': answer('not there, or not for you', 'Problem') },
      {
        parameters: [
          parameter('query', 'feed', 'Number of the record', true),
          parameter('query', 'size', 'Size of the log the proof is for', true),
        ],
      },
    ),
  },
};
