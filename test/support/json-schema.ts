import fc from 'fast-check';

/** As much of JSON Schema 2020-12 as zod writes. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly pattern?: string;
}

export interface Vocabulary {
  /** texts that mean something to the service: ids of people, Vorgaenge, documents */
  readonly words: readonly string[];
  readonly schemas: Readonly<Record<string, object>>;
}

const MAX_DEPTH = 5;

/** Values that fit a schema; strings are often words of the vocabulary, so that rules find what they are about. */
export function fitting(schema: object, vocabulary: Vocabulary, depth = 0): fc.Arbitrary<unknown> {
  const s = schema as Schema;
  const next = (inner: Schema): fc.Arbitrary<unknown> => fitting(inner, vocabulary, depth + 1);
  if (s.$ref !== undefined) {
    const target = vocabulary.schemas[s.$ref.split('/').at(-1) ?? ''];
    return target === undefined || depth > MAX_DEPTH ? fc.constant(null) : next(target as Schema);
  }
  if ('const' in s) return fc.constant(s.const);
  if (s.enum) return fc.constantFrom(...s.enum);
  const choices = s.anyOf ?? s.oneOf;
  if (choices && choices.length > 0) return fc.oneof(...choices.map(next));
  if (s.allOf && s.allOf.length > 0)
    return fc
      .tuple(...s.allOf.map(next))
      .map((parts) => Object.assign({}, ...parts.filter((p) => typeof p === 'object')) as object);
  switch (Array.isArray(s.type) ? s.type[0] : s.type) {
    case 'string':
      return text(s, vocabulary);
    case 'integer':
      return fc.oneof(
        fc.integer({ min: clamp(s.minimum ?? -3), max: clamp(Math.max(s.maximum ?? 2000, s.minimum ?? 0)) }),
        fc.constantFrom(s.minimum ?? 0, 1, 2, 2026),
      );
    case 'number':
      return fc.double({ min: s.minimum ?? -1e6, max: s.maximum ?? 1e12, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      if (depth > MAX_DEPTH) return fc.constant([]);
      if (s.prefixItems) return fc.tuple(...s.prefixItems.map(next));
      return fc.array(s.items ? next(s.items) : fc.constant(null), {
        minLength: Math.min(s.minItems ?? 0, 4),
        maxLength: Math.min(s.maxItems ?? 4, 4),
      });
    case 'object': {
      const entries = Object.entries(s.properties ?? {}).map(([key, value]) => [key, next(value)] as const);
      return fc.record(Object.fromEntries(entries), {
        requiredKeys: depth > MAX_DEPTH ? [] : [...(s.required ?? [])],
      });
    }
    default:
      return depth > MAX_DEPTH ? fc.constant(null) : fc.jsonValue({ maxDepth: 2 });
  }
}

const clamp = (n: number): number => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(n)));

function text(s: Schema, { words }: Vocabulary): fc.Arbitrary<string> {
  const named: Readonly<Record<string, fc.Arbitrary<string>>> = {
    'date-time': fc
      .date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
      .map((d) => d.toISOString()),
    date: fc.constantFrom('2026-11-23', '2026-02-30', '1900-01-01', '9999-12-31', '2024-02-29'),
    uri: fc.constantFrom('https://a.example/', 'http://x', 'urn:x'),
  };
  const formatted = s.format === undefined ? undefined : named[s.format];
  if (formatted) return formatted;
  const plain = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...words) },
    { weight: 2, arbitrary: fc.string({ minLength: Math.min(s.minLength ?? 0, 50), maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
    { weight: 1, arbitrary: fc.constantFrom(...NASTY) },
  );
  if (s.pattern === undefined) return plain;
  return fc.oneof(matching(s.pattern), plain);
}

function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern));
  } catch {
    return fc.constant('');
  }
}

/** Texts that have broken other services. */
export const NASTY = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  'null',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  "' OR 1=1 --",
  '{{7*7}}',
  '../../../etc/passwd',
  '%00',
  '😀'.repeat(50),
  'A'.repeat(5000),
  '-1',
  '1e309',
  '9007199254740993',
];

/** The same value with something in it that does not fit: another type, a missing or surplus member, a nasty text. */
export function spoiled(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const other = fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, '', [], {}, [[[]]], ...NASTY);
  return fc
    .tuple(value, fc.array(fc.tuple(fc.nat(), other, fc.nat(3)), { minLength: 1, maxLength: 3 }))
    .map(([good, changes]) => changes.reduce((v, [at, what, how]) => changeAt(v, at, what, how), good));
}

function changeAt(value: unknown, at: number, what: unknown, how: number): unknown {
  if (value === null || typeof value !== 'object') return what;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(1, keys.length)];
  if (Array.isArray(value)) {
    if (key === undefined || how === 0) return [...(value as unknown[]), what];
    return value.map((v, i) =>
      String(i) === key ? changeAt(v, Math.floor(at / 7), what, how) : (v as unknown),
    );
  }
  const members = value as Readonly<Record<string, unknown>>;
  if (key === undefined || how === 0) return { ...members, [String(NASTY[at % NASTY.length])]: what };
  if (how === 1) return Object.fromEntries(Object.entries(members).filter(([k]) => k !== key));
  if (how === 2) return { ...members, [key]: what };
  return { ...members, [key]: changeAt(members[key], Math.floor(at / 7), what, how) };
}
