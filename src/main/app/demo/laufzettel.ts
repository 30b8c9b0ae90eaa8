import {
  bruttoOfSchaetzung,
  umlaufKontext,
  type Angaben,
  type Laufzettel,
} from '../../../domain/beschaffung/index.ts';
import { adressaten, type Verzeichnis } from '../../../domain/organisation/index.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { ok, type Result } from '../../../domain/shared/result.ts';
import type { SigningProof } from '../../../contract/signing.ts';
import { addDays, weekday } from '../../../domain/shared/dates.ts';
import type { Command, Tag } from '../../../domain/shared/vorgang.ts';
import {
  aktuelleSchritte,
  entscheidungenFor,
  erklaerungVon,
  type Schritt,
} from '../../../domain/umlauf/index.ts';
import { closeLaufzettel, sendLaufzettel } from '../beschaffung/laufzettel.ts';
import { executeCommand } from '../execute.ts';
import { DEMO_PIN } from '../keys/keyring.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { signStep } from '../signing/signing.ts';
import { at, workingDayBefore, type DemoAct } from './acts.ts';
import { MUSTER, type Muster } from './laufzettel-muster.ts';

interface Running {
  readonly muster: Muster;
  readonly vorgang: string;
  readonly ersteller: string;
  readonly beginn: Tag;
  left: number;
}

/**
 * Procurements in every state, through the same use cases a clerk uses: real prints, real signatures with demo
 * keys. One step a working day, as in a house where everyone has other things to do too.
 */
export function laufzettelActs(workspace: OpenWorkspace, heute: Tag): readonly DemoAct[] {
  return MUSTER.flatMap((muster, nr) => {
    let running: Running | null = null;
    const first = workingDayBefore(heute, muster.vorTagen);
    const acts: DemoAct[] = [
      {
        zeit: at(first, muster.uhrzeit),
        run: async () => {
          running = await begin(workspace, muster, first);
        },
      },
    ];
    for (let n = muster.vorTagen - 1; n >= 0; n -= 1) {
      const uhrzeit = `${String(9 + (n % 3)).padStart(2, '0')}:${String((nr * 17 + n * 7) % 60).padStart(2, '0')}`;
      acts.push({
        zeit: at(workingDayBefore(heute, n), uhrzeit),
        run: async () => {
          if (running) await signNext(workspace, running);
        },
      });
    }
    return acts;
  });
}

async function begin(workspace: OpenWorkspace, muster: Muster, tag: Tag): Promise<Running> {
  const { ctx } = workspace;
  const v = ctx.verzeichnis();
  const { einheit, person } = findRequester(v, muster.stelle);
  const vorgang = ctx.newId();
  run(workspace, person, vorgang, {
    type: 'createLaufzettel',
    angaben: complete(muster.angaben, einheit, tag),
    herkunft: { art: 'formular' },
    jahr: Number(tag.slice(0, 4)),
  });
  for (const nummer of [9, 10, 11]) {
    const command = { type: 'setVermerkPunkt', nummer, zutreffend: false, text: '' };
    run(workspace, person, vorgang, command);
  }
  for (const [nummer, text] of Object.entries(muster.punkte ?? {})) {
    run(workspace, person, vorgang, {
      type: 'setVermerkPunkt',
      nummer: Number(nummer),
      zutreffend: true,
      text,
    });
  }
  if (muster.gezeichnet !== null) {
    must(await sendLaufzettel(workspace, person, vorgang), `send ${muster.angaben.titel}`);
  }
  const left = muster.gezeichnet === 'alle' ? Infinity : (muster.gezeichnet ?? 0);
  return { muster, vorgang, ersteller: person, beginn: tag, left };
}

async function signNext(workspace: OpenWorkspace, r: Running): Promise<void> {
  const state = stateOf(workspace, r.vorgang);
  const [schritt] = state.umlauf?.status === 'laeuft' ? aktuelleSchritte(state.umlauf) : [];
  if (!schritt) {
    if (r.left === Infinity && state.status === 'gezeichnet') {
      must(await closeLaufzettel(workspace, r.ersteller, r.vorgang), 'close');
    }
    return;
  }
  if (r.left <= 0) {
    if (r.muster.rueckfrage !== undefined) ask(workspace, r, schritt, r.muster.rueckfrage, state);
    return;
  }
  r.left -= 1;
  await sign(workspace, r, schritt, state);
}

async function sign(
  workspace: OpenWorkspace,
  r: Running,
  schritt: Schritt,
  state: Laufzettel,
): Promise<void> {
  must(
    await signAsDemo(workspace, r.vorgang, schritt, state),
    `sign ${schritt.bezeichnung} of ${r.muster.angaben.titel}`,
  );
}

/** Signs a step in the name of somebody it addresses, with their demo key. */
export async function signAsDemo(
  workspace: OpenWorkspace,
  vorgang: string,
  schritt: Schritt,
  state: Laufzettel,
): Promise<Result<{ readonly person: string; readonly proof: SigningProof | null }, Rejection>> {
  const person = signerOf(workspace.ctx.verzeichnis(), workspace.ctx.clock.today(), schritt, state);
  const [key] = await workspace.keyring.list(person);
  const subject = workspace.services.get('laufzettel')?.signing?.(state);
  if (!subject || !key) throw new Error('Demo: nothing to sign with');
  const mittel = state.angaben.schaetzung && {
    betragCent: bruttoOfSchaetzung(state.angaben.schaetzung),
    haushaltsjahr: state.angaben.haushaltsjahr ?? 0,
    konto: state.angaben.haushaltsstelle,
  };
  const signed = await signStep(workspace, person, subject, {
    art: 'laufzettel',
    vorgang,
    baseRevision: workspace.ctx.store.read.stand(vorgang)?.revision ?? 0,
    schritt: schritt.id,
    gezeigt: umlaufKontext(state).dokumente.map(({ dokument, version, sha256 }) => ({
      dokument,
      version,
      sha256,
    })),
    rolle: '',
    entscheidung: entscheidungenFor(schritt.art)[0]?.code ?? '',
    bemerkung: '',
    keinInteressenkonflikt: !state.umlauf || erklaerungVon(state.umlauf, person) === null,
    ...(schritt.art === 'Mittelbestaetigung' && mittel ? { zusatz: mittel } : {}),
    schluessel: key.id,
    pin: DEMO_PIN,
  });
  return signed.ok ? ok({ person, proof: signed.value }) : signed;
}

function ask(workspace: OpenWorkspace, r: Running, schritt: Schritt, text: string, state: Laufzettel): void {
  if (state.umlauf?.rueckfragen.length) return;
  const person = signerOf(workspace.ctx.verzeichnis(), workspace.ctx.clock.today(), schritt, state);
  run(workspace, person, r.vorgang, {
    type: 'askRueckfrage',
    id: workspace.ctx.newId(),
    schritt: schritt.id,
    an: { person: r.ersteller },
    text,
  });
}

function signerOf(v: Verzeichnis, tag: Tag, schritt: Schritt, state: Laufzettel): string {
  const taken = new Set([
    state.angelegtVon,
    ...(state.umlauf?.schritte.flatMap((s) => s.zeichnungen.map((z) => z.person)) ?? []),
  ]);
  const all = adressaten(v, schritt.adressat, tag);
  const found = all.find((p) => !taken.has(p.id)) ?? (schritt.initiatorDarf ? all[0] : undefined);
  if (!found) throw new Error(`Demo: nobody for ${schritt.bezeichnung}`);
  return found.id;
}

/** Somebody who asks for things in the name of a unit. */
export function findRequester(
  v: Verzeichnis,
  kuerzel: string,
): { readonly einheit: string; readonly person: string } {
  const einheit = v.einheiten.find((e) => e.kuerzel === kuerzel);
  const bereich = `einheit:${einheit?.id ?? ''}`;
  const asks = (p: Verzeichnis['personen'][number]) =>
    p.rollen.some((r) => r.rolle === 'bedarfsstelle' && r.bereich === bereich);
  const leads = (p: Verzeichnis['personen'][number]) => p.rollen.some((r) => r.rolle === 'abteilungsleitung');
  const person = v.personen.find((p) => asks(p) && !leads(p)) ?? v.personen.find(asks);
  if (!einheit || !person) throw new Error(`Demo: nobody asks for ${kuerzel}`);
  return { einheit: einheit.id, person: person.id };
}

function complete(angaben: Muster['angaben'], einheit: string, tag: Tag): Partial<Angaben> {
  return {
    auftraggeber: 'Stadt Musterhafen',
    haushaltsjahr: Number(tag.slice(0, 4)),
    lieferungBis: nextWorkday(addDays(tag, 60)),
    vergabeart: defaultProcedure(angaben),
    vergabeartBegruendung:
      'Wert unterhalb der Grenze der Dienstanweisung; drei Unternehmen werden angefragt.',
    ...angaben,
    bedarfsstelle: einheit,
    schaetzung: angaben.schaetzung ? { ...angaben.schaetzung, tag } : null,
  };
}

const nextWorkday = (tag: Tag): Tag => (weekday(tag) > 5 ? nextWorkday(addDays(tag, 1)) : tag);

/** Limit of the direct order in the sample table of procedures: 15,000 EUR net. */
const DIREKTAUFTRAG_BIS_CENT = 1_500_000;

const defaultProcedure = ({ schaetzung }: Muster['angaben']): string =>
  (schaetzung?.betragCent ?? 0) <= DIREKTAUFTRAG_BIS_CENT ? 'direktauftrag' : 'angebotsvergleich';

function run<C extends Command>(workspace: OpenWorkspace, person: string, vorgang: string, command: C): void {
  const { ctx } = workspace;
  const baseRevision = ctx.store.read.stand(vorgang)?.revision ?? 0;
  must(executeCommand(ctx, person, { art: 'laufzettel', vorgang, baseRevision, command }), command.type);
}

const stateOf = (workspace: OpenWorkspace, vorgang: string): Laufzettel =>
  workspace.ctx.store.read.stand(vorgang)?.state as Laufzettel;

/** The demo data is part of the release: a refusal is a bug. */
function must<T>(result: Result<T, Rejection>, what: string): T {
  if (result.ok) return result.value;
  throw new Error(`Demo: ${what}: ${result.error.code} ${JSON.stringify(result.error.params)}`);
}
