import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { formatErrorText } from '../../../src/domain/shared/rejection.ts';
import { errors } from '../../../src/main/store/errors.ts';
import { faultOf, guarded, StoreFault } from '../../../src/main/store/fault.ts';

const STORE = fileURLToPath(new URL('../../../src/main/store/', import.meta.url));
const sources = readdirSync(STORE, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.ts') && !f.endsWith('errors.ts'))
  .map((f) => readFileSync(join(STORE, f), 'utf8'))
  .join('\n');

describe('errors of the store', () => {
  test('every code that is used has its text, and every text its use', () => {
    const used = new Set([...sources.matchAll(/'(store\.[a-z-]+)'/g)].map((m) => m[1]));
    expect([...used].sort()).toEqual(Object.keys(errors).sort());
  });

  test('each says what happened, why, and what to do next', () => {
    for (const text of Object.values(errors)) {
      expect(text.heading.length).toBeGreaterThan(5);
      expect(text.cause).toMatch(/[.)]$/);
      expect(text.next).toMatch(/^(Bitte|Es)/);
    }
    const filled = formatErrorText(errors['store.fremde-datei'], { datei: 'mappe.db' });
    expect(filled.cause).toContain('„mappe.db“');
  });

  test.each([
    ['SQLITE_FULL', 'store.platte-voll'],
    ['ENOSPC', 'store.platte-voll'],
    ['SQLITE_NOTADB', 'store.beschaedigt'],
    ['SQLITE_CORRUPT_VTAB', 'store.beschaedigt'],
    ['SQLITE_IOERR_WRITE', 'store.ein-ausgabe'],
    ['SQLITE_READONLY_DIRECTORY', 'store.schreibgeschuetzt'],
    ['SQLITE_CANTOPEN', 'store.schreibgeschuetzt'],
    ['EACCES', 'store.schreibgeschuetzt'],
  ])('%s is %s', (code, expected) => {
    expect(faultOf(Object.assign(new Error('x'), { code }), 'mappe.db')?.code).toBe(expected);
  });

  test('bugs are not dressed up as faults', () => {
    expect(faultOf(Object.assign(new Error('x'), { code: 'SQLITE_CONSTRAINT' }), 'mappe.db')).toBeNull();
    expect(() =>
      guarded('mappe.db', () => {
        throw new TypeError('bug');
      }),
    ).toThrow(TypeError);
    const fault = new StoreFault({ code: 'store.platte-voll', params: {} });
    expect(faultOf(fault, 'x')).toBe(fault.rejection);
  });
});
