import { createHash } from 'node:crypto';
import type { SignatureInfo } from '../../../contract/document.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { DokumentFakt, SignaturFakt } from '../../../domain/shared/vorgang.ts';
import type { Evidence, EvidenceError, UpdateKind, ValidationReport } from '../../../signature/index.ts';
import type { CheckedDocument, DocumentChecker } from './checker.ts';
import { RECORD_MIME, readRecordFile } from '../signing/record.ts';

/** What the validator says of one signature, as far as the use cases need it. */
export interface Verdict {
  readonly feld: string;
  readonly art: SignaturFakt['art'];
  /** DER of the signer's certificate; null if the file names none */
  readonly zertifikat: Uint8Array | null;
  readonly unterzeichner: string;
  readonly gueltigVon: string;
  readonly gueltigBis: string;
  /** says to be a qualified one for signatures (EN 319 412-5) */
  readonly qualifiziert: boolean;
  readonly zeit: string | null;
  readonly indication: SignaturFakt['indication'];
  readonly subIndication: string | null;
  readonly unversehrt: boolean;
  readonly aenderungen: SignaturFakt['aenderungen'];
  readonly satz: string;
}

/** The validator as the use cases see it; `validation.ts` binds it to `src/signature`. */
export interface Validator {
  /** `foreign`: came from outside and is examined in a worker with limits on time and memory */
  readonly examine: (
    bytes: Uint8Array,
    foreign: boolean,
  ) => Promise<
    Result<
      { readonly seiten: number; readonly verdicts: readonly Verdict[] },
      'notPdf' | 'damaged' | 'encrypted' | 'hostile'
    >
  >;
  readonly validateDetached: (content: Uint8Array, cms: Uint8Array) => Promise<Verdict>;
  /** what the later file adds to the earlier one: one signature, only proof of what is there, or anything else */
  readonly updateKind: (before: Uint8Array, after: Uint8Array) => Promise<UpdateKind>;
  readonly openEvidence: (zip: Uint8Array) => Promise<
    Result<
      {
        readonly evidence: Evidence;
        readonly report: ValidationReport;
        readonly verdicts: readonly Verdict[];
      },
      EvidenceError
    >
  >;
  readonly report: (
    bytes: Uint8Array,
  ) => Promise<{ readonly report: ValidationReport; readonly verdicts: readonly Verdict[] }>;
}

const REFUSALS = {
  notPdf: 'dokument.kein-pdf',
  damaged: 'dokument.beschaedigt',
  encrypted: 'dokument.verschluesselt',
  hostile: 'dokument.verdaechtig',
} as const;

export interface CheckerDeps {
  readonly validator: Validator;
  /** person whose directory entry names this certificate (hex SHA-256) */
  readonly personOf: (certificate: string) => string | null;
  /** true for a certificate of the demo authority */
  readonly isDemo: (certificate: Uint8Array) => boolean;
}

export function createChecker({ validator, personOf, isDemo }: CheckerDeps): DocumentChecker {
  function factOf(v: Verdict): SignaturFakt {
    const zertifikat = v.zertifikat === null ? '' : sha256(v.zertifikat);
    const demo = v.zertifikat !== null && isDemo(v.zertifikat);
    return {
      feld: v.feld,
      art: v.art,
      person: zertifikat === '' ? null : personOf(zertifikat),
      zertifikat,
      zertifikatName: v.unterzeichner,
      zeit: v.zeit,
      gueltigVon: v.gueltigVon,
      gueltigBis: v.gueltigBis,
      niveau: demo ? 'uebung' : v.qualifiziert ? 'qualifiziert' : 'fortgeschritten',
      indication: v.indication,
      subIndication: v.subIndication,
      unversehrt: v.unversehrt,
      aenderungen: v.aenderungen,
    };
  }

  function checked(mime: string, fakt: DokumentFakt, verdicts: readonly Verdict[]): CheckedDocument {
    return { mime, fakt, signaturen: verdicts.map((v, i) => infoOf(v, fakt.signaturen[i])) };
  }

  return {
    sha256,
    check: async (name, bytes, kind, origin) => {
      const digest = sha256(bytes);
      if (kind !== 'pdf') return ok(checked(kind, plainFact(digest, bytes.length, kind), []));
      const examined = await validator.examine(bytes, origin.von === 'fremd');
      if (!examined.ok) return err<Rejection>({ code: REFUSALS[examined.error], params: { name } });
      const { seiten, verdicts } = examined.value;
      const before = origin.von === 'eigen' ? origin.aus : null;
      const continues = before !== null && (await validator.updateKind(before.bytes, bytes)) !== 'other';
      const fakt: DokumentFakt = {
        sha256: digest,
        bytes: bytes.length,
        mime: 'application/pdf',
        seiten,
        signaturen: verdicts.map(factOf),
        vorgaenger: continues ? before.sha256 : null,
      };
      return ok(checked('application/pdf', fakt, verdicts));
    },
    checkRecord: async (name, bytes) => {
      const file = readRecordFile(bytes);
      if (!file) return err<Rejection>({ code: 'dokument.beschaedigt', params: { name } });
      const verdict = await validator.validateDetached(file.signed, file.cms);
      const fakt: DokumentFakt = {
        ...plainFact(sha256(bytes), bytes.length, RECORD_MIME),
        signaturen: [factOf(verdict)],
        aufzeichnung: file.record,
      };
      return ok(checked(RECORD_MIME, fakt, [verdict]));
    },
    describe: (fakt) => fakt.signaturen.map(infoFromFact),
    openEvidence: async (zip) => {
      const opened = await validator.openEvidence(zip);
      if (!opened.ok) return opened;
      const { verdicts, ...rest } = opened.value;
      return ok({ ...rest, signaturen: verdicts.map((v) => infoOf(v, factOf(v))) });
    },
    report: async (bytes) => {
      const { report, verdicts } = await validator.report(bytes);
      return { report, signaturen: verdicts.map((v) => infoOf(v, factOf(v))) };
    },
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const plainFact = (digest: string, bytes: number, mime: string): DokumentFakt => ({
  sha256: digest,
  bytes,
  mime,
  seiten: null,
  signaturen: [],
  vorgaenger: null,
});

const infoOf = (v: Verdict, fact: SignaturFakt | undefined): SignatureInfo => ({
  feld: v.feld,
  unterzeichner: v.unterzeichner,
  zeit: v.zeit,
  indication: v.indication,
  subIndication: v.subIndication,
  niveau: fact?.niveau ?? 'fortgeschritten',
  aenderungen: v.aenderungen,
  satz: v.satz,
});

/** Without the validator at hand: what the facts alone allow to say. */
const infoFromFact = (f: SignaturFakt): SignatureInfo => ({
  feld: f.feld,
  unterzeichner: f.zertifikatName,
  zeit: f.zeit ?? null,
  indication: f.indication,
  subIndication: f.subIndication,
  niveau: f.niveau,
  aenderungen: f.aenderungen,
  satz: sentenceOf(f),
});

function sentenceOf(f: SignaturFakt): string {
  if (!f.unversehrt || f.aenderungen === 'forbidden')
    return `Die Unterschrift von ${f.zertifikatName} ist verletzt.`;
  if (f.indication === 'TOTAL_PASSED') return `Gültig unterschrieben von ${f.zertifikatName}.`;
  return `Unversehrt unterschrieben von ${f.zertifikatName}; der Aussteller ist hier nicht hinterlegt.`;
}
