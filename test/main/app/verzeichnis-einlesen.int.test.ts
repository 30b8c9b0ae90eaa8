import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ok, problem, startDemoApp, type TestApp } from '../../support/app.ts';
import { byName } from '../../support/organisation.ts';

/** People and units from a file, in the app: looked at first, then taken over; only for the administration. */
let t: TestApp;
beforeAll(async () => {
  t = await startDemoApp();
});
afterAll(() => t.remove());

const KOPF = 'kennung;titel;vorname;nachname;funktion;einheit;email;rollen;gueltig_bis\n';
const texte = [
  `${KOPF};;Anna;Ahorn;Leitung;FD 77;anna@x.example;friedhofsverwaltung;\n;;;Ohne;;FD 77;;;\n`,
  'kuerzel;name;uebergeordnet\nFD 77;Grünflächen;\n',
];
const find = (nachname: string) =>
  t
    .workspace()
    .ctx.verzeichnis()
    .personen.find((p) => p.nachname === nachname);

test('others may not; the preview changes nothing and names the faulty row', async () => {
  await t.als('Janssen');
  const denied = await t.app.handlers['verzeichnis.pruefen']({ texte, ausscheiden: false });
  expect(problem(denied).code).toBe('organisation.keine-berechtigung');
  expect(problem(await t.app.handlers['verzeichnis.einlesen']({ texte, ausscheiden: false })).code).toBe(
    'organisation.keine-berechtigung',
  );
  await t.als('Brandt');
  const vorschau = ok(await t.app.handlers['verzeichnis.pruefen']({ texte, ausscheiden: false }));
  expect(vorschau.schritte.map((s) => [s.wirkung, s.name])).toEqual([
    ['neu', 'FD 77 Grünflächen'],
    ['neu', 'Anna Ahorn'],
  ]);
  expect(vorschau.fehler).toEqual([{ zeile: 3, spalte: 'vorname', ursache: 'fehlt' }]);
  expect(find('Ahorn')).toBeUndefined();
});

test('taken over, she is there; read in again, nothing changes; missing in a whole file, all but the reader leave', async () => {
  await t.als('Brandt');
  expect(ok(await t.app.handlers['verzeichnis.einlesen']({ texte, ausscheiden: false }))).toEqual({
    geaendert: 2,
    abgelehnt: [],
  });
  expect(find('Ahorn')).toMatchObject({ funktion: 'Leitung', rollen: [{ rolle: 'friedhofsverwaltung' }] });
  const again = ok(await t.app.handlers['verzeichnis.pruefen']({ texte, ausscheiden: false }));
  expect([again.schritte, again.unveraendert]).toEqual([[], 2]);

  const nurAnna = [texte[0]!.split('\n').slice(0, 2).join('\n')];
  const weg = ok(await t.app.handlers['verzeichnis.pruefen']({ texte: nurAnna, ausscheiden: true }));
  expect(weg.zuViele).toBe(true);
  expect(weg.schritte.some((s) => s.name.includes('Brandt'))).toBe(false);
  expect(
    weg.schritte.some((s) => s.wirkung === 'ausgeschieden' && s.name.includes(byName('Janssen').nachname)),
  ).toBe(true);
});
