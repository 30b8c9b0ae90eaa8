import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../../src/domain/shared/dates.ts';
import type { Verzeichnis } from '../../../src/domain/organisation/verzeichnis.ts';
import type { AuftragState } from '../../../src/domain/bestattung/auftrag/state.ts';
import { dayTimeline, weekTimeline } from '../../../src/domain/bestattung/auswahl/zeitstrahl.ts';
import { fristenradar } from '../../../src/domain/bestattung/auswahl/fristenradar.ts';
import { kolonnentag, naechsterSchritt } from '../../../src/domain/bestattung/auswahl/kolonnentag.ts';
import { nextActions, nextAuftragActions } from '../../../src/domain/bestattung/auswahl/naechsteAktionen.ts';
import {
  druckeArbeitsauftrag,
  druckeTagesblatt,
} from '../../../src/domain/bestattung/druck/arbeitsauftrag.ts';
import { druckeBestaetigung } from '../../../src/domain/bestattung/druck/bestaetigung.ts';
import { druckeRegisterauszug } from '../../../src/domain/bestattung/druck/grabregister.ts';
import type { GrabakteState } from '../../../src/domain/bestattung/grabakte/grabakte.ts';
import { erzeugeGraeber } from '../../../src/domain/bestattung/muster/graeber.ts';
import { arbeitstag } from '../../../src/domain/bestattung/muster/zeit.ts';
import { demoWoche } from '../../../src/domain/bestattung/muster/woche.ts';
import { regelwerk as r, zeit } from './beispiele.ts';
import { createZentrale, type Zentrale } from './zentrale.ts';

const verzeichnis = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../resources/demo/organisation.json'), 'utf8'),
) as Verzeichnis;
const graeber = erzeugeGraeber(r.friedhoefe, r.satzung, '2026-11-22', 65);

function spiele(tag: string, seed = 1): Zentrale {
  let n = 0;
  const schritte = demoWoche(tag, seed, { r, graeber, verzeichnis, id: () => `v-${n++}` });
  const z = createZentrale(graeber, schritte[0]?.zeit ?? '', verzeichnis);
  for (const s of schritte) {
    expect(s.zeit < zeit(tag, '00:00')).toBe(true);
    z.uhr.jetzt = s.zeit;
    const nein = z.execute(s.art, s.vorgang, s.command as never, s.akteur);
    if (nein) throw new Error(`${s.command.type} at ${s.zeit}: ${JSON.stringify(nein)}`);
  }
  z.uhr.jetzt = zeit(tag, '07:30');
  return z;
}
const faelle = (z: Zentrale) =>
  z.ids('bestattung').map((vorgang) => ({ vorgang, state: z.bestattung(vorgang), vorlaeufig: false }));
const auftraege = (z: Zentrale) =>
  z.ids('arbeitsauftrag').map((vorgang) => ({ vorgang, state: z.state(vorgang) as AuftragState }));

describe('the demo week', () => {
  // A Tuesday, a Sunday, the Monday after Christmas, the days around Easter and both changes of the clock.
  test.each(['2026-11-24', '2026-11-22', '2026-12-28', '2027-03-30', '2027-03-28', '2026-10-26'])(
    'is accepted act by act by the real kinds on %s, and shows every state',
    (tag) => {
      const z = spiele(tag);
      const status = new Set(faelle(z).map((f) => f.state.status));
      for (const s of [
        'entwurf',
        'angefragt',
        'vorgemerkt',
        'freigegeben',
        'vorbereitet',
        'durchgefuehrt',
        'abgeschlossen',
        'storniert',
        'verlegt',
        'abgelehnt',
      ])
        expect([...status]).toContain(s);
      expect(z.konflikte).toEqual([]);
      expect(faelle(z).some((f) => f.state.auftrag.klaerung.length > 0)).toBe(true);
      const heute = arbeitstag(r, tag, 0);
      expect(dayTimeline(faelle(z), r, heute).termine).toBeGreaterThanOrEqual(3);
    },
  );

  test('is the same for the same day and seed, another for another seed', () => {
    const bauen = (seed: number) => {
      let n = 0;
      return demoWoche('2026-11-24', seed, { r, graeber, verzeichnis, id: () => `v-${n++}` });
    };
    expect(bauen(1)).toEqual(bauen(1));
    expect(JSON.stringify(bauen(2))).not.toBe(JSON.stringify(bauen(1)));
  });
});

describe('what the screens read from it', () => {
  let z: Zentrale;
  const heute = '2026-11-24';
  beforeAll(() => {
    z = spiele(heute);
  });

  test('the day: bars by resource with state in words, buffers, and done told apart', () => {
    const strahl = dayTimeline(faelle(z), r, heute);
    expect(strahl).toMatchObject({ titel: 'Dienstag, 24.11.2026', grund: null });
    const balken = strahl.zeilen.flatMap((zeile) => zeile.balken);
    expect(balken.length).toBeGreaterThan(5);
    expect(balken.every((b) => b.ansage.includes('Uhr') && b.text.length > 0)).toBe(true);
    expect(balken.some((b) => b.mitPufferBis > b.bis)).toBe(true);
    expect(balken.some((b) => b.zustand === 'konflikt')).toBe(false);
    expect(strahl.zeilen.filter((x) => x.art === 'kolonne')).toHaveLength(6);
  });

  test('the week: seven days with the reason of each free one, past burials done', () => {
    const woche = weekTimeline(faelle(z), r, heute);
    expect(woche.map((t) => t.grund)).toEqual([
      null,
      null,
      null,
      null,
      null,
      'Samstag, keine Bestattungen',
      'Sonntag, keine Bestattungen',
    ]);
    expect(woche[0]?.erledigt).toBeGreaterThan(0);
  });

  test('two provisional cases that want the same are both shown as overlapping', () => {
    const alle = faelle(z);
    const fall = alle.find((f) => f.state.status === 'freigegeben' && f.state.plan?.beginn.startsWith(heute));
    if (!fall) throw new Error('no case');
    const strahl = dayTimeline([...alle, { ...fall, vorgang: 'andere', vorlaeufig: true }], r, heute);
    const konflikte = strahl.zeilen.flatMap((x) => x.balken).filter((b) => b.zustand === 'konflikt');
    expect(new Set(konflikte.map((b) => b.vorgang))).toEqual(new Set([fall.vorgang, 'andere']));
  });

  test('radar: deadline, unacknowledged version, lapsing hold and contradiction are on it, nearest first', () => {
    const warnungen = fristenradar(faelle(z), r, z.uhr.jetzt);
    expect(new Set(warnungen.map((w) => w.art))).toEqual(
      new Set(['frist', 'quittung', 'vormerkung', 'klaerung', 'unterlagen']),
    );
    const tage = warnungen.map((w) => w.tage);
    expect(tage).toEqual([...tage].sort((a, b) => a - b));
  });

  test("the crew's day and the next step of each order", () => {
    const posten = r.kolonnen.flatMap((k) => kolonnentag(auftraege(z), k.id, heute));
    expect(posten.length).toBeGreaterThanOrEqual(3);
    const vorbereitet = auftraege(z).find((a) => z.bestattung(a.state.bestattung).status === 'vorbereitet');
    expect(vorbereitet && naechsterSchritt(vorbereitet.state)).toMatchObject({
      art: 'tor',
      tor: 'vor_beisetzung',
    });
    expect(auftraege(z).some((a) => naechsterSchritt(a.state)?.art === 'quittieren')).toBe(true);
  });

  test('next actions follow state, role and grave', () => {
    const buero = '01980000-0000-7000-8002-000000000059';
    const vorarbeit = '01980000-0000-7000-8002-000000000062';
    const mit = (status: string, grabOffen = false) => {
      const f = faelle(z).find((x) => x.state.status === status && (x.state.grab === null) === grabOffen);
      return f ? nextActions(f.state, buero, verzeichnis, heute).find((a) => a.haupt)?.command : undefined;
    };
    expect(mit('vorgemerkt')).toBe('releaseTermin');
    expect(mit('vorgemerkt', true)).toBe('assignGrab');
    expect(mit('durchgefuehrt')).toBe('closeBestattung');
    expect(mit('entwurf', true)).toBe('holdTermin');
    const [erster] = faelle(z);
    expect(erster && nextActions(erster.state, vorarbeit, verzeichnis, heute)).toEqual([]);
    const auftrag = auftraege(z).find((a) => z.bestattung(a.state.bestattung).status === 'vorbereitet');
    expect(auftrag && nextAuftragActions(auftrag.state, vorarbeit, verzeichnis, heute)[0]?.command).toBe(
      'reportGrabpruefung',
    );
  });
});

describe('prints', () => {
  const u = {
    absender: ['Stadt Musterhafen', 'Friedhofsverwaltung'],
    gedrucktAm: zeit('2026-11-24', '07:30'),
    nameVon: (p: string) => `N-${p.slice(-2)}`,
    vorlaeufig: false,
  };
  const z = spiele('2026-11-24');

  test('every print names version, time and what it replaces', () => {
    const verschoben = faelle(z).find((f) => f.state.fassung === 2 && f.state.status === 'freigegeben');
    if (!verschoben) throw new Error('no moved case');
    const b = druckeBestaetigung(verschoben.state, u);
    expect(b.meta).toContainEqual({ name: 'Fassung', wert: 'Fassung 2, ersetzt Fassung 1' });
    expect(b.fusszeile).toMatch(
      /^B-2026-\d{4} · Fassung 2, ersetzt Fassung 1 · gedruckt 24.11.2026, 07:30 Uhr$/,
    );
    expect(JSON.stringify(b)).toContain('Wunsch der Angehörigen');
    const a = druckeArbeitsauftrag(z.auftrag(verschoben.vorgang), u);
    expect(a.fusszeile).toContain('Fassung 2, ersetzt Fassung 1');
  });

  test('the confirmation tells the undertaker nothing of cost bearer or right holder; a hold and an offline print say so', () => {
    for (const f of faelle(z)) {
      const text = JSON.stringify(druckeBestaetigung(f.state, u));
      expect(text).not.toContain(f.state.angaben.kostentraeger?.name ?? '---');
      expect(text).not.toContain('Musterweg');
    }
    const vorgemerkt = faelle(z).find((f) => f.state.status === 'vorgemerkt');
    expect(vorgemerkt && druckeBestaetigung(vorgemerkt.state, u).wasserzeichen).toBe(
      'Noch nicht freigegeben',
    );
    expect(vorgemerkt && druckeBestaetigung(vorgemerkt.state, { ...u, vorlaeufig: true }).wasserzeichen).toBe(
      'Noch nicht bestätigt',
    );
  });

  test('work order: both identifiers, four gates, depth; withdrawn ones are marked', () => {
    const text = JSON.stringify(druckeArbeitsauftrag((auftraege(z)[0] as { state: AuftragState }).state, u));
    for (const t of ['Sargschild oder Urnendeckel', 'Markierung am Grab', 'Tiefe', 'Laufbohlen'])
      expect(text).toContain(t);
    const weg = auftraege(z).find((a) => a.state.zurueckgezogen?.anlass === 'storniert');
    expect(weg && druckeArbeitsauftrag(weg.state, u).wasserzeichen).toBe('Storniert');
  });

  test('day sheet lists digging and burials of that crew and day only', () => {
    const zeilen = r.kolonnen.flatMap((k) => {
      const blatt = druckeTagesblatt(
        auftraege(z).map((a) => a.state),
        k,
        '2026-11-24',
        u,
      );
      return blatt.abschnitte.flatMap((s) => s.bloecke.flatMap((b) => (b.art === 'tabelle' ? b.zeilen : [])));
    });
    const posten = r.kolonnen.flatMap((k) => kolonnentag(auftraege(z), k.id, '2026-11-24'));
    expect(zeilen.length).toBe(posten.length);
  });

  test('register extract shows import and later burials with the basis of the fee', () => {
    const id = z.ids('grabakte')[0] as string;
    const akte = z.state(id) as GrabakteState;
    const grab = graeber.find((g) => g.schluessel === akte.grab);
    if (!grab) throw new Error('no grave');
    const text = JSON.stringify(druckeRegisterauszug(grab, akte, u));
    expect(text).toContain(akte.register[0]?.name);
    expect(text).toContain('Gebührengrundlage');
  });
});

test('holds of the demo lapse one after the other, and what lapsed is free again', () => {
  const z = spiele('2026-11-24');
  z.uhr.jetzt = zeit(addDays('2026-11-24', 2), '12:00');
  for (const f of faelle(z)) z.execute('bestattung', f.vorgang, { type: 'expireVormerkung' });
  for (const f of faelle(z))
    expect(f.state.status === 'vorgemerkt' && (f.state.vormerkungBis ?? '') <= z.uhr.jetzt).toBe(false);
});
