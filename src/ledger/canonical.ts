/**
 * One text for one value, whatever order its keys were written in (RFC 8785 for the JSON we use: strings,
 * safe numbers, booleans, null, arrays, plain objects; undefined members are left out). Hashes depend on it.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('canonicalJson: not a finite number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    let out = '[';
    for (let i = 0; i < value.length; i += 1)
      out += (i === 0 ? '' : ',') + canonicalJson((value[i] as unknown) ?? null);
    return `${out}]`;
  }
  if (!isPlain(value)) throw new Error(`canonicalJson: ${typeof value} is no JSON`);
  let out = '';
  for (const key of sortedKeys(value)) {
    const member = value[key];
    if (member !== undefined) out += `${out === '' ? '' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `{${out}}`;
}

/** A Date, Map or byte array has no members to speak of: it would hash like an empty object. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const above: unknown = Object.getPrototypeOf(value);
  // The second is how an object of another realm, or of a library's own class, is told.
  return above === Object.prototype || Object.prototype.toString.call(value) === '[object Object]';
}

function sortedKeys(value: Readonly<Record<string, unknown>>): readonly string[] {
  const keys = Object.keys(value);
  for (let i = 1; i < keys.length; i += 1)
    if ((keys[i - 1] as string) > (keys[i] as string)) return keys.sort();
  return keys;
}

/** Names of members are few and come again with every command. */
const KNOWN_NAMES = 2_000;
const names = new Map<string, string>();

function quoted(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const text = JSON.stringify(name);
  if (names.size < KNOWN_NAMES) names.set(name, text);
  return text;
}
