import { describe, expect, test } from '@jest/globals';
import { mitgliederAm, regelnAm, vorsitzAm } from '../../../../src/domain/sitzung/gremium/mitglieder.ts';
import type { Gremium, Mitglied } from '../../../../src/domain/sitzung/gremium/schema.ts';
import { formatErrorText } from '../../../../src/domain/shared/rejection.ts';
import { errors } from '../../../../src/domain/sitzung/errors.ts';
import { Buehne, PERSON, gremiumOf, person } from '../stadt.ts';

const BUA = gremiumOf('BUA');
const neu: Mitglied = {
  person: person('Ratsmitglied', 'C 1'),
  funktion: 'mitglied',
  stimmrecht: 'stimmberechtigt',
  eigenschaft: 'ratsmitglied',
  fraktion: 'C',
  vertritt: [],
  gueltigVon: '2027-01-01',
  gueltigBis: null,
};

function buehne() {
  const b = new Buehne();
  const send = (c: { type: string } & Record<string, unknown>) => b.send('gremium', BUA.id, c);
  const state = () => b.state<Gremium>(BUA.id);
  const text = (error: ReturnType<typeof send>) => {
    const raw = errors[error?.code ?? ''];
    return raw ? formatErrorText(raw, error?.params ?? {}).cause : '';
  };
  return { b, send, state, text };
}
const bauleitung = person('Ratsmitglied', 'B 1');
const nachfolge = person('Ratsmitglied', 'A 6');

describe('members by date', () => {
  test('a new member counts from its day on', () => {
    const { send, state } = buehne();
    expect(send({ type: 'addGremiumMitglied', mitglied: neu })).toBeNull();
    const am = (tag: string) => mitgliederAm(state(), tag).some((m) => m.person === neu.person);
    expect([am('2026-12-31'), am('2027-01-01')]).toEqual([false, true]);
  });

  test('the same person twice at the same time is refused by name; one after the other is not', () => {
    const { send, text } = buehne();
    const wieder = { ...neu, person: nachfolge };
    const refused = send({ type: 'addGremiumMitglied', mitglied: wieder });
    expect(refused?.code).toBe('sitzung.mitglied-doppelt');
    expect(text(refused)).toContain('Ratsmitglied A 6');
    const ende = {
      type: 'endGremiumMitgliedschaft',
      person: nachfolge,
      letzterTag: '2026-12-31',
      grund: 'x',
    };
    expect(send(ende)).toBeNull();
    expect(send({ type: 'addGremiumMitglied', mitglied: wieder })).toBeNull();
  });

  test('the chair passes on a day: two chairs at once are refused, one after the other are not', () => {
    const { send, state, text } = buehne();
    const vorsitz = { ...neu, person: nachfolge, funktion: 'vorsitz', fraktion: 'A' };
    const change = { type: 'changeGremiumMitglied', mitglied: vorsitz, ab: '2027-02-01', grund: 'Wahl' };
    const refused = send(change);
    expect(refused?.code).toBe('sitzung.vorsitz-doppelt');
    expect(text(refused)).toContain('Ratsmitglied A 6');
    const alt = { ...neu, person: bauleitung, fraktion: 'B' };
    expect(
      send({ type: 'changeGremiumMitglied', mitglied: alt, ab: '2027-02-01', grund: 'Wahl' }),
    ).toBeNull();
    expect(send(change)).toBeNull();
    expect(vorsitzAm(state(), '2027-01-31')?.person).toBe(bauleitung);
    expect(vorsitzAm(state(), '2027-02-01')?.person).toBe(nachfolge);
    expect(mitgliederAm(state(), '2027-02-01').find((m) => m.person === bauleitung)?.funktion).toBe(
      'mitglied',
    );
  });

  test('a change on the first day replaces the entry instead of leaving one that never held', () => {
    const { send, state } = buehne();
    send({ type: 'addGremiumMitglied', mitglied: neu });
    const beratend = { ...neu, stimmrecht: 'beratend' };
    const change = { type: 'changeGremiumMitglied', mitglied: beratend, ab: '2027-01-01', grund: 'Irrtum' };
    expect(send(change)).toBeNull();
    expect(state().mitglieder.filter((m) => m.person === neu.person)).toMatchObject([
      { stimmrecht: 'beratend' },
    ]);
  });

  test('who is no member cannot be changed; an end before the beginning is refused', () => {
    const { send } = buehne();
    const change = { type: 'changeGremiumMitglied', mitglied: neu, ab: '2027-01-01', grund: 'x' };
    expect(send(change)?.code).toBe('sitzung.kein-mitglied');
    const verkehrt = { ...neu, gueltigBis: '2026-12-01' };
    expect(send({ type: 'addGremiumMitglied', mitglied: verkehrt })?.code).toBe('sitzung.zeitraum-verkehrt');
  });
});

test('rules hold from their day on, name and short name at once, and only the office changes them', () => {
  const { b, send, state } = buehne();
  const regeln = { ...regelnAm(BUA, '2026-11-01'), gueltigAb: '2027-01-01', gesetzlicheMitgliederzahl: 13 };
  expect(send({ type: 'setGremiumRegeln', regeln })).toBeNull();
  expect(regelnAm(state(), '2026-12-31').gesetzlicheMitgliederzahl).toBe(11);
  expect(regelnAm(state(), '2027-01-01').gesetzlicheMitgliederzahl).toBe(13);
  expect(send({ type: 'renameGremium', name: 'Bau- und Klimaausschuss', kuerzel: 'BKA' })).toBeNull();
  expect(state()).toMatchObject({ name: 'Bau- und Klimaausschuss', kuerzel: 'BKA' });
  expect(send({ type: 'dissolveGremium', letzterTag: '2027-06-30', grund: '' })?.code).toBe(
    'sitzung.grund-fehlt',
  );
  b.akteur = PERSON.planung;
  expect(send({ type: 'setGremiumRegeln', regeln })?.code).toBe('sitzung.nicht-berechtigt');
});
