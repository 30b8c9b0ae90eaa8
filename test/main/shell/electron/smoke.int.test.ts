import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { build } from '../../../../tools/build.ts';
import { findElectron } from '../../../../tools/electron.ts';

/* With the real binary: what no stand-in can show. Runs where there is one, and says so where not. */

const root = join(import.meta.dirname, '../../../..');
const binary = findElectron();

if (binary === null) {
  test('no Electron binary on this machine: the smoke suite needs one (npx install-electron)', () => {
    console.warn('No Electron binary here: smoke.int.test.ts did not start Electron.');
    expect(binary).toBeNull();
  });
} else {
  describe('real Electron', () => {
    let app: ElectronApplication;
    let page: Page;
    beforeAll(async () => {
      await build(['renderer', 'electron']);
      const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-smoke-'));
      const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      app = await _electron.launch({ executablePath: binary, args: [root, '--dir', dir, ...sandbox] });
      page = await app.firstWindow();
      await page.waitForLoadState('load');
    }, 120_000);
    afterAll(async () => {
      await app?.close();
    });

    test('opens on its own origin, isolated from Node, with the bridge and nothing else', async () => {
      expect(page.url()).toMatch(/^app:\/\/amtsmappe\//);
      const seen = await page.evaluate(() => ({
        node:
          typeof (globalThis as { require?: unknown }).require +
          typeof (globalThis as { process?: unknown }).process,
        bridge: Object.keys((globalThis as { amtsmappe?: object }).amtsmappe ?? {}).toSorted(),
      }));
      expect(seen).toEqual({ node: 'undefinedundefined', bridge: ['call', 'on'] });
    });

    test('answers over IPC and serves documents by its protocol', async () => {
      const answer = await page.evaluate(() => (globalThis as any).amtsmappe.call('app.state', null));
      expect(answer).toMatchObject({ ok: true, value: { phase: 'einrichten' } });
      const status = await page.evaluate(async (sha) => (await fetch(`/blob/${sha}`)).status, 'a'.repeat(64));
      expect(status).toBe(404);
    });

    test('leaves its origin by no way', async () => {
      const blocked = await page.evaluate(async () => {
        const fetched = await fetch('https://example.org').then(
          () => 'loaded',
          () => 'blocked',
        );
        return { fetched, opened: window.open('https://example.org') };
      });
      expect(blocked).toEqual({ fetched: 'blocked', opened: null });
      await page.evaluate(() => void (location.href = 'https://example.org/'));
      await page.waitForTimeout(500);
      expect(page.url()).toMatch(/^app:\/\/amtsmappe\//);
    });
  });
}
