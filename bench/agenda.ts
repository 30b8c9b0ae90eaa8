// A session with 80 items, 20 of them non-public, that is planned, invited and held: every action of the council
// office on it, from the command to the rows on the screen (facts, rule, event, state, projection, agenda rows).
// Floor: writing the state of the session down once as JSON, which storing the action takes at least.
// Target: p99 at most 50 ms for each action.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Verzeichnis } from '../src/domain/organisation/index.ts';
import { organisationsdateiSchema } from '../src/domain/organisation/muster.ts';
import type { StammdatenTabelle } from '../src/domain/stammdaten/tabelle.ts';
import type { Command } from '../src/domain/shared/vorgang.ts';
import { createBuehne } from '../src/domain/sitzung/demo/buehne.ts';
import type { NichtoeffentlicheSitzung, Sitzung } from '../src/domain/sitzung/index.ts';
import { agendaRows, asBloecke, gremiendateiSchema, kinds } from '../src/domain/sitzung/index.ts';
import type { Measurement } from './measurement.ts';

const RUNDEN = 12;
const PUNKTE = 80;
const RESSOURCEN = join(import.meta.dirname, '../resources');
const read = (path: string): unknown => JSON.parse(readFileSync(join(RESSOURCEN, path), 'utf8'));

const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor((sorted.length - 1) * p))] ?? 0;

const round = (n: number): number => Math.round(n * 1000) / 1000;

/** One session from planning to close; `mass` gets the time of every action and of the floor beside it. */
function spiele(verzeichnis: Verzeichnis, mass: (aktion: string, ms: number, floor: number) => void): void {
  const datei = gremiendateiSchema.parse(read('demo/gremien.json'));
  const tabellen = new Map(
    ['sitzung.hybrid', 'sitzung.stimmrecht', 'nummernkreise'].map((t) => [
      t,
      read(`stammdaten/${t}.json`) as StammdatenTabelle,
    ]),
  );
  const b = createBuehne(kinds, verzeichnis, tabellen);
  const rat = datei.gremien.find((g) => g.kuerzel === 'Rat');
  if (!rat) throw new Error('no council in the sample');
  const { id: gremium, ...angaben } = rat;
  const buero = verzeichnis.personen.find((p) => p.rollen.some((r) => r.rolle === 'ratsbuero'))?.id ?? '';
  let minute = 0;
  const zeit = () => new Date(Date.UTC(2026, 10, 25, 16, 0, (minute += 1))).toISOString();
  const sha = 'a'.repeat(64);
  b.run('2026-10-01T08:00:00.000Z', buero, 'gremium', gremium, { type: 'createGremium', ...angaben });

  const tue = (jetzt: string, art: string, id: string, command: Command & Record<string, unknown>): void => {
    const start = performance.now();
    b.run(jetzt, buero, art, id, command);
    const sitzung = b.state<Sitzung>('s');
    const noe = b.state<NichtoeffentlicheSitzung>('n');
    for (const k of kinds) if (k.art === 'sitzung') k.project(sitzung, 's');
    agendaRows(sitzung, noe);
    const ms = performance.now() - start;
    const vorher = performance.now();
    JSON.stringify(sitzung);
    mass(command.type, ms, performance.now() - vorher);
  };

  const plan = '2026-11-01T08:00:00.000Z';
  b.run(plan, buero, 'sitzung', 's', {
    type: 'createSitzung',
    gremium,
    nichtoeffentlicheSitzung: 'n',
    titel: '1. Sitzung',
    beginn: '2026-11-25T16:00:00.000Z',
    ort: 'Ratssaal',
    form: 'praesenz',
    wiederholungVon: null,
    standardTops: [],
  });
  const neu = { bezug: null, beratung: null, vor: null, nachtragGrund: null, erweiterung: null };
  for (let i = 0; i < PUNKTE; i++) {
    const id = `t${i}`;
    if (i % 4 < 3)
      tue(plan, 'sitzung', 's', { type: 'addTop', id, topArt: 'frei', titel: `Gegenstand ${i}`, ...neu });
    else
      tue(plan, 'sitzung_nichtoeffentlich', 'n', {
        type: 'addNichtoeffentlichenTop',
        id,
        topArt: 'frei',
        titel: `Vertrauliche Angelegenheit der Firma Nummer ${i}`,
        neutralerTitel: 'Vertragsangelegenheit',
        begriffe: [`Firma Nummer ${i}`],
        ...neu,
      });
  }
  for (let i = 0; i < PUNKTE; i++) {
    const teil = i % 4 < 3 ? i % 3 : 3;
    tue(plan, 'sitzung', 's', {
      type: 'moveTop',
      top: `t${i}`,
      vor: i % 4 < 3 && teil !== i ? `t${teil}` : null,
    });
  }
  tue(plan, 'sitzung', 's', {
    type: 'sendEinladung',
    dokument: sha,
    versand: rat.mitglieder.map((m) => ({ person: m.person, weg: 'portal' })),
    verkuerzungGrund: null,
  });
  for (const m of rat.mitglieder)
    tue(zeit(), 'sitzung', 's', {
      type: 'recordAnwesenheit',
      person: m.person,
      richtung: 'kommt',
      vertritt: null,
      um: null,
    });
  tue(zeit(), 'sitzung', 's', {
    type: 'startSitzung',
    leitung: rat.mitglieder[0]?.person,
    schriftfuehrung: buero,
    um: null,
  });
  for (let i = 0; i < PUNKTE; i++) {
    const [art, id] = i % 4 < 3 ? (['sitzung', 's'] as const) : (['sitzung_nichtoeffentlich', 'n'] as const);
    const top = `t${i}`;
    tue(zeit(), art, id, { type: 'openTop', top, um: null });
    tue(zeit(), art, id, {
      type: 'setProtokolltext',
      top,
      text: asBloecke(`Aussprache zu Punkt ${i}. `.repeat(20)),
    });
    tue(zeit(), art, id, {
      type: 'recordAbstimmung',
      top,
      id: `a${i}`,
      gegenstand: 'beschluss',
      worueber: '',
      form: 'offen',
      mehrheit: 'einfach',
      rechtsgrundlage: null,
      stimmen: { ja: 20, nein: 5, enthaltung: 0, nichtBeteiligt: 0 },
      einzelstimmen: [],
      erlaeuterung: '',
      um: null,
    });
  }
  // with 80 votes on record: each change of presence is checked against all of them
  for (const m of rat.mitglieder.slice(1))
    tue(zeit(), 'sitzung', 's', {
      type: 'recordAnwesenheit',
      person: m.person,
      richtung: 'geht',
      vertritt: null,
      um: null,
    });
  tue(zeit(), 'sitzung', 's', { type: 'endSitzung', um: null });
  tue(zeit(), 'sitzung', 's', { type: 'closeSitzung' });
}

export async function run(): Promise<readonly Measurement[]> {
  const stadt = organisationsdateiSchema.parse(read('demo/organisation.json'));
  const rat = gremiendateiSchema.parse(read('demo/gremien.json'));
  const verzeichnis: Verzeichnis = {
    einheiten: [...stadt.einheiten, ...rat.einheiten],
    personen: [...stadt.personen, ...rat.personen].map((p) => ({ ...p, zertifikate: [] })),
  };
  const zeiten = new Map<string, { ms: number[]; floor: number[] }>();
  spiele(verzeichnis, () => {});
  for (let i = 0; i < RUNDEN; i++)
    spiele(verzeichnis, (aktion, ms, floor) => {
      const found = zeiten.get(aktion) ?? { ms: [], floor: [] };
      found.ms.push(ms);
      found.floor.push(floor);
      zeiten.set(aktion, found);
    });
  return [...zeiten].map(([aktion, t]) => {
    const ms = t.ms.toSorted((a, b) => a - b);
    const floor = percentile(
      t.floor.toSorted((a, b) => a - b),
      0.5,
    );
    return {
      name: `agenda.${aktion}`,
      n: ms.length,
      p50: round(percentile(ms, 0.5)),
      p99: round(percentile(ms, 0.99)),
      ours: round(percentile(ms, 0.5)),
      floor: round(floor),
      floorRatio: round(percentile(ms, 0.5) / floor),
    };
  });
}
