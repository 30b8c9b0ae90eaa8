import { z, type ZodType } from 'zod';
import {
  blobStatusSchema,
  centralPersonSchema,
  demoPersonenSchema,
  demoTokenRequestSchema,
  DEVICE_HEADER,
  deviceChangeSchema,
  deviceListSchema,
  enrolRequestSchema,
  loginInfoSchema,
  PREDECESSOR_HEADER,
  problemSchema,
  PROOF_HEADER,
  sentListSchema,
  sessionSchema,
  tokenResponseSchema,
} from '../../contract/central.ts';
import {
  checkpointSchema,
  consistencySchema,
  evidenceNotesSchema,
  inclusionSchema,
  issuedSchema,
} from '../../contract/evidence.ts';
import { massManifestSchema, massPageSchema } from '../../contract/mass-data.ts';
import {
  centralTrustSchema,
  erasedSchema,
  eraseRequestSchema,
  historySchema,
  penAnswerSchema,
  penRequestSchema,
  pensSchema,
  refusedSchema,
} from '../../contract/records.ts';
import { mailSettingsSchema, mailStateSchema, mailTestSchema, mailViewSchema } from '../../contract/mail.ts';
import { pullResponseSchema, pushRequestSchema, pushResponseSchema } from '../../contract/sync.ts';

const SCHEMAS = {
  PushRequest: pushRequestSchema,
  PushResponse: pushResponseSchema,
  PullResponse: pullResponseSchema,
  LoginInfo: loginInfoSchema,
  CentralPerson: centralPersonSchema,
  Session: sessionSchema,
  EnrolRequest: enrolRequestSchema,
  DeviceList: deviceListSchema,
  DeviceChange: deviceChangeSchema,
  SentList: sentListSchema,
  BlobStatus: blobStatusSchema,
  MassManifest: massManifestSchema,
  MassPage: massPageSchema,
  History: historySchema,
  EraseRequest: eraseRequestSchema,
  Erased: erasedSchema,
  Refused: refusedSchema,
  PenRequest: penRequestSchema,
  PenAnswer: penAnswerSchema,
  Pens: pensSchema,
  CentralTrust: centralTrustSchema,
  Problem: problemSchema,
  DemoTokenRequest: demoTokenRequestSchema,
  TokenResponse: tokenResponseSchema,
  DemoPersonen: demoPersonenSchema,
  Checkpoint: checkpointSchema,
  EvidenceNotes: evidenceNotesSchema,
  Consistency: consistencySchema,
  Inclusion: inclusionSchema,
  Issued: issuedSchema,
  MailSettings: mailSettingsSchema,
  MailView: mailViewSchema,
  MailState: mailStateSchema,
  MailTest: mailTestSchema,
} as const satisfies Record<string, ZodType>;

type SchemaName = keyof typeof SCHEMAS;

const json = (name: SchemaName) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});
const answer = (description: string, name?: SchemaName) => ({
  description,
  ...(name ? { content: json(name) } : {}),
});
const PROBLEMS = {
  '400': answer('Malformed request', 'Problem'),
  '401': answer('No valid token, or no proof of an enrolled device', 'Problem'),
  '403': answer('Not for this person or device', 'Problem'),
};
const parameter = (
  where: 'query' | 'header' | 'path',
  name: string,
  description: string,
  required: boolean,
) => ({
  name,
  in: where,
  required,
  description,
  schema: { type: 'string' },
});
const DEVICE_PARAMETERS = [
  parameter('header', DEVICE_HEADER, 'Id of the enrolled device', true),
  parameter(
    'header',
    PROOF_HEADER,
    'JWT signed by the device key: htm, htu, ath, iat, jti (cf. RFC 9449)',
    true,
  ),
];
const DEVICE = parameter('path', 'device', 'Id of the device', true);
const VORGANG = parameter('path', 'id', 'Id of the Vorgang', true);
const SHA = parameter('path', 'sha256', 'Lower-case hex SHA-256 of the bytes', true);
const BYTES = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

const LINES = { 'application/x-ndjson': { schema: { type: 'string' } } };

interface Operation {
  readonly [key: string]: unknown;
  readonly summary: string;
  readonly responses: Record<string, unknown>;
}

const open = (summary: string, responses: Operation['responses'], more: object = {}): Operation => ({
  summary,
  security: [],
  responses,
  ...more,
});
const guarded = (
  summary: string,
  responses: Operation['responses'],
  {
    parameters = [],
    ...more
  }: { readonly parameters?: readonly object[]; readonly requestBody?: object } = {},
): Operation => ({
  summary,
  parameters: [...DEVICE_PARAMETERS, ...parameters],
  responses: { ...responses, ...PROBLEMS },
  ...more,
});
const body = (name: SchemaName) => ({ requestBody: { required: true, content: json(name) } });

/** Every route of the service; a test compares it with what the service really answers. */
const PATHS: Record<string, Record<string, Operation>> = {
  '/health': { get: open('The process lives', { '200': answer('ok') }) },
  '/ready': {
    get: open('The database answers', { '200': answer('ok'), '503': answer('not now', 'Problem') }),
  },
  '/metrics': { get: open('Figures for Prometheus', { '200': answer('text format') }) },
  '/openapi.json': { get: open('This description', { '200': answer('OpenAPI 3.1') }) },
  '/login': {
    get: open(
      'Which service this is and where its people log in (OpenID Connect)',
      {
        '200': answer('ok', 'LoginInfo'),
        '404': answer('no identity provider, or no such city', 'Problem'),
      },
      { parameters: [parameter('query', 'stadt', 'A city with a provider of its own', false)] },
    ),
  },
  '/person': {
    get: {
      summary: 'Whom the service takes the bearer of this token for; needs no device',
      responses: { '200': answer('ok', 'CentralPerson'), ...PROBLEMS },
    },
  },
  '/session': { get: guarded('Who the service takes the caller for', { '200': answer('ok', 'Session') }) },
  '/devices': {
    get: guarded('All devices of the city (role systemverwaltung)', { '200': answer('ok', 'DeviceList') }),
    post: {
      summary: 'Enrol the key of this device for the person of the token',
      ...body('EnrolRequest'),
      responses: {
        '201': answer('enrolled'),
        '409': answer('the id has another key', 'Problem'),
        ...PROBLEMS,
      },
    },
  },
  '/devices/{device}': {
    delete: guarded(
      'Revoke a device (role systemverwaltung)',
      { '204': answer('revoked'), '404': answer('unknown', 'Problem') },
      { parameters: [DEVICE] },
    ),
    patch: guarded(
      'Revoke a device with a reason, or let it in again (role systemverwaltung)',
      {
        '204': answer('done'),
        '404': answer('unknown', 'Problem'),
        '409': answer('one does not revoke the device one sits at', 'Problem'),
      },
      { parameters: [DEVICE], ...body('DeviceChange') },
    ),
  },
  '/devices/{device}/gesendet': {
    get: guarded(
      'What a device sent last: kinds and outcomes, no content (role systemverwaltung)',
      { '200': answer('ok', 'SentList') },
      { parameters: [DEVICE] },
    ),
  },
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
        '409': answer('another offset is expected', 'Problem'),
        '413': answer('too large', 'Problem'),
        '422': answer('hash or content refused', 'Problem'),
        '424': answer('the version that it continues is not here', 'Problem'),
      },
      {
        parameters: [SHA, parameter('header', PREDECESSOR_HEADER, 'Version that this one continues', false)],
        requestBody: { required: true, content: BYTES },
      },
    ),
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
  '/demo/personen': {
    get: open('People of the demo (only with --demo)', { '200': answer('ok', 'DemoPersonen') }),
  },
  '/demo/token': {
    post: open(
      'A token for anybody (only with --demo)',
      { '200': answer('ok', 'TokenResponse') },
      body('DemoTokenRequest'),
    ),
  },
};

/** OpenAPI 3.1; its schemas are JSON Schema 2020-12 made from the zod schemas that check the requests. */
export const openApiDocument = (version: string) => ({
  openapi: '3.1.0',
  info: { title: 'Amtsmappe, zentraler Dienst', version },
  security: [{ oidc: [] }],
  paths: PATHS,
  components: {
    securitySchemes: { oidc: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    schemas: Object.fromEntries(
      Object.entries(SCHEMAS).map(([name, schema]) => {
        const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
        return [name, rest];
      }),
    ),
  },
});
