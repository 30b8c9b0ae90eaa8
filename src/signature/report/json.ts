// The report for machines: the object that `verify --json` prints.

import type { ValidationReport } from '../validate/types.ts';

/** Plain JSON of a report for the named file. */
export function jsonReport(file: string, report: ValidationReport): unknown {
  return {
    file,
    sha256: report.sha256,
    indication: report.indication,
    subIndication: report.subIndication,
    ...(report.error === undefined ? {} : { error: report.error }),
    signatures: report.signatures.map((one) => ({ ...one, details: undefined })),
  };
}
