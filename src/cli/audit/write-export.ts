import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { EXPORT_FORMAT, EXPORT_VERSION, EXPORT_VERSION_SEALED, type ExportLine } from './read-export.ts';
import type { AuditRecord, AuditSource } from './types.ts';

/**
 * Writes a log as one file for auditors (docs/pruefung.md): every record without its payload, all checkpoints with
 * their time stamps, keys and restores. It needs no key to be read, and holds no content of any case.
 */
export async function writeExport(
  source: AuditSource,
  sealed: readonly AuditSource[],
  file: string,
  now: string,
): Promise<number> {
  const out = createWriteStream(`${file}.unfertig`, { mode: 0o600, flush: true });
  const write = async (line: ExportLine): Promise<void> => {
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
  };
  const lines: ExportLine[] = [
    ...source.keyNotes.map((note) => ({ zeile: 'schluessel', note }) as const),
    ...source.restoreNotes.map((note) => ({ zeile: 'wiederherstellung', note }) as const),
    ...source.checkpoints.map(
      ({ note, zeitstempel }) =>
        ({
          zeile: 'pruefpunkt',
          note,
          zeitstempel: zeitstempel && Buffer.from(zeitstempel).toString('base64'),
        }) as const,
    ),
  ];
  await write({
    zeile: 'kopf',
    format: EXPORT_FORMAT,
    version: sealed.length === 0 ? EXPORT_VERSION : EXPORT_VERSION_SEALED,
    tenant: source.tenant,
    erstellt: now,
    eintraege: source.referredTo,
  });
  for (const line of lines) await write(line);
  let eintraege = 0;
  for await (const record of source.records) {
    const { tenant } = record.header;
    // From a single seat that was adopted whole: sealed under the name it had.
    await write({
      zeile: 'eintrag',
      ...fieldsOf(record),
      ...(tenant === source.tenant ? {} : { siegel: tenant }),
    });
    eintraege += 1;
  }
  for (const { tenant, siegel, referredTo, checkpoints, records } of sealed) {
    if (siegel === undefined) continue;
    const { kette, kopf, name, vorsatz, getilgt } = siegel;
    const about = { kette, kopf, name, vorsatz, siegel: tenant, eintraege: referredTo, getilgt };
    await write({ zeile: 'siegelkette', ...about, note: checkpoints[0]?.note ?? '' });
    for await (const record of records) await write({ zeile: 'siegeleintrag', kette, ...fieldsOf(record) });
  }
  await write({ zeile: 'ende', eintraege });
  out.end();
  await finished(out);
  await rename(`${file}.unfertig`, file);
  return eintraege;
}

function fieldsOf({ header, payload }: AuditRecord) {
  const { feed, vorgang, art, revision, type, v, zeit, akteur, commandId, commitment, prev, hash } = header;
  const fields = { feed, vorgang, art, revision, type, v, zeit, akteur, commandId, commitment, prev, hash };
  return { ...fields, geleert: payload === 'erased' };
}
