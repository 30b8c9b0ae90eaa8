import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCheckpoint } from '../../src/central/evidence/checkpoint.ts';
import { stampDaily } from '../../src/central/evidence/time-stamp.ts';
import { httpTimestamps } from '../../src/signature/index.ts';
import { callerOf, commandOf, openTestCentre } from '../support/central.ts';
import { evidenceContext, growChain, TENANT } from '../support/evidence.ts';
import { command } from '../support/command-line.ts';
import { startTestPki, type TestPki } from '../support/pki.ts';

/** A city with many notes; the one that is asked for was entered on three occasions, the last not yet covered. */
const base = mkdtempSync(join(tmpdir(), 'amtsmappe-vorgang-'));
const file = join(base, 'nachweis.ndjson');
const closed = join(base, 'ohne-inhalt.ndjson');
const database = join(base, 'central.db');
const keyFile = join(base, 'schluessel.txt');
let pki: TestPki;
let exported: Awaited<ReturnType<typeof audit>>;

const audit = (...args: readonly string[]) => command(['audit', ...args]);

beforeAll(async () => {
  pki = await startTestPki();
  const centre = await openTestCentre(database);
  await centre.database.db.insertInto('tenant').values({ tenant: TENANT, name: 'Siegen' }).execute();
  const mine = evidenceContext(centre.database);
  const c = callerOf('p1');
  let seq = 0;
  const enter = (vorgang: string, command: { type: string; [field: string]: unknown }) =>
    centre.push(c, commandOf((seq += 1), vorgang, command, { baseRevision: 9 }));
  for (let i = 0; i < 7; i += 1) {
    await enter(`v${i}`, { type: 'createNotiz', titel: `Fremde Sache ${i}` });
    await enter(`v${i}`, { type: 'addText', text: i === 3 ? 'Gartenzaun' : 'Geheim' });
  }
  await makeCheckpoint(mine, TENANT);
  await stampDaily(centre.database, httpTimestamps(pki.tsaUrl), TENANT);
  await enter('v3', { type: 'addText', text: 'Nachtrag' });
  await enter('v6', { type: 'assignNummer' });
  await makeCheckpoint(mine, TENANT);
  await enter('v3', { type: 'close' });
  await centre.database.close();
  writeFileSync(keyFile, Buffer.from(mine.signer.publicKey).toString('base64'));
  const wish = ['--tenant', TENANT, '--vorgang', 'v3'];
  exported = await audit('export', database, ...wish, '--out', file, '--inhalt');
  await audit('export', database, ...wish, '--out', closed);
});
afterAll(async () => {
  await pki.close();
  rmSync(base, { recursive: true, force: true });
});

test('the evidence of one Vorgang is whole by itself and says what it does not hold', async () => {
  expect(exported.status).toBe(0);
  expect(exported.out).toContain('3 Einträge mit Beweis');
  expect(exported.out).toContain('2 davon mit Zeitstempel');
  expect(exported.err).toContain('nicht darin: 1');
  const { status, out } = await audit('verify', file, '--key', keyFile);
  expect(out).toContain('Vorgang v3');
  expect(out).toContain('Einträge:      3, davon mit Inhalt verglichen: 3');
  expect(out).toMatch(/Zeitstempel: {3}zuletzt .* über 14 Einträge/);
  expect(out).toContain('deckte 1 weitere Einträge noch kein Prüfpunkt');
  expect(out).toContain('Ergebnis:      unversehrt');
  expect(status).toBe(0);
});

test('of other Vorgaenge it holds nothing but hashes, and contents only when they are asked for', async () => {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('Gartenzaun');
  expect(text).not.toMatch(/"v[0124567]"|Geheim|Fremde Sache [0124567]/);
  expect(readFileSync(closed, 'utf8')).not.toContain('Gartenzaun');
  const { status, out } = await audit('verify', closed, '--key', keyFile);
  expect(out).toContain('Inhalte sind nicht dabei');
  expect(status).toBe(0);
});

interface Line {
  zeile: string;
  [field: string]: unknown;
}
const lines = (): Line[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((l) => JSON.parse(l) as Line);
let copies = 0;
/** The findings about a copy in which somebody has been at work. */
async function findingsOf(work: (all: Line[]) => readonly Line[], ...args: readonly string[]) {
  const copy = join(base, `kopie-${(copies += 1)}.ndjson`);
  writeFileSync(
    copy,
    `${work(lines())
      .map((l) => JSON.stringify(l))
      .join('\n')}\n`,
  );
  const { status, out } = await audit('verify', copy, '--json', '--key', keyFile, ...args);
  const said = JSON.parse(out) as { verlaeufe: { befunde: { art: string; stelle: string }[] }[] };
  return { status, found: said.verlaeufe.flatMap((v) => v.befunde.map((b) => `${b.art}: ${b.stelle}`)) };
}
/** Changes one line, the n-th of its sort. */
const change = (zeile: string, n: number, set: (line: Line) => object) => (all: Line[]) => {
  const line = all.filter((l) => l.zeile === zeile)[n]!;
  return all.map((l) => (l === line ? { ...l, ...set(l) } : l));
};
/** The same text with one digit or letter changed. */
const flip = (text: unknown, at: number): string => {
  const t = text as string;
  return `${t.slice(0, at)}${t[at] === 'a' ? 'b' : 'a'}${t.slice(at + 1)}`;
};

describe('what somebody has changed is found', () => {
  const header = ['art', 'type', 'zeit', 'akteur', 'commandId', 'commitment', 'prev'];
  test.each(header)('a record: its %s', async (field) => {
    const { status, found } = await findingsOf(change('eintrag', 1, (l) => ({ [field]: flip(l[field], 0) })));
    expect(found).toContain('inhalt: Eintrag 8');
    expect(status).toBe(1);
  });

  test.each<[string, (all: Line[]) => readonly Line[], string]>([
    ['a record: its version', change('eintrag', 1, () => ({ v: 3 })), 'inhalt: Eintrag 8'],
    ['a record: its revision', change('eintrag', 1, () => ({ revision: 5 })), 'inhalt: Eintrag 8'],
    ['a record: its number', change('eintrag', 1, () => ({ feed: 9 })), 'inhalt: Eintrag 9'],
    ['a record: of another Vorgang', change('eintrag', 1, () => ({ vorgang: 'v4' })), 'inhalt: Eintrag 8'],
    ['a record: its hash', change('eintrag', 1, (l) => ({ hash: flip(l['hash'], 5) })), 'beweis: Eintrag 8'],
    [
      'its content',
      change('eintrag', 1, (l) => ({ inhalt: (l['inhalt'] as string).replace('Garten', 'Bretter') })),
      'nutzdaten: Eintrag 8',
    ],
    ['the salt', change('eintrag', 1, (l) => ({ salz: flip(l['salz'], 3) })), 'nutzdaten: Eintrag 8'],
    ['half of what opens it', change('eintrag', 1, () => ({ salz: null })), 'nutzdaten: Eintrag 8'],
    [
      'one byte of a path',
      change('beweis', 0, (l) => ({
        pfad: (l['pfad'] as string[]).map((h, i) => (i === 2 ? flip(h, 9) : h)),
      })),
      'beweis: Eintrag 7',
    ],
    [
      'a path cut short',
      change('beweis', 0, (l) => ({ pfad: (l['pfad'] as string[]).slice(1) })),
      'beweis: Eintrag 7',
    ],
    ['a path to no checkpoint', change('beweis', 0, () => ({ groesse: 12 })), 'beweis: Eintrag 7'],
    [
      'no path at all',
      (all) => all.filter((l) => l.zeile !== 'beweis' || l['feed'] !== 15),
      'beweis: Eintrag 15',
    ],
    [
      'the signature of a checkpoint',
      change('pruefpunkt', 1, (l) => ({ note: flip(l['note'], (l['note'] as string).length - 11) })),
      'pruefpunkt: Prüfpunkt 16',
    ],
    [
      'what a checkpoint says',
      change('pruefpunkt', 1, (l) => ({ note: (l['note'] as string).replace('\n16\n', '\n15\n') })),
      'pruefpunkt: Prüfpunkt 15',
    ],
    [
      'the checkpoint left out',
      (all) => all.filter((l) => !`${l['note']}`.includes('\n16\n')),
      'beweis: Eintrag 15',
    ],
    [
      'a byte of the time stamp',
      change('pruefpunkt', 0, (l) => ({ zeitstempel: flip(l['zeitstempel'], 700) })),
      'zeitstempel: Prüfpunkt 14',
    ],
    [
      'the time stamp of another checkpoint',
      (all) => {
        const stamped = all.find((l) => typeof l['zeitstempel'] === 'string')!['zeitstempel'];
        return change('pruefpunkt', 1, () => ({ zeitstempel: stamped }))(all);
      },
      'zeitstempel: Prüfpunkt 16',
    ],
    [
      'a record taken out',
      (all) => all.filter((l) => (l.zeile !== 'eintrag' && l.zeile !== 'beweis') || l['feed'] !== 8),
      'fehlt: Eintrag 15',
    ],
    [
      'the last record taken out',
      (all) => all.filter((l) => (l.zeile !== 'eintrag' && l.zeile !== 'beweis') || l['feed'] !== 15),
      'abgeschnitten: nach Eintrag 8',
    ],
    ['the end cut off', (all) => all.slice(0, -1), 'abgeschnitten: nach Eintrag 15'],
    [
      'two records exchanged',
      (all) => {
        const [, b, c] = all.filter((l) => l.zeile === 'eintrag');
        return all.map((l) => (l === b ? c! : l === c ? b! : l));
      },
      'reihenfolge: Eintrag 8',
    ],
  ])('%s', async (_name, work, expected) => {
    const { status, found } = await findingsOf(work);
    expect(found).toContain(expected);
    expect(status).toBe(1);
  });

  test('a whole file of another centre: only its own key opens it', async () => {
    const other = join(base, 'fremder-schluessel.txt');
    writeFileSync(other, Buffer.alloc(32, 3).toString('base64'));
    const { status, out } = await audit('verify', file, '--key', other);
    expect(out).toContain('nicht mit einem bekannten Schlüssel');
    expect(status).toBe(1);
  });

  test('a checkpoint kept from elsewhere must name the same tree', async () => {
    const kept = join(base, 'aufgehoben.txt');
    writeFileSync(kept, lines().findLast((l) => l.zeile === 'pruefpunkt')!['note'] as string);
    expect((await findingsOf((all) => all, '--checkpoint', kept)).status).toBe(0);
  });
});

test('records sealed under the name of an adopted single seat keep it, in a whole export and in one Vorgang', async () => {
  const adopted = join(base, 'uebernommen.db');
  const centre = await openTestCentre(adopted);
  const { db } = centre.database;
  await db.insertInto('tenant').values({ tenant: TENANT, name: 'Siegen' }).execute();
  await growChain(centre.database, 1, 'einzelplatz');
  await db.updateTable('record').set({ tenant: TENANT, siegel: 'einzelplatz' }).execute();
  const mine = evidenceContext(centre.database);
  expect(await makeCheckpoint(mine, TENANT)).toMatchObject({ outcome: 'signed' });
  await centre.database.close();
  for (const more of [[], ['--vorgang', 'v1']]) {
    const out = join(base, `uebernommen-${more.length}.ndjson`);
    expect((await audit('export', adopted, '--tenant', TENANT, '--out', out, ...more)).status).toBe(0);
    expect((await audit('verify', out)).out).toContain('Ergebnis:      unversehrt');
  }
});

test('it is found by the number that people know', async () => {
  const out = join(base, 'nach-nummer.ndjson');
  const wish = ['--tenant', TENANT, '--vorgang', 'NZ-2026-1', '--out', out];
  expect((await audit('export', database, ...wish)).status).toBe(0);
  expect((await audit('verify', out)).out).toContain('Vorgang v6');
});

test('what there is not is said', async () => {
  const ask = (tenant: string, vorgang: string) =>
    audit('export', database, '--tenant', tenant, '--vorgang', vorgang, '--out', join(base, 'nichts'));
  expect(await ask('kreuztal', 'v3')).toMatchObject({ status: 3, err: expect.stringContaining('Stadt') });
  expect(await ask(TENANT, 'v99')).toMatchObject({ status: 3, err: expect.stringContaining('Vorgang') });
});
