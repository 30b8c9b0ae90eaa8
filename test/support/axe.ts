import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds against WCAG 2.2 A and AA on the page as it stands, in one line each; [] is clean. */
export async function axe(page: Page): Promise<readonly string[]> {
  // the page's policy forbids foreign scripts; the debugger may bring one
  await page.evaluate(`window.axe === undefined && (() => { ${source} })()`);
  const violations = (await page.evaluate(`axe
    .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then((r) => r.violations)`)) as readonly Violation[];
  return violations.flatMap((v) =>
    v.nodes.map(
      (n) => `${v.id}: ${n.html.slice(0, 160)} — ${n.failureSummary.split('\n').slice(1, 2).join('').trim()}`,
    ),
  );
}
