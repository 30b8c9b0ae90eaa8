/**
 * One text for one value, whatever order its keys were written in (RFC 8785 for the JSON we use: strings,
 * safe numbers, booleans, null, arrays, plain objects; undefined members are left out). Hashes depend on it.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('canonicalJson: not a finite number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((v) => canonicalJson(v ?? null)).join(',')}]`;
  // A Date, Map or byte array has no members to speak of: it would hash like an empty object.
  if (Object.prototype.toString.call(value) === '[object Object]') {
    const members = Object.entries(value as object)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`);
    return `{${members.join(',')}}`;
  }
  throw new Error(`canonicalJson: ${typeof value} is no JSON`);
}
