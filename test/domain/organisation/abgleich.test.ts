import { describe, expect, test } from '@jest/globals';
import {
  liesVerzeichnisdateien,
  planAbgleich,
  type Abgleichregeln,
  type Soll,
} from '../../../src/domain/organisation/index.ts';
import { leseReihen } from '../../../src/domain/shared/csv.ts';
import { byName, musterVerzeichnis as v } from '../../support/organisation.ts';

const HEUTE = '2026-03-02';
let ids = 0;
const regeln = (betreut: Abgleichregeln['betreut'] = () => false): Abgleichregeln => ({
  heute: HEUTE,
  betreut,
  newId: () => `neu-${(ids += 1)}`,
});
const kuerzelVon = (id: string) => v.einheiten.find((e) => e.id === id)?.kuerzel ?? '';
const ausBestand = (aendern: (p: (typeof v.personen)[number]) => object = () => ({})): Soll => ({
  einheiten: [],
  personen: v.personen.map((p, i) => ({
    zeile: i + 2,
    id: p.id,
    vorname: p.vorname,
    nachname: p.nachname,
    titel: p.titel,
    funktion: p.funktion,
    einheit: kuerzelVon(p.einheit),
    email: p.email,
    gueltigBis: null,
    rollen: [],
    ...aendern(p),
  })),
  fehler: [],
});

describe('CSV', () => {
  test('separators, quotes, line breaks in fields, marks at the beginning, empty lines', () => {
    expect(leseReihen('\uFEFFa;b\r\n"x;1";"sagt ""ja""\nund geht"\n\n;\nc;d').reihen).toEqual([
      { nummer: 1, felder: ['a', 'b'] },
      { nummer: 2, felder: ['x;1', 'sagt "ja"\nund geht'] },
      { nummer: 6, felder: ['c', 'd'] },
    ]);
    expect(leseReihen('a,b\n1,"2,3"').reihen.at(-1)?.felder).toEqual(['1', '2,3']);
    expect(leseReihen('a\tb\n1\t2').reihen.at(-1)?.felder).toEqual(['1', '2']);
    expect(leseReihen('')).toEqual({ reihen: [], offen: null });
  });

  test('a quote that is not closed is named, and nobody it swallowed seems to have left', () => {
    const [erste, zweite] = v.personen.filter((p) => p.email !== '');
    const zeile = (p: typeof erste, vorname = p?.vorname) =>
      `${p?.id};${vorname};${p?.nachname};${kuerzelVon(p?.einheit ?? '')}\n`;
    const text = `kennung;vorname;nachname;einheit\n${zeile(erste)}x;"Eva;Gut;FD 12\n${zeile(zweite)}`;
    const soll = liesVerzeichnisdateien([text]);
    expect(soll.fehler).toContainEqual({
      zeile: 3,
      spalte: '',
      ursache: 'Anführungszeichen wird nicht geschlossen',
    });
    const plan = planAbgleich(
      v,
      soll,
      regeln(() => true),
    );
    expect(plan.schritte.filter((s) => s.wirkung === 'ausgeschieden')).toEqual([]);
  });

  test('a role for a unit names it by its Kürzel, new ones as well; an unknown one is a fault of its row', () => {
    const leer = { ...v, einheiten: [], personen: [] };
    const soll = liesVerzeichnisdateien([
      'kuerzel;name;uebergeordnet\nFB 1;Zentrales;\n',
      'kennung;vorname;nachname;einheit;rollen\n' +
        'a;Ada;Alt;FB 1;fachbereichsleitung@einheit:fb 1|kolonnenfuehrung@kolonne:3\n' +
        'b;Ben;Berg;FB 1;fachbereichsleitung@einheit:FB 9\n',
    ]);
    const plan = planAbgleich(leer, soll, regeln());
    const [einheit, ada, ...rest] = plan.schritte;
    expect(rest).toEqual([]);
    expect(ada?.command).toMatchObject({
      rollen: [
        { rolle: 'fachbereichsleitung', bereich: `einheit:${einheit?.vorgang}` },
        { rolle: 'kolonnenfuehrung', bereich: 'kolonne:3' },
      ],
    });
    expect(plan.fehler).toEqual([{ zeile: 3, spalte: 'rollen', ursache: 'Einheit „FB 9“ gibt es nicht' }]);
  });

  test('every faulty row is named with line, column and cause, and left out', () => {
    const soll = liesVerzeichnisdateien([
      'Kennung;Vorname;Nachname;Einheit;E-Mail;Rollen;Gültig bis\n' +
        'ok1;Eva;Gut;FD 12;eva@x.de;;31.12.2026\n' +
        'a b;;Ohne;FD 12;kein;kaiser;30.02.2026\n' +
        'zu;kurz\n',
      'Kürzel;Name;Übergeordnet\nFD 99;Neuer Dienst;FB 1\n;ohne Kürzel;\n',
      'was;anderes\n1;2\n',
    ]);
    expect(soll.personen).toMatchObject([{ id: 'ok1', gueltigBis: '2026-12-31', zeile: 2 }]);
    expect(soll.einheiten).toEqual([
      { zeile: 2, kuerzel: 'FD 99', name: 'Neuer Dienst', uebergeordnet: 'FB 1' },
    ]);
    expect(soll.fehler.map((f) => [f.zeile, f.spalte])).toEqual([
      [3, 'vorname'],
      [3, 'kennung'],
      [3, 'email'],
      [3, 'gueltig_bis'],
      [3, 'rollen'],
      [4, ''],
      [4, 'nachname'],
      [4, 'einheit'],
      [3, 'kuerzel'],
      [1, ''],
    ]);
  });
});

describe('comparing with the directory', () => {
  test('what is there already is not touched', () => {
    const plan = planAbgleich(
      v,
      ausBestand(),
      regeln(() => true),
    );
    expect([plan.schritte, plan.fehler, plan.unveraendert]).toEqual([[], [], v.personen.length]);
  });

  test('new units from the top down, new people, changed fields, moved people, added roles', () => {
    const janssen = byName('Janssen');
    const soll: Soll = {
      ...ausBestand((p) =>
        p.id === janssen.id
          ? {
              funktion: 'Neue Aufgabe',
              einheit: 'fd 99-1',
              rollen: [{ rolle: 'datenschutz', bereich: null }],
            }
          : {},
      ),
      einheiten: [
        { zeile: 2, kuerzel: 'FD 99-1', name: 'Gruppe', uebergeordnet: 'FD 99' },
        { zeile: 3, kuerzel: 'FD 99', name: 'Fachdienst', uebergeordnet: null },
        { zeile: 4, kuerzel: 'X', name: 'Im Nichts', uebergeordnet: 'gibt es nicht' },
      ],
    };
    const plan = planAbgleich(v, soll, regeln());
    expect(plan.schritte.map((s) => [s.wirkung, s.command.type])).toEqual([
      ['neu', 'createEinheit'],
      ['neu', 'createEinheit'],
      ['geaendert', 'changePerson'],
      ['geaendert', 'assignRolle'],
    ]);
    expect(plan.schritte[1]?.command).toMatchObject({ uebergeordnet: plan.schritte[0]?.vorgang });
    expect(plan.schritte[2]?.command).toEqual({
      type: 'changePerson',
      angaben: { funktion: 'Neue Aufgabe', einheit: plan.schritte[1]?.vorgang },
    });
    expect(plan.fehler).toEqual([
      { zeile: 4, spalte: 'uebergeordnet', ursache: 'Einheit „gibt es nicht“ gibt es nicht' },
    ]);
  });

  test('who vanished is ended the day before; nobody the source does not look after, never the last administrator', () => {
    const gone = byName('Janssen').id;
    const ohne = (weg: readonly string[]): Soll => {
      const soll = ausBestand();
      return { ...soll, personen: soll.personen.filter((p) => !weg.includes(p.id ?? '')) };
    };
    const plan = planAbgleich(
      v,
      ohne([gone]),
      regeln(() => true),
    );
    expect(plan.schritte).toMatchObject([
      { wirkung: 'ausgeschieden', vorgang: gone, command: { type: 'endPerson', gueltigBis: '2026-03-01' } },
    ]);
    expect(planAbgleich(v, ohne([gone]), regeln()).schritte).toEqual([]);

    const einer = { ...v, personen: v.personen.filter((p) => p.nachname !== 'Arslan') };
    const last = planAbgleich(
      einer,
      ohne([byName('Brandt').id]),
      regeln(() => true),
    );
    expect(last.schritte.some((s) => s.vorgang === byName('Brandt').id)).toBe(false);
    expect(last.fehler.at(-1)?.ursache).toContain('letzte Systemverwaltung');
  });

  test('a broken source ends nobody: empty, with faulty rows, or with half the house missing', () => {
    const leer = planAbgleich(
      v,
      { einheiten: [], personen: [], fehler: [] },
      regeln(() => true),
    );
    expect(leer.schritte).toEqual([]);
    const soll = ausBestand();
    const faulty = {
      ...soll,
      personen: soll.personen.slice(3),
      fehler: [{ zeile: 2, spalte: '', ursache: 'x' }],
    };
    expect(
      planAbgleich(
        v,
        faulty,
        regeln(() => true),
      ).schritte,
    ).toEqual([]);
    const halb = planAbgleich(
      v,
      { ...soll, personen: soll.personen.slice(40) },
      regeln(() => true),
    );
    expect(halb.zuViele).toBe(true);
    expect(
      planAbgleich(
        v,
        { ...soll, personen: soll.personen.slice(0, -1) },
        regeln(() => true),
      ).zuViele,
    ).toBe(false);
  });

  test('who comes back is in service again; who is named twice or by an ambiguous address is a fault', () => {
    const weg = byName('Janssen');
    const frueher = {
      ...v,
      personen: v.personen.map((p) => (p === weg ? { ...p, gueltigBis: '2026-01-31' } : p)),
    };
    expect(planAbgleich(frueher, ausBestand(), regeln()).schritte).toMatchObject([
      { wirkung: 'zurueck', vorgang: weg.id, command: { gueltigBis: '9999-12-31' } },
    ]);
    const soll = ausBestand();
    const twice = { ...soll, personen: [...soll.personen, soll.personen[0]!] };
    expect(planAbgleich(v, twice, regeln()).fehler[0]?.ursache).toContain('kommt zweimal vor');
    const byMail = ausBestand((p) => ({ id: null, email: p.email.toUpperCase() }));
    expect(planAbgleich(v, byMail, regeln()).schritte.every((s) => s.command.type === 'changePerson')).toBe(
      true,
    );
  });
});
