// A document time stamp (ISO 32000-2, 12.8.5; ETSI EN 319 142-1, 5.4.3): a signature field whose value is an RFC 3161
// token over the whole file.
import type { HashName } from '../cms/algorithms.ts';
import type { SignatureError } from '../errors.ts';
import type { TimestampSource } from '../net/timestamp.ts';
import type { Pdf } from '../pdf/document.ts';
import { pdfName } from '../pdf/objects.ts';
import { err, type Result } from '../result.ts';
import { formFields } from './fields.ts';
import { permissionsOf } from './permissions.ts';
import { addField, addToForm } from './place-field.ts';
import { placeholders, reserve } from './reserve.ts';
import { allocate, put, startUpdate, writableDict } from './update.ts';

const HASH: HashName = 'sha256';
/** Tokens with a chain of three RSA-4096 certificates stay below this. */
const CONTENTS_BYTES = 16_000;

/** The bytes to append. Errors: CERTIFIED_NO_CHANGES, those of the source, CONTENTS_TOO_SMALL. */
export const documentTimestamp = async (
  pdf: Pdf,
  timestamps: TimestampSource,
): Promise<Result<Uint8Array, SignatureError>> => {
  const fields = formFields(pdf);
  if (permissionsOf(pdf, fields).docMdp === 1) return err({ code: 'CERTIFIED_NO_CHANGES' });
  const taken = new Set(fields.map((f) => f.name));
  let number = 1;
  while (taken.has(`Timestamp${number}`)) number++;
  const update = startUpdate(pdf);
  const value = allocate(update);
  put(
    update,
    value,
    writableDict({
      Type: pdfName('DocTimeStamp'),
      Filter: pdfName('Adobe.PPKLite'),
      SubFilter: pdfName('ETSI.RFC3161'),
      ...placeholders(CONTENTS_BYTES),
    }),
  );
  const field = addField(update, { name: `Timestamp${number}`, value });
  if (!field.ok) return field;
  addToForm(update, [field.value]);
  const reserved = reserve(update);
  const token = await timestamps(HASH, reserved.digest(HASH));
  return token.ok ? reserved.embed(token.value) : token;
};
