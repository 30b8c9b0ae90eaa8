import type { ChannelInput } from '../../../contract/channels.ts';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { DruckDokument } from '../../../domain/shared/druck.ts';
import { tagOf } from '../../../domain/shared/dates.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { Command, PersonId } from '../../../domain/shared/vorgang.ts';
import {
  printBekanntmachung,
  printDringlichkeitsentscheidung,
  printEinladung,
  printNiederschrift,
  type Dringlichkeitsentscheidung,
  type Gremium,
  type Niederschrift,
  type Sitzung,
} from '../../../domain/sitzung/index.ts';
import { executeCommand } from '../execute.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { printDocument } from '../printing.ts';
import { marked, rahmenOf } from './druck.ts';

type Ziel = { readonly vorgang: string; readonly baseRevision: number };
type Gedruckt = Promise<Result<DocumentInfo, Rejection>>;

/** Prints the invitation with neutral titles and records that it has left. */
export async function sendEinladung(
  w: OpenWorkspace,
  person: PersonId,
  input: ChannelInput<'sitzung.einladen'>,
): Gedruckt {
  const s = stateOf<Sitzung>(w, input.vorgang, 'sitzung');
  const gremium = s && stateOf<Gremium>(w, s.gremium, 'gremium');
  if (!s || !gremium) return missing('Die Sitzung');
  const { versand, verkuerzungGrund } = input;
  const model = printEinladung(s, gremium, { nichtoeffentlich: null, verkuerzungGrund }, rahmenOf(w.ctx));
  return printed(w, person, 'sitzung', input, model, `Einladung-${tagOf(s.beginn)}.pdf`, (dokument) => ({
    type: 'sendEinladung',
    dokument,
    versand,
    verkuerzungGrund,
  }));
}

export async function sendNachtrag(w: OpenWorkspace, person: PersonId, input: Ziel): Gedruckt {
  const s = stateOf<Sitzung>(w, input.vorgang, 'sitzung');
  const gremium = s && stateOf<Gremium>(w, s.gremium, 'gremium');
  if (!s || !gremium) return missing('Die Sitzung');
  const angaben = { nichtoeffentlich: null, verkuerzungGrund: null };
  const model = { ...printEinladung(s, gremium, angaben, rahmenOf(w.ctx)), titel: 'Nachtrag zur Einladung' };
  return printed(w, person, 'sitzung', input, model, `Nachtrag-${tagOf(s.beginn)}.pdf`, (dokument) => ({
    type: 'sendNachtrag',
    dokument,
  }));
}

export async function publish(
  w: OpenWorkspace,
  person: PersonId,
  input: Ziel & { readonly wo: string },
): Gedruckt {
  const s = stateOf<Sitzung>(w, input.vorgang, 'sitzung');
  if (!s) return missing('Die Sitzung');
  const model = printBekanntmachung(s, rahmenOf(w.ctx));
  return printed(w, person, 'sitzung', input, model, `Bekanntmachung-${tagOf(s.beginn)}.pdf`, (dokument) => ({
    type: 'publishBekanntmachung',
    dokument,
    wo: input.wo,
  }));
}

/** Prints minutes, an extract or an urgent decision with its signature fields and presents it. */
export async function present(w: OpenWorkspace, person: PersonId, input: Ziel): Gedruckt {
  const n = stateOf<Niederschrift>(w, input.vorgang, 'niederschrift');
  if (n) {
    const model = printNiederschrift(n, 'zurUnterschrift', rahmenOf(w.ctx));
    const name = `${n.form === 'auszug' ? 'Auszug' : 'Niederschrift'}-${n.sitzungstag}-${n.teil === 'oeffentlich' ? 'öffentlich' : 'nichtöffentlich'}.pdf`;
    return printed(w, person, 'niederschrift', input, model, name, (dokument) => ({
      type: 'presentNiederschrift',
      dokument,
    }));
  }
  const d = stateOf<Dringlichkeitsentscheidung>(w, input.vorgang, 'dringlichkeitsentscheidung');
  if (!d) return missing('Die Niederschrift oder Entscheidung');
  const model = printDringlichkeitsentscheidung(d, 'zurUnterschrift', rahmenOf(w.ctx));
  const name = `Dringlichkeitsentscheidung-${d.nummer ?? 'vorläufig'}.pdf`.replaceAll('/', '-');
  return printed(w, person, d.art, input, model, name, (dokument) => ({
    type: 'presentDringlichkeitsentscheidung',
    dokument,
  }));
}

const missing = (was: string) => err<Rejection>({ code: 'app.nichts-gefunden', params: { was } });

function stateOf<S extends { readonly art: string }>(
  { ctx }: OpenWorkspace,
  id: string,
  art: S['art'],
): S | null {
  const state = ctx.store.read.stand(id)?.state as S | undefined;
  return state?.art === art ? state : null;
}

async function printed(
  w: OpenWorkspace,
  person: PersonId,
  art: string,
  { vorgang, baseRevision }: Ziel,
  model: DruckDokument,
  name: string,
  befehl: (dokument: string) => Command & Readonly<Record<string, unknown>>,
): Gedruckt {
  const made = await printDocument(w, marked(model, w.demo !== null), name, vorgang);
  if (!made.ok) return made;
  const command = befehl(made.value.sha256);
  const done = executeCommand(w.ctx, person, { art, vorgang, baseRevision, command });
  return done.ok ? ok(made.value) : done;
}
