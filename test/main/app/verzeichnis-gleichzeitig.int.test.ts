import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ok, problem, startDemoApp, type TestApp } from '../../support/app.ts';

/** Two administrators have the same entry open: the second to save hears of it, and overwrites nothing. */
let t: TestApp;
beforeAll(async () => {
  t = await startDemoApp();
  await t.als('Brandt');
});
afterAll(() => t.remove());

const verzeichnis = () => t.workspace().ctx.verzeichnis();
const view = async (id: string) => ok(await t.app.handlers['vorgang.get']({ id }));
const send = (art: string, vorgang: string, baseRevision: number, command: object) =>
  t.app.handlers['command.execute']({ art, vorgang, baseRevision, command: command as never });

test('an entry of a person changed meanwhile is refused by name of who did, and stays as it is', async () => {
  const { id } = verzeichnis().personen.find((p) => p.nachname === 'Pohl')!;
  const seen = (await view(id)).revision;
  ok(await send('person', id, seen, { type: 'changePerson', angaben: { funktion: 'Erste' } }));
  const refused = problem(
    await send('person', id, seen, { type: 'changePerson', angaben: { funktion: 'Zweite' } }),
  );
  expect(refused.code).toBe('ledger.stand-veraltet');
  expect(refused.cause).toMatch(/^Geändert von .*Brandt am /);
  expect((await view(id)).state).toMatchObject({ funktion: 'Erste' });
  ok(await send('person', id, seen + 1, { type: 'changePerson', angaben: { funktion: 'Zweite' } }));
});

test('a role is given on any state: it overwrites nothing', async () => {
  const { id } = verzeichnis().personen.find((p) => p.nachname === 'Pohl')!;
  const rolle = { rolle: 'ratsbuero', bereich: null, gueltigVon: null, gueltigBis: null };
  ok(await send('person', id, 1, { type: 'assignRolle', ...rolle }));
  const { state } = await view(id);
  expect(state).toMatchObject({ funktion: 'Zweite', rollen: expect.arrayContaining([rolle]) });
});

test('the same for a unit', async () => {
  const { id, name } = verzeichnis().einheiten[1]!;
  const seen = (await view(id)).revision;
  ok(await send('einheit', id, seen, { type: 'changeEinheit', angaben: { name: `${name} A` } }));
  const refused = problem(
    await send('einheit', id, seen, { type: 'changeEinheit', angaben: { name: `${name} B` } }),
  );
  expect(refused.code).toBe('ledger.stand-veraltet');
});
