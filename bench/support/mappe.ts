import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { umlaufKontext, type Laufzettel } from '../../src/domain/beschaffung/index.ts';
import { signaturfeldOf } from '../../src/domain/umlauf/index.ts';
import type { Command, DokumentFakt } from '../../src/domain/shared/vorgang.ts';
import { startFacts } from '../../src/main/app/beschaffung/laufzettel.ts';
import { executeAll, type AuthoredIntent } from '../../src/main/app/execute.ts';
import type { OpenWorkspace } from '../../src/main/app/open-workspace.ts';
import { openApp } from '../../src/main/workspace.ts';
import { vorschlagLaufweg } from '../../src/domain/beschaffung/index.ts';

/**
 * Workspaces to measure on: `leer` with people and tables only, `voll` with 20,000 slips and 200,000 events of
 * theirs, each written through the real engine. They are kept in `.tmp/bench` between runs.
 */
export const PASSPHRASE = 'Uebung2026';
export const SLIPS = 20_000;
/** Cheap on purpose: what is measured is the data, not the passphrase. The same in both workspaces. */
export const SCRYPT = { N: 2 ** 12, r: 8, p: 1 } as const;

const root = join(import.meta.dirname, '../../.tmp/bench');
/** Slips filled in one transaction. */
const CHUNK = 250;

export async function benchWorkspace(name: 'leer' | 'voll'): Promise<string> {
  const dir = join(root, name);
  const ready = join(dir, 'fertig');
  if (existsSync(ready)) return dir;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const app = openApp({ dir, fillDemo: false, scryptCost: SCRYPT });
  const made = await app.handlers['setup.create']({ passphrase: PASSPHRASE, demo: true, stadt: 'Messung' });
  if (!made.ok) throw new Error(made.problem.code);
  const open = app.app.workspace();
  if (!open) throw new Error('not open');
  if (name === 'voll') await fill(open.open);
  app.close();
  writeFileSync(ready, '');
  return dir;
}

/** Opens one of them, unlocked, with the treasurer at the screen. */
export async function openBench(dir: string) {
  const app = openApp({ dir, scryptCost: SCRYPT });
  const unlocked = await app.handlers['session.unlock']({ passphrase: PASSPHRASE });
  const open = app.app.workspace();
  if (!unlocked.ok || !open) throw new Error('The bench workspace does not open');
  const workspace = open.open;
  const treasurer = workspace.ctx.verzeichnis().personen.find((p) => p.nachname === 'Thomsen')?.id ?? '';
  await app.handlers['session.switchPerson']({ person: treasurer });
  return { app, workspace };
}

/** Fresh slips that wait for the treasurer's signature. */
export async function unsignedSlips(workspace: OpenWorkspace, count: number) {
  const { ctx } = workspace;
  const treasurer = ctx.verzeichnis().personen.find((p) => p.nachname === 'Thomsen');
  const [key] = treasurer ? await workspace.keyring.list(treasurer.id) : [];
  if (!treasurer || !key) throw new Error('nobody confirms funds');
  const from = 10_000_000 + ctx.store.read.head().feed;
  return makeSlips(workspace, from, count).map(({ vorgang, n }) => ({
    vorgang,
    n,
    treasurer: treasurer.id,
    certificate: key.id,
  }));
}

async function fill(workspace: OpenWorkspace): Promise<void> {
  const { ctx } = workspace;
  const v = ctx.verzeichnis();
  const treasurer = v.personen.find((p) => p.nachname === 'Thomsen');
  if (!treasurer) throw new Error('nobody confirms funds');
  const [key] = await workspace.keyring.list(treasurer.id);
  if (!key) throw new Error('no key to confirm funds with');
  for (let at = 0; at < SLIPS; at += CHUNK) {
    const slips = makeSlips(workspace, at, CHUNK);
    for (const s of slips) ctx.store.blobs.saveFakt(signedFakt(s.n, treasurer.id, key.id));
    run(
      workspace,
      slips.map((s) => intent(treasurer.id, s.vorgang, sign(workspace, s.vorgang, s.n))),
    );
  }
}

/** Slips on their way: drafted, with a Vermerk, route begun. */
function makeSlips(workspace: OpenWorkspace, at: number, count: number) {
  const { ctx } = workspace;
  const v = ctx.verzeichnis();
  const einheiten = v.einheiten.filter((e) => e.kuerzel.startsWith('FD'));
  const people = einheiten.map((e) => ({
    einheit: e.id,
    person: v.personen.find((p) =>
      p.rollen.some((r) => r.rolle === 'bedarfsstelle' && r.bereich === `einheit:${e.id}`),
    ),
  }));
  const slips = Array.from({ length: count }, (_, i) => {
    const { einheit, person } = people[(at + i) % people.length] ?? {};
    return einheit && person ? { vorgang: ctx.newId(), n: at + i, einheit, person: person.id } : null;
  }).filter((s) => s !== null);
  run(workspace, slips.flatMap(drafts(ctx.clock.today())));
  for (const s of slips) ctx.store.blobs.saveFakt(fakt(`vermerk-${s.n}`, null, []));
  run(
    workspace,
    slips.map((s) => intent(s.person, s.vorgang, attach(s.n))),
  );
  run(
    workspace,
    slips.map((s) => intent(s.person, s.vorgang, start(workspace, s.person, s.vorgang))),
  );
  return slips;
}

const drafts =
  (heute: string) =>
  (s: { vorgang: string; n: number; einheit: string; person: string }): readonly AuthoredIntent[] => [
    intent(s.person, s.vorgang, {
      type: 'createLaufzettel',
      jahr: Number(heute.slice(0, 4)),
      herkunft: { art: 'formular' },
      angaben: {
        titel: `${WORDS[s.n % WORDS.length]} für Dienststelle ${s.n % 97}, Los ${s.n}`,
        bedarf: `Ersatz nach Ablauf der Nutzungsdauer; ${WORDS[(s.n * 7) % WORDS.length]} und ${WORDS[(s.n * 3) % WORDS.length]} sind betroffen.`,
        bedarfsstelle: s.einheit,
        leistungsart: 'lieferung',
        vergabeart: 'direktauftrag',
        vergabeartBegruendung: 'Wertgrenze eingehalten',
        schaetzung: {
          betragCent: AMOUNT,
          basis: 'netto',
          ustProzent: 19,
          methode: 'Marktabfrage',
          tag: heute,
        },
        haushaltsstelle: `1110.${String(1000 + s.n)}`,
        haushaltsjahr: Number(heute.slice(0, 4)),
        cpv: [],
      },
    }),
    ...[9, 10, 11].map((nummer) =>
      intent(s.person, s.vorgang, { type: 'setVermerkPunkt', nummer, zutreffend: false, text: '' }),
    ),
  ];

const AMOUNT = 100_000;
const WORDS = [
  'Streusalz',
  'Drehleiter',
  'Büromöbel',
  'Schulbücher',
  'Spielgeräte',
  'Schutzkleidung',
  'Laptops',
  'Grünschnitt',
];

const attach = (n: number) => ({
  type: 'attachDokument',
  dokument: 'vermerk-bedarf',
  sha256: hash(`vermerk-${n}`),
  dateiname: `Vergabevermerk-${n}.pdf`,
  art: 'vergabevermerk',
});

function start(workspace: OpenWorkspace, person: string, vorgang: string) {
  const { ctx } = workspace;
  const state = ctx.store.read.stand(vorgang)?.state as Laufzettel;
  const route = vorschlagLaufweg(
    state,
    startFacts(ctx, person, vorgang, state),
    ctx.verzeichnis(),
    ctx.clock.today(),
  );
  if (!route.ok) throw new Error(route.error.code);
  return {
    type: 'startUmlauf',
    laufweg: { fassung: route.value.laufweg.fassung, schritte: route.value.schritte.map((s) => s.id) },
    stueckelungBegruendung: 'Messung',
  };
}

/** The signing command of the first step, on facts as the validator would give them. */
export function sign(workspace: OpenWorkspace, vorgang: string, n: number) {
  const state = workspace.ctx.store.read.stand(vorgang)?.state as Laufzettel;
  const { schaetzung, haushaltsjahr, haushaltsstelle } = state.angaben;
  return {
    type: 'signSchritt',
    schritt: 'mittel',
    rolle: '',
    entscheidung: 'mittel-bestaetigt',
    bemerkung: '',
    dokumente: umlaufKontext(state).dokumente.map(({ dokument, version, sha256 }) => ({
      dokument,
      version,
      sha256,
    })),
    signatur: { art: 'pdf', dokument: 'vermerk-bedarf', version: 2, sha256: hash(`vermerk-${n}-1`) },
    keinInteressenkonflikt: true,
    zusatz: {
      betragCent: Math.round((schaetzung?.betragCent ?? 0) * 1.19),
      haushaltsjahr: haushaltsjahr ?? 0,
      konto: haushaltsstelle,
    },
  };
}

export const signedFakt = (n: number, person: string, zertifikat: string): DokumentFakt =>
  fakt(`vermerk-${n}-1`, hash(`vermerk-${n}`), [
    {
      feld: signaturfeldOf('mittel', 0),
      art: 'signature',
      person,
      zertifikat,
      zertifikatName: 'Ralf Thomsen (Übung)',
      gueltigVon: '2020-01-01T00:00:00.000Z',
      gueltigBis: '2040-01-01T00:00:00.000Z',
      niveau: 'uebung',
      indication: 'TOTAL_PASSED',
      subIndication: null,
      unversehrt: true,
      aenderungen: 'none',
    },
  ]);

const fakt = (
  name: string,
  vorgaenger: string | null,
  signaturen: DokumentFakt['signaturen'],
): DokumentFakt => ({
  sha256: hash(name),
  bytes: 100_000,
  mime: 'application/pdf',
  seiten: 5,
  signaturen,
  vorgaenger,
});

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const intent = <C extends Command>(author: string, vorgang: string, command: C): AuthoredIntent => ({
  author,
  art: 'laufzettel',
  vorgang,
  baseRevision: null,
  command,
});

const run = (workspace: OpenWorkspace, intents: readonly AuthoredIntent[]): void =>
  executeAll(workspace.ctx, intents);
