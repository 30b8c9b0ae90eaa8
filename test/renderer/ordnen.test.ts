import { describe, expect, test } from '@jest/globals';
import type { AufgabeRow } from '../../src/contract/vorgang.ts';
import { byUrgency, mostUrgent, taskLine, taskStatus } from '../../src/renderer/arbeitskorb/ordnen.ts';
import { sampleKorb } from '../support/fake-data.ts';

const korb = sampleKorb(false);
const [one] = korb.aufgaben;
const task = (a: Partial<AufgabeRow>): AufgabeRow => ({ ...one!, ...a });

describe('order of the Arbeitskorb', () => {
  test('due first, then by the hour, then what waits longest; without a date last', () => {
    const tasks = [
      task({ id: 'ohne', faellig: null, seit: '2026-07-01T00:00:00.000Z' }),
      task({ id: 'spaet', faellig: '2026-07-24' }),
      task({ id: 'mittags', faellig: '2026-07-22', uhrzeit: '12:00' }),
      task({ id: 'frueh', faellig: '2026-07-22', uhrzeit: '08:00' }),
      task({ id: 'alt', faellig: '2026-07-24', seit: '2026-07-01T00:00:00.000Z' }),
    ];
    expect(tasks.sort(byUrgency).map((t) => t.id)).toEqual(['frueh', 'mittags', 'alt', 'spaet', 'ohne']);
  });
  test('the most urgent is the overdue one', () => {
    expect(mostUrgent(korb)?.vorgang.nummer).toBe('LZ-2026-0409');
  });
  test('an empty Arbeitskorb has nothing urgent', () => {
    expect(mostUrgent(sampleKorb(true))).toBeNull();
  });
});

describe('what a task says of itself', () => {
  test.each([
    [{ faellig: '2026-07-21' }, 'Überfällig'],
    [{ faellig: '2026-07-22' }, 'Sie sind dran'],
    [{ art: 'rueckfrage', faellig: null }, 'Rückfrage'],
    [{ art: 'kenntnis', faellig: null }, 'Zur Kenntnis'],
    [{ art: 'bearbeiten', faellig: null }, 'Zu erledigen'],
  ] as const)('%j', (a, text) => {
    expect(taskStatus(task(a), '2026-07-22').text).toBe(text);
  });
  test('number, net value, step, and for whom', () => {
    expect(taskLine(task({ vertretung: 'i. V. Dahl' }))).toMatch(
      /^LZ-2026-0414 · 15\.882,77\s€ netto · .* · i\. V\. Dahl$/,
    );
  });
});
