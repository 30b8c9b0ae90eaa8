import { expect, test } from '@jest/globals';
import { reject } from '../../../../src/domain/shared/rejection.ts';
import { ok } from '../../../../src/domain/shared/result.ts';
import { openPens } from '../../../../src/main/app/signing/pen.ts';

/** A centre that lends; answers what it was asked. */
function lender(refuses = false) {
  const asked: string[] = [];
  const pens = openPens(1);
  pens.use({
    list: () => [],
    take: async (_vorgang, sha256) => {
      asked.push(`take ${sha256}`);
      return refuses ? reject('ledger.stift-vergeben', { person: 'Holm', bis: '12:00' }) : ok(null);
    },
    giveBack: async (sha256) => void asked.push(`back ${sha256}`),
  });
  return { pens, asked };
}

test('without a centre there is nothing to lend', async () => {
  expect(await openPens().during('v', 'a', async () => ok('signed'))).toEqual(ok('signed'));
});

test('held by another: the work is not begun', async () => {
  const { pens, asked } = lender(true);
  const refused = await pens.during('v', 'a', async () => {
    throw new Error('signed without the pen');
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'ledger.stift-vergeben' } });
  expect(asked).toEqual(['take a']);
});

test('as long as the work lasts the pen is taken again, and what succeeds does not give it back', async () => {
  const { pens, asked } = lender();
  await pens.during('v', 'a', async () => {
    while (asked.length < 4) await new Promise((resolve) => setTimeout(resolve, 1));
    return ok(null);
  });
  const taken = asked.length;
  expect(asked.every((a) => a === 'take a')).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toHaveLength(taken);
});

test('a refusal gives it back, and so does a fault', async () => {
  const { pens, asked } = lender();
  await pens.during('v', 'a', async () => reject('token.passphrase-falsch'));
  await expect(
    pens.during('v', 'b', async () => {
      throw new Error('disk');
    }),
  ).rejects.toThrow('disk');
  expect(asked.filter((a) => a.startsWith('back'))).toEqual(['back a', 'back b']);
});
