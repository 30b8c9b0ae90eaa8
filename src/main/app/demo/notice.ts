import { readNotice } from '../eforms.ts';
import {
  umlaufKontext,
  vermerkDokument,
  currentVersion,
  type Angaben,
  type Laufzettel,
} from '../../../domain/beschaffung/index.ts';
import type { Problem } from '../../../contract/channel.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import { formatEuro } from '../../../domain/shared/money.ts';
import { aktuelleSchritte } from '../../../domain/umlauf/index.ts';
import { openRecord, verifyChain } from '../../../ledger/index.ts';
import { closeLaufzettel, sendLaufzettel } from '../beschaffung/laufzettel.ts';
import { problemOf } from '../context.ts';
import { executeCommand } from '../execute.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { nameOf } from '../views.ts';
import { findRequester, signAsDemo } from './laufzettel.ts';

export interface NoticeDemo {
  readonly files: readonly (readonly [name: string, bytes: Uint8Array])[];
  /** every signature and the chain were found sound */
  readonly passed: boolean;
}

/** Takes a notice through the house: slip, route, every signature of it, protocol, and the evidence. */
export async function runNoticeDemo(
  workspace: OpenWorkspace,
  file: { readonly name: string; readonly bytes: Uint8Array },
  say: (line: string) => void,
): Promise<Result<NoticeDemo, Problem>> {
  const { ctx } = workspace;
  const fail = (rejection: Rejection) => err(problemOf(ctx.errors, rejection));
  const notice = readNotice(file.bytes, ctx.clock.today(), { name: file.name, sha256: null });
  if (!notice.ok) return fail(notice.error);
  say(`Bekanntmachung gelesen: ${notice.value.art}`);
  notice.value.hinweise.forEach((h) => say(`  Hinweis: ${h}`));

  const made = createSlip(workspace, notice.value.entwurf as unknown as Entwurf, say);
  if (!made.ok) return fail(made.error);
  const { vorgang, person } = made.value;
  const sent = await sendLaufzettel(workspace, person, vorgang);
  if (!sent.ok) return fail(sent.error);
  const route = stateOf(workspace, vorgang).umlauf;
  say(`bestätigt: Umlauf begonnen mit ${route?.schritte.length ?? 0} Schritten`);
  route?.schritte.forEach((s) =>
    say(`  ${s.nummer}. ${s.bezeichnung} (${s.regeln.map((r) => r.norm).join('; ')})`),
  );

  for (;;) {
    const state = stateOf(workspace, vorgang);
    const [schritt] = state.umlauf?.status === 'laeuft' ? aktuelleSchritte(state.umlauf) : [];
    if (!schritt) break;
    const signed = await signAsDemo(workspace, vorgang, schritt, state);
    if (!signed.ok) return fail(signed.error);
    const { person: wer, proof } = signed.value;
    say(
      `bestätigt: ${schritt.bezeichnung} durch ${nameOf(ctx, wer)}${proof ? ` – ${proof.sha256.slice(0, 16)}…` : ''}`,
    );
  }
  const closed = await closeLaufzettel(workspace, person, vorgang);
  if (!closed.ok) return fail(closed.error);
  say('bestätigt: Laufzettel abgeschlossen, Umlaufprotokoll beigefügt');
  return ok(await evidence(workspace, vorgang, closed.value.sha256, say));
}

interface Entwurf {
  readonly angaben: Partial<Angaben>;
  readonly herkunft: unknown;
  readonly jahr: number;
}

/** What a notice does not say is added with values that are plainly practice. */
function createSlip(
  workspace: OpenWorkspace,
  entwurf: Entwurf,
  say: (line: string) => void,
): Result<{ readonly vorgang: string; readonly person: string }, Rejection> {
  const { ctx } = workspace;
  const { einheit, person } = findRequester(ctx.verzeichnis(), 'FD 12');
  const vorgang = ctx.newId();
  const heute = ctx.clock.today();
  const { angaben } = entwurf;
  const schaetzung = angaben.schaetzung ?? {
    betragCent: 960_000,
    basis: 'netto' as const,
    ustProzent: 19,
    methode: 'Übungswert: die Bekanntmachung nennt keinen',
    tag: heute,
  };
  const complete: Partial<Angaben> = {
    haushaltsstelle: '1110.0821',
    haushaltsjahr: Number(heute.slice(0, 4)),
    leistungsart: 'dienstleistung',
    vergabeart: 'offen',
    vergabeartBegruendung: 'Wie bekannt gemacht',
    ...defined(angaben),
    bedarf: angaben.bedarf || (angaben.titel ?? 'Wie bekannt gemacht'),
    bedarfsstelle: einheit,
    schaetzung: {
      ...schaetzung,
      basis: 'netto',
      tag: heute,
      methode: schaetzung.methode || 'Wie bekannt gemacht',
    },
  };
  const commands = [
    { type: 'createLaufzettel', angaben: complete, herkunft: entwurf.herkunft, jahr: entwurf.jahr },
    ...[6, 7, 9, 10, 11].map((nummer) => ({ type: 'setVermerkPunkt', nummer, zutreffend: false, text: '' })),
  ];
  for (const command of commands) {
    const baseRevision = ctx.store.read.stand(vorgang)?.revision ?? 0;
    const done = executeCommand(ctx, person, { art: 'laufzettel', vorgang, baseRevision, command });
    if (!done.ok) return done;
  }
  const state = stateOf(workspace, vorgang);
  say(
    `bestätigt: Laufzettel ${state.nummer ?? ''} „${state.angaben.titel}“ angelegt von ${nameOf(ctx, person)}`,
  );
  say(
    `  Auftragswert ${formatEuro(schaetzung.betragCent)} netto${angaben.schaetzung ? '' : ' (Übungswert)'}`,
  );
  return ok({ vorgang, person });
}

const defined = (angaben: Partial<Angaben>): Partial<Angaben> =>
  Object.fromEntries(Object.entries(angaben).filter(([, v]) => v !== null && v !== ''));

/** Signed PDF, protocol, and a JSON that says what is in the ledger and what the validator found. */
async function evidence(
  workspace: OpenWorkspace,
  vorgang: string,
  protokoll: string,
  say: (line: string) => void,
): Promise<NoticeDemo> {
  const { ctx, checker } = workspace;
  const state = stateOf(workspace, vorgang);
  const dokument = vermerkDokument(state);
  const vermerk = dokument && ctx.store.blobs.read(currentVersion(dokument).sha256);
  const protokollBytes = ctx.store.blobs.read(protokoll);
  if (!vermerk || !protokollBytes) throw new Error('The signed documents are not stored');
  const fakt = ctx.store.read.dokument(checker.sha256(vermerk));
  const chain = verifyChain(ctx.crypto, ctx.store.read.records());
  const { key, records } = ctx.store.read.history(vorgang);
  const signatures = fakt?.signaturen ?? [];
  const sound = signatures.every((s) => s.indication === 'TOTAL_PASSED' && s.aenderungen !== 'forbidden');
  const passed = sound && signatures.length >= 3 && chain.fault === null;
  for (const s of signatures)
    say(`  ${s.zertifikatName}: ${s.indication}, Änderungen danach: ${s.aenderungen}`);
  say(
    `Prüfung: ${signatures.length} Unterschriften, Kette mit ${chain.head.feed} Einträgen ${chain.fault === null ? 'unversehrt' : 'beschädigt'}: ${passed ? 'bestanden' : 'NICHT bestanden'}`,
  );
  const nachweis = {
    format: 'amtsmappe-nachweis/1',
    laufzettel: { vorgang, nummer: state.nummer, titel: state.angaben.titel, status: state.status },
    dokumente: umlaufKontext(state).dokumente,
    unterschriften: signatures,
    ereignisse: records.map((r) => ({
      feed: r.feed,
      hash: r.hash,
      prev: r.prev,
      zeit: r.zeit,
      akteur: nameOf(ctx, r.akteur),
      type: r.type,
      inhalt: key === null ? null : (openRecord(ctx.crypto, key, r)?.event ?? null),
    })),
    kette: { eintraege: chain.head.feed, kopf: chain.head.hash, fehler: chain.fault },
    pruefbericht: await checker.report(vermerk),
  };
  const wurzel = workspace.demo ? pem(workspace.demo.rootDer) : '';
  return {
    passed,
    files: [
      ['Vergabevermerk.pdf', vermerk],
      ['Umlaufprotokoll.pdf', protokollBytes],
      ['nachweis.json', text(`${JSON.stringify(nachweis, jsonValue, 2)}\n`)],
      ['uebungs-wurzel.pem', text(wurzel)],
    ],
  };
}

const text = (s: string): Uint8Array => new TextEncoder().encode(s);

/** Binary parts of the report (certificates) as base64. */
const jsonValue = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;

const pem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};

const stateOf = (workspace: OpenWorkspace, vorgang: string): Laufzettel =>
  workspace.ctx.store.read.stand(vorgang)?.state as Laufzettel;
