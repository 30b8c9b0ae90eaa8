import { DEVICE_HEADER, PROOF_HEADER } from '../../../contract/central.ts';
import type { SchemaName } from './schemas.ts';

/** One method of one path. */
export interface Operation {
  readonly [key: string]: unknown;
  readonly summary: string;
  readonly responses: Record<string, unknown>;
}

/** Operations by path and method. */
export type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const json = (name: SchemaName) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});

/** One answer: when, and what is in it. */
export const answer = (description: string, name?: SchemaName) => ({
  description,
  ...(name ? { content: json(name) } : {}),
});

/** What every guarded route may answer. */
export const PROBLEMS = {
  '400': answer('Malformed request', 'Problem'),
  '401': answer('No valid token, or no proof of an enrolled device', 'Problem'),
  '403': answer('Not for this person or device', 'Problem'),
};

export const parameter = (
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

/** Open to anybody. */
export const open = (summary: string, responses: Operation['responses'], more: object = {}): Operation => ({
  summary,
  security: [],
  responses,
  ...more,
});

/** Only with a token and the proof of an enrolled device. */
export const guarded = (
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

/** What must be sent. */
export const body = (name: SchemaName) => ({ requestBody: { required: true, content: json(name) } });
