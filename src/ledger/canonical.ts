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
  // A Date, Map or byte array has no members to speak of: it would hash like an empty object.
  if (Object.prototype.toString.call(value) === '[object Object]') {
    const members = value as Readonly<Record<string, unknown>>;
    let out = '';
    for (const key of Object.keys(members).sort()) {
      const member = members[key];
      if (member !== undefined)
        out += `${out === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
    }
    return `{${out}}`;
  }
  throw new Error(`canonicalJson: ${typeof value} is no JSON`);
}
