import { describe, expect, test } from '@jest/globals';
import { excerpt, ftsQuery, stripMarks, transcribe, transcription } from '../../../src/main/store/search.ts';

describe('spellings', () => {
  test('umlauts are transcribed and stripped', () => {
    expect(transcribe('Müßiggang ÄÖÜ')).toBe('muessiggang aeoeue');
    expect(stripMarks('Müßiggang Façade')).toBe('mussiggang facade');
    // decomposed, as macOS writes file names
    expect(transcribe('Mu\u0308ller')).toBe('mueller');
  });

  test('only words with umlauts are kept twice', () => {
    expect(transcription('Der Müller mahlt', 'Straße, Müller')).toBe('mueller strasse');
    expect(transcription('Fatma Yıldız, René Wałęsa')).toBe('yıldız yildiz rené wałęsa walesa');
  });
});

describe('query', () => {
  test('asks for both spellings, by prefix, every word', () => {
    expect(ftsQuery('Müll 17')).toBe('("müll"* OR "muell"*) AND ("17"*)');
    expect(ftsQuery('Yıldız')).toBe('("yıldız"* OR "yildiz"*)');
  });
  test('lets no FTS syntax through', () => {
    expect(ftsQuery('a" OR titel:x NEAR(b) - *^')).toBe(
      '("a"*) AND ("or"*) AND ("titel"*) AND ("x"*) AND ("near"*) AND ("b"*)',
    );
    expect(ftsQuery('  "*^() ')).toBeNull();
  });
});

describe('excerpt', () => {
  test('marks hits in either spelling', () => {
    expect(excerpt('Herr Müller aus der Straße', 'mueller STRASSE')).toBe(
      'Herr \u0001Müller\u0002 aus der \u0001Straße\u0002',
    );
    expect(excerpt('Mueller', 'müll')).toBe('\u0001Mueller\u0002');
  });
  test('shows the neighbourhood of the first hit of a long text', () => {
    const text = `${'Wort '.repeat(200)}Radlader ${'Ende '.repeat(200)}`;
    const piece = excerpt(text, 'radl');
    expect(piece).toContain('\u0001Radlader\u0002');
    expect(piece.length).toBeLessThan(200);
    expect(piece.startsWith('… ')).toBe(true);
    expect(piece.endsWith(' …')).toBe(true);
  });
  test('takes marks out of the text itself', () => {
    expect(excerpt('a\u0001b', 'x')).toBe('ab');
  });
});
