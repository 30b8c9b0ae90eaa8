import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { problem } from '../errors.ts';

/** Where the page keeps its token: sessionStorage belongs to one tab of exactly this origin. */
const TOKEN_KEY = 'amtsmappe-fenster';

/** The bridge as the page loads it (`/bridge.js`): client.ts without its types; no build step needed. */
export function bridgeScript(): string {
  const source = readFileSync(new URL('./client.ts', import.meta.url), 'utf8');
  return `const LOST = ${JSON.stringify(problem('shell.verbindung-verloren'))};
const TOKEN_KEY = ${JSON.stringify(TOKEN_KEY)};
${withoutTypes(source)}`;
}

/** Node calls the function experimental (it is the one that runs all our source); nobody needs to read that at each start. */
function withoutTypes(source: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}

/**
 * The page at the start address: keeps the token and goes on to the application. It is a page and not a
 * redirect, so that the address with the start token leaves the history and the strict cookie is sent. A place in
 * the application (`#/vorgang/…`, from a link) goes along.
 */
export const startPage = (token: string, nonce: string): string => `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Amtsmappe</title></head>
<body><script nonce="${nonce}">sessionStorage.setItem(${JSON.stringify(TOKEN_KEY)}, ${JSON.stringify(token)});
location.replace('/' + location.hash);</script></body></html>`;

/** Shown to whoever comes without the key: says what to do and nothing else. */
export const closedPage = (cause: string): string => `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Amtsmappe – kein Zugang</title></head>
<body><h1>Kein Zugang</h1><p>${cause}</p>
<p>Starten Sie Amtsmappe neu und öffnen Sie die Adresse, die dabei genannt wird. Jede Adresse gilt einmal.</p></body></html>`;
