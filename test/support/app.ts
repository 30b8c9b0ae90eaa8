import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Problem } from '../../src/contract/channel.ts';
import { umlaufKontext, type Laufzettel } from '../../src/domain/beschaffung/index.ts';
import { tagOf } from '../../src/domain/shared/dates.ts';
import { aktuelleSchritte, entscheidungenFor, erklaerungVon } from '../../src/domain/umlauf/index.ts';
import { sendLaufzettel } from '../../src/main/app/beschaffung/laufzettel.ts';
import { DEMO_PIN } from '../../src/main/app/keys/keyring.ts';
import { openApp, type OpenAppOptions, type RunningApp } from '../../src/main/workspace.ts';

export const PASSPHRASE = 'Übungswort lang genug 2026';
/** Cheap: what is tested is not how long guessing takes. */
const SCRYPT = { N: 1024, r: 8, p: 1 };

export interface TestApp {
  readonly dir: string;
  readonly app: RunningApp;
  /** the time that the app sees; may be set */
  readonly uhr: { jetzt: string };
  /** from now on this person sits at the screen (demo workspace) */
  readonly als: (nachname: string) => Promise<string>;
  readonly workspace: () => NonNullable<ReturnType<RunningApp['app']['workspace']>>['open'];
  /** another process would do the same: closes and opens the folder again, locked */
  readonly reopen: () => void;
  readonly remove: () => void;
}

export interface TestAppOptions extends Pick<OpenAppOptions, 'cards' | 'openExternal' | 'log'> {
  readonly jetzt?: string;
}

export function startTestApp({ jetzt, ...options }: TestAppOptions = {}): TestApp {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-app-'));
  const uhr = { jetzt: jetzt ?? new Date().toISOString() };
  const open = () =>
    openApp({
      dir,
      clock: { now: () => uhr.jetzt, today: () => tagOf(uhr.jetzt) },
      scryptCost: SCRYPT,
      fillDemo: false,
      log: () => {},
      ...options,
    });
  let app = open();
  const workspace = () => {
    const found = app.app.workspace();
    if (!found) throw new Error('The workspace is locked');
    return found.open;
  };
  return {
    dir,
    get app() {
      return app;
    },
    uhr,
    workspace,
    als: async (nachname) => {
      const person = workspace()
        .ctx.verzeichnis()
        .personen.find((p) => p.nachname === nachname)?.id;
      if (person === undefined) throw new Error(`Nobody is called ${nachname}`);
      ok(await app.handlers['session.switchPerson']({ person }));
      return person;
    },
    reopen: () => {
      app.close();
      app = open();
    },
    remove: () => {
      app.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A demo workspace with people and tables and nothing else, unlocked. */
export async function startDemoApp(options: TestAppOptions = {}): Promise<TestApp> {
  const started = startTestApp(options);
  ok(
    await started.app.handlers['setup.create']({
      passphrase: PASSPHRASE,
      demo: true,
      stadt: 'Musterhafen',
    }),
  );
  return started;
}

export function ok<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.cause}`);
  return answer.value;
}

/** The refusal that was expected; that all its placeholders are filled is checked on the way. */
export function problem(answer: Answer<unknown>): Problem {
  if (answer.ok) throw new Error('Accepted, but a refusal was expected');
  const { heading, cause, next } = answer.problem;
  const open = /\{\w+\}/.exec(`${heading} ${cause} ${next}`);
  if (open) throw new Error(`${answer.problem.code} leaves ${open[0]} unfilled`);
  return answer.problem;
}

/** In a demo workspace: its administration trusts the issuers in a PEM file. */
export async function trustRoot(t: TestApp, rootFile: string): Promise<void> {
  await t.als('Brandt');
  const { sha256: upload } = ok(await t.app.app.putDocument('root.pem', readFileSync(rootFile)));
  ok(await t.app.handlers['trust.add']({ upload }));
}

export const stateOf = (t: TestApp, vorgang: string): Laufzettel =>
  t.workspace().ctx.store.read.stand(vorgang)?.state as Laufzettel;

export const revisionOf = (t: TestApp, vorgang: string): number =>
  t.workspace().ctx.store.read.stand(vorgang)?.revision ?? 0;

/** A complete slip of FD 12 (by Arslan), optionally on its way: Mittelbestätigung is waiting. */
export async function makeLaufzettel(
  t: TestApp,
  options: {
    readonly titel?: string;
    readonly bedarf?: string;
    readonly betragCent?: number;
    readonly senden?: boolean;
  } = {},
): Promise<string> {
  const person = await t.als('Arslan');
  const vorgang = ok(await t.app.handlers['id.new'](null));
  const heute = tagOf(t.uhr.jetzt);
  const { einheiten } = t.workspace().ctx.verzeichnis();
  await execute(t, vorgang, {
    type: 'createLaufzettel',
    jahr: Number(heute.slice(0, 4)),
    angaben: {
      titel: options.titel ?? 'Zwei Aktenvernichter',
      bedarf: options.bedarf ?? 'Die alten sind defekt.',
      bedarfsstelle: einheiten.find((e) => e.kuerzel === 'FD 12')?.id ?? '',
      leistungsart: 'lieferung',
      vergabeart: 'direktauftrag',
      vergabeartBegruendung: 'Wert unter der Grenze',
      schaetzung: {
        betragCent: options.betragCent ?? 960_000,
        basis: 'netto',
        ustProzent: 19,
        methode: 'Marktabfrage',
        tag: heute,
      },
      haushaltsstelle: '1110.0821',
      haushaltsjahr: Number(heute.slice(0, 4)),
      auftraggeber: 'Stadt Musterhafen',
    },
  });
  for (const nummer of [6, 7, 9, 10, 11])
    await execute(t, vorgang, { type: 'setVermerkPunkt', nummer, zutreffend: false, text: '' });
  if (options.senden !== false) {
    const sent = await sendLaufzettel(t.workspace(), person, vorgang);
    if (!sent.ok) throw new Error(`${sent.error.code} ${JSON.stringify(sent.error.params)}`);
  }
  return vorgang;
}

export async function execute(
  t: TestApp,
  vorgang: string,
  command: { readonly type: string; readonly [more: string]: unknown },
  art = 'laufzettel',
): Promise<void> {
  const baseRevision = revisionOf(t, vorgang);
  ok(await t.app.handlers['command.execute']({ art, vorgang, baseRevision, command }));
}

/** The input of the signing dialog for the step that waits, as the person at the screen would send it. */
export function signingInput(t: TestApp, vorgang: string, schluessel: string, pin = DEMO_PIN) {
  const state = stateOf(t, vorgang);
  const [schritt] = state.umlauf ? aktuelleSchritte(state.umlauf) : [];
  if (!schritt || !state.umlauf) throw new Error('No step waits');
  const person = t.app.app.workspace()?.person ?? '';
  return {
    art: 'laufzettel',
    vorgang,
    baseRevision: revisionOf(t, vorgang),
    schritt: schritt.id,
    gezeigt: umlaufKontext(state).dokumente.map(({ dokument, version, sha256 }) => ({
      dokument,
      version,
      sha256,
    })),
    rolle: '',
    entscheidung: entscheidungenFor(schritt.art)[0]?.code ?? '',
    bemerkung: '',
    keinInteressenkonflikt: erklaerungVon(state.umlauf, person) === null,
    ...(schritt.art === 'Mittelbestaetigung'
      ? {
          zusatz: {
            betragCent: 1_142_400,
            haushaltsjahr: state.angaben.haushaltsjahr ?? 0,
            konto: state.angaben.haushaltsstelle,
          },
        }
      : {}),
    schluessel,
    pin,
  };
}

/** Signs the waiting step with the person's demo key. */
export async function signNext(t: TestApp, vorgang: string, nachname: string): Promise<void> {
  await t.als(nachname);
  const [key] = ok(await t.app.handlers['sign.keys'](null));
  ok(await t.app.handlers['sign.step'](signingInput(t, vorgang, key?.id ?? '')));
}
