import type { ZodType } from 'zod';
import {
  blobStatusSchema,
  centralPersonSchema,
  demoPersonenSchema,
  demoTokenRequestSchema,
  deviceChangeSchema,
  deviceListSchema,
  enrolRequestSchema,
  loginInfoSchema,
  problemSchema,
  sentListSchema,
  sessionSchema,
  tokenResponseSchema,
  wantedSchema,
} from '../../../contract/central.ts';
import {
  checkpointSchema,
  consistencySchema,
  evidenceNotesSchema,
  inclusionSchema,
  issuedSchema,
} from '../../../contract/evidence.ts';
import { massManifestSchema, massPageSchema } from '../../../contract/mass-data.ts';
import {
  centralTrustSchema,
  erasedSchema,
  eraseRequestSchema,
  historySchema,
  penAnswerSchema,
  penRequestSchema,
  pensSchema,
  refusedSchema,
} from '../../../contract/records.ts';
import {
  mailSettingsSchema,
  mailStateSchema,
  mailTestSchema,
  mailViewSchema,
} from '../../../contract/mail.ts';
import { pullResponseSchema, pushRequestSchema, pushResponseSchema } from '../../../contract/sync.ts';

/** What is sent and answered, by its name in the description: the schemas that check the requests. */
export const SCHEMAS = {
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
  Wanted: wantedSchema,
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

export type SchemaName = keyof typeof SCHEMAS;
