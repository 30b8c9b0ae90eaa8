import { beforeAll, expect, test } from '@jest/globals';
import { createDemoCa, openPkcs12 } from '../../../src/main/tokens/index.ts';
import { signPdf, validatePdf } from '../../../src/signature/index.ts';
import { basePdf } from '../attacks/base.ts';
import { applied, fuzz } from './fuzz.ts';

let signed: Uint8Array[];

beforeAll(async () => {
  const ca = await createDemoCa(new Date());
  const opened = openPkcs12(
    (await ca.issue({ name: 'Erika Muster', key: 'ec-p256' }, 'x', new Date())).p12,
    'x',
  );
  if (!opened.ok) throw new Error(opened.error.code);
  const once = await signPdf(basePdf(), opened.value.keys[0]!, { claimedTime: new Date() });
  if (!once.ok) throw new Error(once.error.code);
  const twice = await signPdf(once.value.bytes(), opened.value.keys[0]!, {
    claimedTime: new Date(),
    field: 'Zweite',
    appearance: { lines: ['E'] },
  });
  if (!twice.ok) throw new Error(twice.error.code);
  signed = [once.value.bytes(), twice.value.bytes()];
});

test('the files are intact before anything happens to them', async () => {
  for (const file of signed) {
    const report = await validatePdf(file);
    expect(report.signatures.every((one) => one.intact && one.indication === 'INDETERMINATE')).toBe(true);
  }
});

test('no damage is called good, and none ends in an exception', async () => {
  await fuzz(signed, { runs: 400 });
}, 60_000);

test('every single byte of the signed part counts', async () => {
  const [file] = signed;
  const report = await validatePdf(file!);
  const [, length, next, rest] = report.signatures[0]!.details.byteRange as [number, number, number, number];
  for (let at = 0; at < next + rest; at = at === length ? next : at + 37) {
    const damaged = applied(file!, [{ kind: 'flip', at: Math.min(at, next + rest - 1), bit: 0 }]);
    if (at >= length && at < next) continue;
    const after = await validatePdf(damaged);
    expect(after.signatures.some((one) => one.intact)).toBe(false);
  }
}, 60_000);
