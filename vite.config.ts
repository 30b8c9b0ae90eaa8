import react from '@vitejs/plugin-react';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { defineConfig, type Plugin } from 'vite';
import { NONCE_PLACEHOLDER } from './src/main/shell/renderer-files.ts';

const require = createRequire(import.meta.url);

/** What pdf.js fetches while it draws (fonts, character maps, image decoders), as files beside the page. */
function pdfjsFiles(): Plugin {
  const home = dirname(require.resolve('pdfjs-dist/package.json'));
  return {
    name: 'amtsmappe:pdfjs-files',
    apply: 'build',
    generateBundle() {
      for (const folder of ['cmaps', 'standard_fonts', 'wasm', 'iccs']) {
        for (const name of readdirSync(join(home, folder))) {
          // quickjs would run scripts inside a PDF: we never do
          if (name.startsWith('quickjs') || name.startsWith('LICENSE')) continue;
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${folder}/${name}`,
            source: readFileSync(join(home, folder, name)),
          });
        }
      }
    },
  };
}

/** React Aria brings its few words in 30 languages; the window speaks German (English as its fallback). */
function germanOnly(): Plugin {
  return {
    name: 'amtsmappe:german-only',
    enforce: 'pre',
    load(id) {
      const file = id.split('?')[0] ?? '';
      if (!/react-(aria|stately)[\w-]*\/dist\/.*\/intl\/.*\/[a-z]{2}-[A-Z]{2}\.m?js$/.test(file)) return null;
      return /\/(de-DE|en-US)\.m?js$/.test(file) ? null : 'export default {};';
    },
  };
}

/**
 * Builds the window. `--mode muster` builds the same with a bridge in memory (test/renderer/dev.html): for
 * looking at screens and for their tests, never shipped.
 */
export default defineConfig(({ mode }) => {
  // started from a test, NODE_ENV would say `test` and React would come with its development half
  process.env['NODE_ENV'] = 'production';
  const muster = mode === 'muster';
  return {
    root: muster ? 'test/renderer/muster' : 'src/renderer',
    base: '/',
    publicDir: false,
    plugins: [react(), germanOnly(), pdfjsFiles()],
    html: { cspNonce: NONCE_PLACEHOLDER },
    build: {
      outDir: join(import.meta.dirname, muster ? 'node_modules/.cache/renderer-muster' : 'dist/renderer'),
      emptyOutDir: true,
      target: 'chrome140',
      // fonts and icons stay files: the policy of the window allows data: for images only
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1500,
      reportCompressedSize: true,
    },
  };
});
