import { describe, expect, test } from '@jest/globals';
import { demoSitzungen, kinds } from '../../../src/domain/sitzung/index.ts';
import type { Niederschrift, Sitzung, Vorlage } from '../../../src/domain/sitzung/index.ts';
import {
  agendaRows,
  beschlusskontrolle,
  nextActions,
  printNiederschrift,
  printVorlage,
  quorumZeitleiste,
} from '../../../src/domain/sitzung/index.ts';
import type { Gremium } from '../../../src/domain/sitzung/index.ts';
import { createBuehne } from '../../../src/domain/sitzung/demo/buehne.ts';
import { PERSON, gremiendatei, tabelle, verzeichnis } from './stadt.ts';

const tabellen = new Map(
  [
    'nummernkreise',
    'sitzung.hybrid',
    'sitzung.stimmrecht',
    'sitzung.unterschriften',
    'sitzung.standardtops',
    'sitzung.laufwege',
    'signaturniveau',
  ].map((t) => [t, tabelle(t) as never]),
);

function play(tag: string, seed: number) {
  let n = 0;
  const newId = () => `id-${(n += 1)}`;
  const demo = demoSitzungen(tag, seed, newId, { gremien: gremiendatei, verzeichnis, tabellen });
  // played again from the list alone, as the one who fills a workspace does
  const b = createBuehne(kinds, verzeichnis, tabellen);
  for (const x of demo.befehle) b.run(x.zeit, x.author, x.art, x.vorgang, x.command as never);
  const all = new Map<string, unknown>(demo.befehle.map((x) => [x.vorgang, b.state(x.vorgang)]));
  const of = <S>(art: string) => [...all.values()].filter((s): s is S => (s as { art: string }).art === art);
  return { demo, b, of };
}

describe('demo', () => {
  // every day of a week, and days around holidays and the turn of the year
  test.each([
    ...['16', '17', '18', '19', '20', '21', '22'].map((d) => `2026-11-${d}`),
    ...['2026-07-16', '2027-01-04', '2026-04-07', '2026-12-28'],
  ])('is accepted by the rules around %s', (tag) => {
    const { demo, of } = play(tag, 7);
    const zeiten = demo.befehle.map((x) => x.zeit);
    expect(zeiten).toEqual(zeiten.toSorted());
    expect(zeiten.at(-1)?.slice(0, 10) ?? '').toMatch(/^20/);
    expect(new Date(zeiten.at(-1) ?? '').getTime()).toBeLessThanOrEqual(
      new Date(`${tag}T23:59:59Z`).getTime(),
    );
    const phasen = new Set(of<Vorlage>('vorlage').map((v) => v.phase));
    expect([...phasen].toSorted()).toEqual([
      'entwurf',
      'erledigt',
      'freigegeben',
      'mitgezeichnet',
      'mitzeichnung',
      'zurueckgegeben',
    ]);
    expect(
      of<Sitzung>('sitzung')
        .map((s) => s.phase)
        .toSorted(),
    ).toEqual(['abgeschlossen', 'eingeladen', 'planung']);
    expect(of<Niederschrift>('niederschrift').map((p) => p.phase)).toEqual(['entwurf']);
    // something was, something comes: each within some ten days of today
    const abstand = (p: Sitzung['phase']) =>
      of<Sitzung>('sitzung')
        .filter((s) => s.phase === p)
        .map((s) => Math.round((Date.parse(s.beginn) - Date.parse(`${tag}T12:00:00Z`)) / 86_400_000));
    expect(abstand('abgeschlossen').every((d) => d < 0 && d >= -12)).toBe(true);
    expect(abstand('eingeladen').every((d) => d > 0 && d <= 12)).toBe(true);
  });

  test('is the same for the same seed', () => {
    expect(play('2026-11-22', 3).demo).toEqual(play('2026-11-22', 3).demo);
  });

  test('what the screens and prints show of it', () => {
    const { demo, b, of } = play('2026-11-22', 7);
    const [gehalten] = of<Sitzung>('sitzung').filter((s) => s.phase === 'abgeschlossen');
    if (!gehalten) throw new Error('no session was held');
    const zeilen = agendaRows(gehalten, null);
    expect(zeilen.filter((z) => z.status.code === 'angenommen')).toHaveLength(3);
    expect(zeilen.find((z) => z.titel.includes('Radweg'))?.marken).toContain('geändert');
    const leiste = quorumZeitleiste(gehalten, b.state<Gremium>(gehalten.gremium), '2026-11-22T00:00:00.000Z');
    expect(leiste.map((q) => q.anwesend)).toEqual([10, 11]);
    const kontrolle = beschlusskontrolle(
      [{ id: 's', sitzung: gehalten, nichtoeffentlich: null }],
      '2027-06-01',
    );
    expect(kontrolle[0]).toMatchObject({ ueberfaellig: true, stand: 'offen' });
    expect(kontrolle).toHaveLength(3);

    const niederschrift = of<Niederschrift>('niederschrift')[0];
    if (!niederschrift) throw new Error('no minutes');
    const rahmen = { absender: ['Stadt'], stand: '2026-11-22T10:00:00.000Z', nameOf: (p: string) => p };
    const druck = printNiederschrift(niederschrift, 'zurUnterschrift', rahmen);
    expect(druck.wasserzeichen).toBeNull();
    expect(JSON.stringify(druck)).toContain('Variante B');
    expect(JSON.stringify(druck)).toContain('UnterschriftSchriftfuehrung');
    const actions = nextActions(niederschrift, PERSON.ratsbuero, verzeichnis, '2026-11-22');
    expect(actions[0]).toMatchObject({ command: 'saveNiederschrift' });

    const entwurf = of<Vorlage>('vorlage').find((v) => v.phase === 'entwurf');
    if (!entwurf) throw new Error('no draft');
    expect(printVorlage(entwurf, '2026-11-22', rahmen).wasserzeichen).toBe('Entwurf');
    // nothing non-public is in the documents that everyone may read
    expect(JSON.stringify(demo.drucke)).not.toContain('Flurstück');
    expect(JSON.stringify(demo.drucke)).toContain('Grundstücksangelegenheit');
  });
});
