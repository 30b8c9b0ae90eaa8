import type { ChannelInput } from '../../../contract/channels.ts';
import type { SigningProof } from '../../../contract/signing.ts';
import { findPerson, formatPerson, handlungen } from '../../../domain/organisation/index.ts';
import { formatZeitpunkt } from '../../../domain/shared/dates.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { assertNever, err, ok, type Result } from '../../../domain/shared/result.ts';
import type { DokumentFakt, PersonId, Zeichnungsaufzeichnung } from '../../../domain/shared/vorgang.ts';
import {
  entscheidungenFor,
  findSchritt,
  signaturfeldOf,
  type Dokumentbezug,
  type Schritt,
  type SignSchritt,
  type Signaturangabe,
  type Umlauf,
  type UmlaufKontext,
} from '../../../domain/umlauf/index.ts';
import { dryDecision, NOT_YET_MADE } from '../dry-decision.ts';
import { executeCommand } from '../execute.ts';
import type { OpenKey } from '../keys/ports.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { signRecordAtLevel } from './level.ts';
import { settleSignedAgain } from './again.ts';
import { noteSigned } from './upgrade-list.ts';
import { recordBytes, writeRecordFile } from './record.ts';
import { signForVorgang, type ProvenSignature } from './version.ts';

/** What a kind with a route tells about signing: its route, and the document that is signed in the PDF. */
export interface SigningSubject {
  readonly umlauf: Umlauf;
  readonly pdf: (Dokumentbezug & { readonly name: string }) | null;
  readonly kontext: UmlaufKontext;
  /** a step whose decision carries figures of its own can't be signed together with others */
  readonly mitAngaben: (schritt: Schritt) => boolean;
}

type StepInput = ChannelInput<'sign.step'>;

/**
 * Signs the waiting step: makes the signature with the person's key, checks the result like any stranger's
 * document, stores it, and only then commands the step. A signature that is not sound goes no further.
 */
export async function signStep(
  workspace: OpenWorkspace,
  person: PersonId,
  subject: SigningSubject,
  input: StepInput,
  openKey: OpenStepKey = () => openKeyFor(workspace, person, input),
): Promise<Result<SigningProof | null, Rejection>> {
  const schritt = findSchritt(subject.umlauf, input.schritt);
  if (!schritt) return err({ code: 'app.nichts-gefunden', params: { was: 'Der Schritt' } });
  const { art, vorgang, baseRevision } = input;
  // A signature cannot be taken back: whatever the rule refuses is refused before key and PIN.
  const wish = signSchritt(input, notYetMade(subject, schritt));
  const refused = dryDecision(workspace.ctx, person, { art, vorgang, command: wish });
  if (refused) return err(refused);
  const sign = async (): Promise<Result<SigningProof | null, Rejection>> => {
    const signed = await makeSignature(workspace, person, subject, schritt, input, openKey);
    if (!signed.ok) return signed;
    const command = signSchritt(input, signed.value.angabe);
    const executed = executeCommand(workspace.ctx, person, { art, vorgang, baseRevision, command });
    if (!executed.ok) return executed;
    const { stand, proof } = signed.value;
    if (stand && proof && subject.pdf)
      noteSigned(workspace.ctx, stand, { sha256: proof.sha256, vorher: subject.pdf.sha256, person, vorgang });
    settleSignedAgain(workspace.ctx, vorgang, command);
    return ok(proof);
  };
  // Before the key: a one-time password is not spent on a document that another is signing.
  return schritt.zeichnung === 'pdf' && subject.pdf
    ? workspace.pens.during(vorgang, subject.pdf.sha256, sign)
    : sign();
}

const signSchritt = (input: StepInput, signatur: Signaturangabe): SignSchritt => ({
  type: 'signSchritt',
  schritt: input.schritt,
  rolle: input.rolle,
  entscheidung: input.entscheidung,
  bemerkung: input.bemerkung,
  dokumente: input.gezeigt,
  signatur,
  keinInteressenkonflikt: input.keinInteressenkonflikt,
  ...(input.zusatz === undefined ? {} : { zusatz: input.zusatz }),
});

/** The signature as it will be named, of a file that does not exist yet. */
function notYetMade({ pdf }: SigningSubject, { zeichnung }: Schritt): Signaturangabe {
  switch (zeichnung) {
    case 'ohne':
      return { art: 'ohne' };
    case 'detached':
      return { art: 'detached', sha256: NOT_YET_MADE };
    case 'pdf':
      return {
        art: 'pdf',
        dokument: pdf?.dokument ?? '',
        version: (pdf?.version ?? 0) + 1,
        sha256: NOT_YET_MADE,
      };
    default:
      return assertNever(zeichnung);
  }
}

/** Gives the key of one signature; a batch gives the one that is open already. */
type OpenStepKey = () => Promise<Result<OpenKey, Rejection>>;

async function openKeyFor(
  { keyring }: OpenWorkspace,
  person: PersonId,
  { schluessel, pin, otp }: StepInput,
): Promise<Result<OpenKey, Rejection>> {
  if (schluessel === undefined) return err({ code: 'signatur.schluessel-fehlt', params: {} });
  return keyring.open(person, schluessel, { pin, otp });
}

interface Signed {
  readonly angabe: Signaturangabe;
  readonly proof: SigningProof | null;
  /** what is still to be done for the file; absent: nothing */
  readonly stand?: ProvenSignature['stand'];
}

async function makeSignature(
  workspace: OpenWorkspace,
  person: PersonId,
  subject: SigningSubject,
  schritt: Schritt,
  input: StepInput,
  openKey: OpenStepKey,
): Promise<Result<Signed, Rejection>> {
  if (schritt.zeichnung === 'ohne') return ok({ angabe: { art: 'ohne' }, proof: null });
  const key = await openKey();
  if (!key.ok) return key;
  try {
    return schritt.zeichnung === 'pdf'
      ? await signInPdf(workspace, person, subject, schritt, input, key.value)
      : await signRecord(workspace, person, input, key.value);
  } finally {
    key.value.close();
  }
}

async function signInPdf(
  workspace: OpenWorkspace,
  person: PersonId,
  subject: SigningSubject,
  schritt: Schritt,
  input: StepInput,
  key: OpenKey,
): Promise<Result<Signed, Rejection>> {
  const { ctx } = workspace;
  const { pdf } = subject;
  const bytes = pdf && ctx.store.blobs.read(pdf.sha256);
  if (!pdf || !bytes)
    return err({ code: 'app.nichts-gefunden', params: { was: 'Das zu zeichnende Dokument' } });
  const now = ctx.clock.now();
  const { name, sha256, dokument, version } = pdf;
  const field = freeField(ctx.store.read.dokument(sha256), schritt.id);
  const signed = await signForVorgang(workspace, { name, sha256, bytes }, key, {
    claimedTime: new Date(now),
    field: field.name,
    reason: decisionText(schritt, input.entscheidung),
    // A step signed again after a return has no printed frame: its signature is invisible, the protocol shows it.
    ...(field.first
      ? { appearance: { lines: appearanceLines(workspace, person, schritt, input, now) } }
      : {}),
  });
  if (!signed.ok) return signed;
  const { proof, stand } = signed.value;
  return ok({ angabe: { art: 'pdf', dokument, version: version + 1, sha256: proof.sha256 }, proof, stand });
}

/** The field of a step in this file: the printed one, or a further one if that is already signed. */
function freeField(
  fakt: DokumentFakt | null,
  schritt: string,
): { readonly name: string; readonly first: boolean } {
  const taken = new Set(fakt?.signaturen.map((s) => s.feld));
  for (let n = 0; ; n += 1) {
    const name = signaturfeldOf(schritt, n);
    if (!taken.has(name)) return { name, first: n === 0 };
  }
}

async function signRecord(
  workspace: OpenWorkspace,
  person: PersonId,
  input: StepInput,
  key: OpenKey,
): Promise<Result<Signed, Rejection>> {
  const { ctx, documents, checker } = workspace;
  const record: Zeichnungsaufzeichnung = {
    format: 'amtsmappe-zeichnung/1',
    vorgang: input.vorgang,
    schritt: input.schritt,
    rolle: input.rolle,
    person,
    entscheidung: input.entscheidung,
    bemerkung: input.bemerkung,
    dokumente: input.gezeigt,
    zeit: ctx.clock.now(),
  };
  const signed = await signRecordAtLevel(workspace, recordBytes(record), key);
  if (!signed.ok) return signed;
  const { cms, stufe, hinweis } = signed.value;
  const bytes = writeRecordFile(record, cms);
  const name = `Zeichnung-${input.schritt}.json`;
  const checked = await checker.checkRecord(name, bytes);
  if (!checked.ok) return checked;
  const { sha256 } = documents.keep(name, bytes, checked.value);
  const signatur = checked.value.signaturen[0];
  if (!signatur) return err({ code: 'signatur.nicht-entstanden', params: { datei: name } });
  return ok({
    angabe: { art: 'detached', sha256 },
    proof: { document: null, signatur, sha256, stufe, hinweis },
  });
}

const decisionText = (schritt: Schritt, code: string): string =>
  entscheidungenFor(schritt.art).find((e) => e.code === code)?.text ?? code;

/** What stands in the visible signature: decision, name, role, for whom, when, remark. */
function appearanceLines(
  { ctx, demo }: OpenWorkspace,
  person: PersonId,
  schritt: Schritt,
  input: StepInput,
  now: string,
): readonly string[] {
  const v = ctx.verzeichnis();
  const self = findPerson(v, person);
  const how = handlungen(v, person, schritt.adressat, ctx.clock.today())[0];
  const represented = how && how.wie !== 'selbst' ? findPerson(v, how.fuer) : null;
  const name = self ? formatPerson(self) : '';
  return [
    `${schritt.bezeichnung}: ${decisionText(schritt, input.entscheidung)}`,
    represented && how ? `${how.wie} ${formatPerson(represented)}: ${name}` : name,
    input.rolle || (self?.funktion ?? ''),
    formatZeitpunkt(now),
    ...(input.bemerkung === '' ? [] : [`„${input.bemerkung}“`]),
    ...(demo ? ['Übung – ohne rechtliche Wirkung'] : []),
  ].filter((line) => line !== '');
}
