import type { DocumentInfo } from '../../contract/document.ts';
import type { DruckDokument } from '../../domain/shared/druck.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../domain/shared/result.ts';
import { addSignatureFields } from '../../signature/index.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import { signatureRejection } from './signing/level.ts';

/**
 * Prints a model, makes all its signature fields up front (a field added after a certifying signature would
 * be a forbidden change), checks the result like any document and stores it.
 */
export async function printDocument(
  workspace: OpenWorkspace,
  model: DruckDokument,
  name: string,
  kennung: string,
): Promise<Result<DocumentInfo, Rejection>> {
  const { checker, documents, printer, ctx } = workspace;
  const printed = await printer.print(model, { zeit: ctx.clock.now(), kennung });
  const fields = printed.signaturfelder.map((f) => ({
    name: f.name,
    place: { page: f.seite, x: f.x, y: f.y, width: f.breite, height: f.hoehe },
  }));
  const prepared = fields.length === 0 ? ok(printed.bytes) : addSignatureFields(printed.bytes, fields);
  if (!prepared.ok) return err(signatureRejection(prepared.error));
  const checked = await checker.check(name, prepared.value, 'pdf', { von: 'eigen', aus: null });
  return checked.ok ? ok(documents.keep(name, prepared.value, checked.value)) : checked;
}
