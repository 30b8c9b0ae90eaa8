import { z } from 'zod';
import { DEVICES } from './devices.ts';
import { DOCUMENTS } from './documents.ts';
import { EVIDENCE } from './evidence.ts';
import { MAIL } from './mail.ts';
import type { Paths } from './operation.ts';
import { RECORDS } from './records.ts';
import { SCHEMAS } from './schemas.ts';
import { SERVICE } from './service.ts';
import { SYNC } from './sync.ts';

/** Every route of the service; a test compares it with what the service really answers. */
const PATHS: Paths = { ...SERVICE, ...DEVICES, ...SYNC, ...DOCUMENTS, ...RECORDS, ...MAIL, ...EVIDENCE };

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
