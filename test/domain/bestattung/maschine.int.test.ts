import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '../../../src/domain/shared/vorgang.ts';
import type { Verzeichnis } from '../../../src/domain/organisation/verzeichnis.ts';
import { stammdatenKind } from '../../../src/domain/stammdaten/kind.ts';
import { tabellen as allgemein } from '../../../src/domain/stammdaten/definition.ts';
import { errors, kinds as friedhofKinds, tabellen } from '../../../src/domain/bestattung/index.ts';
import { grabDatensatz } from '../../../src/domain/bestattung/grab.ts';
import { erzeugeGraeber } from '../../../src/domain/bestattung/muster/graeber.ts';
import { demoWoche } from '../../../src/domain/bestattung/muster/woche.ts';
import type { Demoschritt } from '../../../src/domain/bestattung/muster/schritt.ts';
import { auftragOf } from '../../../src/domain/bestattung/kennung.ts';
import type { BestattungState } from '../../../src/domain/bestattung/bestattung/state.ts';
import { registerKinds } from '../../../src/ledger/index.ts';
import type { AppContext } from '../../../src/main/app/context.ts';
import { executeCommand } from '../../../src/main/app/execute.ts';
import { stammdatenVorgang } from '../../../src/main/app/gather.ts';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';
import { musterTabelle } from './muster.ts';
import { regelwerk as r, zeit } from './beispiele.ts';

// The demo week through the real engine on a real encrypted SQLite file: facts, claims, reactions, projections.
const TAG = '2026-11-24';
const resources = join(import.meta.dirname, '../../../resources');
const verzeichnis = JSON.parse(
  readFileSync(join(resources, 'demo/organisation.json'), 'utf8'),
) as Verzeichnis;
const admin = verzeichnis.personen[0]?.id ?? '';
const kinds = [...friedhofKinds, stammdatenKind([...allgemein, ...tabellen])] as readonly Kind[];
const uhr = { jetzt: '2026-11-10T08:00:00.000Z' };

let mappe: TestWorkspace;
let ctx: AppContext;
let schritte: readonly Demoschritt[];

const stand = (id: string): BestattungState => {
  const state = mappe.store.read.confirmed(id)?.state;
  if (!state) throw new Error(`no case ${id}`);
  return state as BestattungState;
};
const fuehreAus = (s: Pick<Demoschritt, 'vorgang' | 'akteur' | 'command'> & { readonly art: string }) =>
  executeCommand(ctx, s.akteur, {
    art: s.art,
    vorgang: s.vorgang,
    command: s.command,
    baseRevision: mappe.store.read.confirmed(s.vorgang)?.revision ?? 0,
  });

beforeAll(() => {
  mappe = makeWorkspace({ kinds });
  ctx = {
    store: mappe.store,
    kinds: registerKinds(kinds),
    crypto: ledgerCrypto,
    clock: { now: () => uhr.jetzt, today: () => uhr.jetzt.slice(0, 10) },
    newId: () => crypto.randomUUID(),
    tenant: 'siegen',
    device: 'test',
    errors,
    verzeichnis: () => verzeichnis,
    forgetVerzeichnis: () => undefined,
    changed: () => undefined,
  };
  const nummernkreise = JSON.parse(readFileSync(join(resources, 'stammdaten/nummernkreise.json'), 'utf8'));
  for (const tabelle of [...tabellen.map((t) => musterTabelle(t.tabelle)), nummernkreise]) {
    for (const f of tabelle.fassungen) {
      const command = {
        type: 'setFassung',
        tabelle: tabelle.tabelle,
        gueltigAb: f.gueltigAb,
        quelle: f.quelle,
        geprueft: f.geprueft,
        inhalt: f.inhalt,
        begruendung: 'Test',
      };
      const done = fuehreAus({
        art: 'stammdaten',
        vorgang: stammdatenVorgang(tabelle.tabelle),
        akteur: admin,
        command,
      });
      expect(done.ok ? null : done.error).toBeNull();
    }
  }
  const graeber = erzeugeGraeber(r.friedhoefe, r.satzung, '2026-11-22', 65);
  mappe.store.putDatensaetze('grab', graeber.map(grabDatensatz));
  let n = 0;
  const id = () => `01980000-0000-7000-9000-${String(n++).padStart(12, '0')}`;
  schritte = demoWoche(TAG, 1, { r, graeber, verzeichnis, id });
}, 60_000);
afterAll(() => mappe.remove());

test('the demo week runs through the real engine on a real file', () => {
  for (const s of schritte) {
    uhr.jetzt = s.zeit;
    const done = fuehreAus(s);
    if (!done.ok) throw new Error(`${s.command.type}: ${JSON.stringify(done.error)}`);
  }
  uhr.jetzt = zeit(TAG, '07:30');
  const faelle = [...new Set(schritte.filter((s) => s.art === 'bestattung').map((s) => s.vorgang))];
  const staende = faelle.map((id) => stand(id));
  expect(new Set(staende.map((s) => s.status)).size).toBeGreaterThanOrEqual(9);
  const nummern = staende.map((s) => s.nummer);
  expect(new Set(nummern).size).toBe(faelle.length);
  expect(nummern).toContain('B-2026-0001');
});

test('the same slot for a second burial is refused with the resource and the next times', () => {
  const frei = schritte.find((s) => {
    if (s.art !== 'bestattung') return false;
    const state = stand(s.vorgang);
    return state.status === 'freigegeben' && state.plan !== null && state.plan.aushubBeginn > uhr.jetzt;
  });
  if (!frei) throw new Error('no released case ahead');
  const anderer = stand(frei.vorgang);
  const angaben = {
    ...anderer.angaben,
    verstorben: { ...anderer.angaben.verstorben, nachname: 'Zweite', vorname: 'Person' },
  };
  const vorgang = '01980000-0000-7000-9100-000000000001';
  const tu = (command: { type: string }) =>
    fuehreAus({ art: 'bestattung', vorgang, akteur: frei.akteur, command });
  expect(tu({ type: 'createBestattung', jahr: 2026, angaben, keinDoppelfall: null } as never).ok).toBe(true);
  expect(tu({ type: 'holdTermin', plan: anderer.plan } as never)).toMatchObject({
    ok: false,
    error: { code: 'bestattung.belegt' },
  });
});

test('the crew reports under the order; the office case follows in the same transaction', () => {
  const heute = schritte.find((s) => s.art === 'bestattung' && stand(s.vorgang).status === 'vorbereitet');
  if (!heute) throw new Error('no prepared case');
  const auftrag = auftragOf(heute.vorgang);
  const melder = schritte.find((s) => s.art === 'arbeitsauftrag' && s.vorgang === auftrag);
  if (!melder) throw new Error('no reports');
  const command = {
    type: 'reportAbweichung',
    id: 'x-1',
    fassung: 1,
    foto: null,
    bemerkung: '',
    text: 'Wasser im Grab',
    arbeitGestoppt: true,
  };
  const done = fuehreAus({ art: 'arbeitsauftrag', vorgang: auftrag, akteur: melder.akteur, command });
  expect(done.ok).toBe(true);
  expect(stand(heute.vorgang).auftrag.gestoppt).toBe(true);
});
