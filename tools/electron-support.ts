/**
 * Until when an Electron line gets security fixes: the three newest majors do, so a line ends when the third
 * one after it appears. Releases of 40 to 45 are those of the npm registry; later ones are expected every eight
 * weeks (Electron's release cadence) and have to be corrected here when their dates are known.
 */
const RELEASED: Readonly<Record<number, string>> = {
  40: '2026-01-16',
  41: '2026-03-11',
  42: '2026-05-06',
  43: '2026-07-01',
  44: '2026-08-25',
  45: '2026-10-21',
  46: '2026-12-15', // expected
  47: '2027-02-09', // expected
  48: '2027-04-06', // expected
};

const SUPPORTED_MAJORS = 3;

/** Is this version (`45.4.1`) still supported on that day? The text says until when, or what to do. */
export function supportOf(version: string, today: Date): { readonly ok: boolean; readonly text: string } {
  const major = Number(/^(\d+)\.\d+\.\d+$/.exec(version)?.[1]);
  if (!(major in RELEASED))
    return { ok: false, text: `Electron ${version}: not in the table, add its release date` };
  const end = RELEASED[major + SUPPORTED_MAJORS];
  if (end === undefined)
    return { ok: false, text: `Electron ${version}: add the expected date of ${major + SUPPORTED_MAJORS}` };
  const ok = today.toISOString().slice(0, 10) < end;
  return {
    ok,
    text: ok
      ? `Electron ${version} is supported until ${end}`
      : `Electron ${version} is out of support since ${end}: update it`,
  };
}
