import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Command } from '../../../src/domain/shared/vorgang.ts';
import { findLeaks } from '../../../src/domain/sitzung/paket/lecks.ts';
import { oeffentlichesPaket, vollstaendigesPaket } from '../../../src/domain/sitzung/paket/inhalt.ts';
import { nichtoeffentlicheQuellen } from '../../../src/domain/sitzung/paket/quellen.ts';
import { darfVertreten } from '../../../src/domain/sitzung/gremium/mitglieder.ts';
import type { NichtoeffentlicheSitzung } from '../../../src/domain/sitzung/nichtoeffentlich/state.ts';
import type { Gegenstandsvorgang } from '../../../src/domain/sitzung/sitzung/gegenstand.ts';
import { sitzungslage } from '../../../src/domain/sitzung/sitzung/lage.ts';
import type { Sitzung } from '../../../src/domain/sitzung/sitzung/state.ts';
import { nummern } from '../../../src/domain/sitzung/sitzung/tagesordnung.ts';
import {
  beschlussfaehigkeitUm,
  quorumVerlauf,
  stimmberechtigteUm,
} from '../../../src/domain/sitzung/verlauf/anwesenheit.ts';
import { abstimmung, eroeffne, gibFrei, ladeEin, planeSitzung, top, topN } from './ablauf.ts';
import { Buehne, PERSON, gremiumOf } from './stadt.ts';

type Befehl = Command & Record<string, unknown>;
const minute = (m: number) => new Date(Date.UTC(2026, 10, 25, 16, m)).toISOString();

describe('in the session, whatever is entered', () => {
  const rat = gremiumOf('BUA');
  const person = fc.constantFrom(...rat.mitglieder.map((m) => m.person));
  const paare = rat.mitglieder.flatMap((v) =>
    rat.mitglieder
      .filter((m) => darfVertreten(v, m))
      .map((m) => ({ vertretung: v.person, mitglied: m.person })),
  );
  const anzahl = fc.nat({ max: 12 });
  const schritt = fc.oneof(
    fc.record({ was: fc.constant('kommt'), person, vertritt: fc.option(person) }),
    fc.record({ was: fc.constant('geht'), person, zurueck: fc.nat({ max: 30 }) }),
    fc.record({ was: fc.constant('befangen'), person, teil: fc.boolean() }),
    fc.record({
      was: fc.constant('stimmt'),
      stimmen: fc.tuple(anzahl, anzahl, fc.nat({ max: 3 }), fc.nat({ max: 3 })),
      teil: fc.boolean(),
    }),
    fc.record({ was: fc.constant('passend'), ja: anzahl, teil: fc.boolean() }),
    fc.record({
      was: fc.constant('berichtigt'),
      person,
      von: fc.nat({ max: 50 }),
      dauer: fc.nat({ max: 50 }),
    }),
    fc.record({ was: fc.constant('zurueck'), teil: fc.boolean() }),
    // a member goes, a deputy takes the seat, and perhaps the member is back
    fc.record({ was: fc.constant('wechsel'), platz: fc.nat({ max: 40 }), wieder: fc.boolean() }),
  );

  test('votes never exceed presence, biased and absent members never count, and the quorum timeline has no gap', () => {
    fc.assert(
      fc.property(fc.array(schritt, { minLength: 5, maxLength: 40 }), (schritte) => {
        const b = new Buehne();
        planeSitzung(b, 's1', 'BUA');
        b.ok('sitzung', 's1', top('t1'));
        b.ok('sitzung_nichtoeffentlich', 's1-n', topN('n1'));
        ladeEin(b, 's1', 'BUA');
        eroeffne(b, 's1', 'BUA');
        schritte.forEach((s, i) => {
          b.jetzt = minute(61 + i);
          const [art, id, t] =
            'teil' in s && s.teil
              ? (['sitzung_nichtoeffentlich', 's1-n', 'n1'] as const)
              : (['sitzung', 's1', 't1'] as const);
          const verlauf = () => b.state<Sitzung | NichtoeffentlicheSitzung>(id).verlauf[t];
          const send = (c: Befehl) => b.send(art, id, c);
          if (s.was === 'kommt' && 'vertritt' in s)
            b.send('sitzung', 's1', {
              type: 'recordAnwesenheit',
              person: s.person,
              richtung: 'kommt',
              vertritt: s.vertritt ?? null,
              um: null,
            });
          if (s.was === 'wechsel' && 'platz' in s) {
            const paar = paare[s.platz % paare.length];
            const geht = (person: string, richtung: string, vertritt: string | null) =>
              b.send('sitzung', 's1', { type: 'recordAnwesenheit', person, richtung, vertritt, um: null });
            if (paar) {
              geht(paar.mitglied, 'geht', null);
              geht(paar.vertretung, 'kommt', paar.mitglied);
              if (s.wieder) geht(paar.mitglied, 'kommt', null);
            }
          }
          if (s.was === 'geht' && 'zurueck' in s)
            b.send('sitzung', 's1', {
              type: 'recordAnwesenheit',
              person: s.person,
              richtung: 'geht',
              vertritt: null,
              um: minute(61 + i - s.zurueck),
            });
          if (s.was === 'befangen' && 'person' in s)
            send({
              type: 'recordBefangenheit',
              top: t,
              person: s.person,
              grund: '',
              verhalten: 'raumVerlassen',
              um: null,
            });
          if (s.was === 'stimmt' && 'stimmen' in s)
            send({ ...abstimmung(t, s.stimmen), id: `a${i}` } as Befehl);
          if (s.was === 'passend' && 'ja' in s) {
            const lage = sitzungslage(b.state<Sitzung>('s1'), rat);
            const befangen = new Set(verlauf()?.befangen.map((x) => x.person));
            const n = stimmberechtigteUm(lage, b.jetzt).filter((p) => !befangen.has(p.person)).length;
            const ja = Math.min(s.ja, n);
            expect(
              send({
                ...abstimmung(t, [ja, n - ja, 0, 0]),
                id: `a${i}`,
                gegenstand: 'geschaeftsordnung',
              } as Befehl),
            ).toBeNull();
          }
          if (s.was === 'berichtigt' && 'von' in s)
            b.send('sitzung', 's1', {
              type: 'correctAnwesenheit',
              person: s.person,
              aufenthalte: [{ von: minute(s.von), bis: minute(s.von + s.dauer), vertritt: null }],
              grund: 'x',
            });
          if (s.was === 'zurueck') {
            const a = verlauf()?.abstimmungen.find((x) => x.zurueckgenommen === null);
            if (a) send({ type: 'withdrawAbstimmung', top: t, abstimmung: a.id, grund: 'x' });
          }
        });

        const s = b.state<Sitzung>('s1');
        const lage = sitzungslage(s, rat);
        for (const v of [s.verlauf['t1'], b.state<NichtoeffentlicheSitzung>('s1-n').verlauf['n1']])
          for (const a of v?.abstimmungen ?? []) {
            if (a.zurueckgenommen !== null) continue;
            const befangen = new Set(v?.befangen.map((x) => x.person));
            const da = stimmberechtigteUm(lage, a.um).filter((p) => !befangen.has(p.person));
            const { ja, nein, enthaltung, nichtBeteiligt } = a.stimmen;
            expect(ja + nein + enthaltung + nichtBeteiligt).toBe(da.length);
            expect(a.rechnung.angenommen).toBe(ja > nein);
          }
        const verlauf = quorumVerlauf(lage, minute(0), b.jetzt);
        expect(verlauf[0]?.von).toBe(minute(0));
        expect(verlauf.at(-1)?.bis).toBe(b.jetzt);
        verlauf.slice(1).forEach((a, i) => expect(a.von).toBe(verlauf[i]?.bis));
        for (const a of verlauf) expect(beschlussfaehigkeitUm(lage, a.von).anwesend).toBe(a.anwesend);
        // a seat counts once: member or deputy, never both
        for (const a of verlauf) {
          const sitze = stimmberechtigteUm(lage, a.von).map((p) => p.vertritt ?? p.person);
          expect(new Set(sitze).size).toBe(sitze.length);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('agenda', () => {
  const schritt = fc.record({
    was: fc.constantFrom('neu', 'neuN', 'verschiebe', 'entferne', 'einladen', 'eroeffnen'),
    a: fc.nat({ max: 30 }),
    vor: fc.option(fc.nat({ max: 30 })),
  });

  test('numbers stay as they were sent out, are unique, and public items stand first', () => {
    fc.assert(
      fc.property(fc.array(schritt, { maxLength: 40 }), (schritte) => {
        const b = new Buehne();
        planeSitzung(b);
        let fest: Readonly<Record<string, string>> = {};
        schritte.forEach((s, i) => {
          const tops = () => b.state<Sitzung>('s1').tagesordnung;
          const pick = (n: number) => tops()[n % Math.max(1, tops().length)]?.id ?? 'nirgends';
          const vor = s.vor === null ? null : pick(s.vor);
          const phase = b.state<Sitzung>('s1').phase;
          const extra = {
            vor,
            nachtragGrund: 'neu eingegangen',
            erweiterung:
              phase === 'laufend'
                ? { grund: 'eilt', stimmen: { ja: 24, nein: 0, enthaltung: 0, nichtBeteiligt: 0 }, um: null }
                : null,
          };
          if (s.was === 'neu') b.send('sitzung', 's1', top(`t${i}`, extra));
          if (s.was === 'neuN') b.send('sitzung_nichtoeffentlich', 's1-n', topN(`n${i}`, extra));
          if (s.was === 'verschiebe') b.send('sitzung', 's1', { type: 'moveTop', top: pick(s.a), vor });
          if (s.was === 'entferne') b.send('sitzung', 's1', { type: 'removeTop', top: pick(s.a), grund: '' });
          if (s.was === 'einladen' && phase === 'planung' && tops().length > 0) ladeEin(b);
          if (s.was === 'eroeffnen' && phase === 'eingeladen') eroeffne(b);
          const n = nummern(tops());
          expect(Object.keys(n)).toHaveLength(tops().length);
          expect(new Set(Object.values(n)).size).toBe(tops().length);
          for (const [id, nummer] of Object.entries(fest)) expect(n[id]).toBe(nummer);
          if (b.state<Sitzung>('s1').phase !== 'planung') fest = n;
          const teile = tops().map((t) => t.teil);
          expect(teile.lastIndexOf('oeffentlich')).toBeLessThan(
            teile.includes('nichtoeffentlich') ? teile.indexOf('nichtoeffentlich') : teile.length,
          );
        });
      }),
      { numRuns: 60 },
    );
  });

  test('nothing non-public gets into a public package', () => {
    const paper = fc.record({
      oeffentlich: fc.boolean(),
      alsOeffentlich: fc.boolean(),
      wort: fc.integer({ min: 1000, max: 9999 }),
    });
    fc.assert(
      fc.property(fc.array(paper, { minLength: 1, maxLength: 6 }), (papers) => {
        const b = new Buehne();
        planeSitzung(b);
        const geheim: string[] = [];
        papers.forEach((p, i) => {
          const id = `v${i}`;
          const marke = `Geheimnis${p.wort}x${i}`;
          if (!p.oeffentlich) geheim.push(marke);
          gibFrei(b, id, {
            betreff: `Angelegenheit ${marke}`,
            oeffentlich: p.oeffentlich,
            inhalt: {
              anlagen: [{ id: `a${i}`, bezeichnung: `Anlage ${marke}`, sha256: b.pdf(marke), seiten: 2 }],
            },
          });
          b.akteur = PERSON.ratsbuero;
          const angaben = { topArt: 'vorlage', titel: `Punkt ${marke}`, bezug: id, begriffe: [marke] };
          if (p.alsOeffentlich) b.send('sitzung', 's1', top(`t${i}`, angaben));
          else if (!p.oeffentlich) b.ok('sitzung_nichtoeffentlich', 's1-n', topN(`t${i}`, angaben));
        });
        ladeEin(b);
        const sitzung = b.state<Sitzung>('s1');
        const nichtoeffentlich = b.state<NichtoeffentlicheSitzung>('s1-n');
        const gegenstaende = new Map(papers.map((_, i) => [`v${i}`, b.state<Gegenstandsvorgang>(`v${i}`)]));
        const auskunft = (sha: string) => (b.dokumente.get(sha) as never) ?? null;
        const paket = oeffentlichesPaket({ sitzung, gegenstaende, auskunft });
        const text = JSON.stringify(paket);
        for (const g of geheim) expect(text).not.toContain(g);
        for (const g of geheim) expect(JSON.stringify(sitzung)).not.toContain(g);
        expect(
          paket.eintraege.every(
            (e) =>
              e.vorgang === null || (gegenstaende.get(e.vorgang) as { oeffentlich: boolean }).oeffentlich,
          ),
        ).toBe(true);
        // the same even if a wrong state claims that a secret paper stands in the public part
        const falsch: Sitzung = {
          ...sitzung,
          tagesordnung: sitzung.tagesordnung.map((t) => ({
            ...t,
            teil: 'oeffentlich' as const,
            bezug: nichtoeffentlich.punkte.find((p) => p.id === t.id)?.bezug ?? t.bezug,
          })),
        };
        const erzwungen = oeffentlichesPaket({ sitzung: falsch, gegenstaende, auskunft });
        for (const g of geheim) expect(JSON.stringify(erzwungen)).not.toContain(g);
        expect(erzwungen.sperren).toHaveLength(nichtoeffentlich.punkte.length);
        // and the check on the finished file finds each of them, if somebody prints the full package instead
        const voll = vollstaendigesPaket({
          sitzung,
          gegenstaende,
          auskunft,
          nichtoeffentlich,
          nichtoeffentlicheAnlagen: new Map(),
        });
        const seiten = voll.eintraege.map((e, i) => ({
          ort: `Seite ${i + 1}`,
          seite: i + 1,
          text: e.lesezeichen,
        }));
        const treffer = findLeaks(
          seiten,
          nichtoeffentlicheQuellen({
            sitzung,
            nichtoeffentlich,
            gegenstaende,
            anlagen: [],
            anlagentexte: new Map(),
          }),
        );
        expect(new Set(treffer.map((t) => t.quelle)).size).toBe(nichtoeffentlich.punkte.length);
      }),
      { numRuns: 25 },
    );
  });
});
