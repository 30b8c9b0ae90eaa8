import { createHash } from 'node:crypto';

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly funktion: string;
  readonly einheit: string;
}

const STYLE = `
:root{color-scheme:light dark}
body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.5rem;margin:0 0 .5rem}
label{display:block;font-weight:600;margin:1.5rem 0 .375rem}
select,button{font:inherit;width:100%;box-sizing:border-box;padding:.625rem .75rem;border:1px solid;border-radius:.375rem}
select{background:Field;color:FieldText}
button{margin-top:1rem;border-color:transparent;background:#1a4f9c;color:#fff;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid #1a4f9c;outline-offset:2px}
.tag{display:inline-block;border:2px solid;border-radius:.25rem;padding:0 .5rem;font-weight:700}
@media(prefers-color-scheme:dark){button{background:#8ab4f8;color:#10203a}:focus-visible{outline-color:#8ab4f8}}
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** No script, nothing from elsewhere; the form may lead on to the loopback port of the app that asked. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self' http://127.0.0.1:* http://localhost:*; base-uri 'none'; frame-ancestors 'none'`;

/** The page of the demo's identity provider: whoever wants to be somebody chooses them. */
export function choosePage(stadt: string, people: readonly DemoPerson[], action: string): string {
  const groups = Map.groupBy(people, (p) => p.einheit);
  const options = [...groups].map(
    ([einheit, members]) =>
      `<optgroup label="${escape(einheit)}">${members
        .map((p) => `<option value="${escape(p.id)}">${escape(`${p.name} – ${p.funktion}`)}</option>`)
        .join('')}</optgroup>`,
  );
  return page(
    'Übung: Anmelden',
    `<p><span class="tag">Übung</span> ${escape(stadt)}</p>
<h1>Als wen möchten Sie sich anmelden?</h1>
<p>Diese Stadt und ihre Personen sind erfunden. Es gibt kein Kennwort. In einer echten Stadt steht hier die Anmeldeseite der Verwaltung.</p>
<form method="post" action="${escape(action)}">
<label for="person">Person</label>
<select id="person" name="person" required autofocus><option value="">Bitte wählen</option>${options.join('')}</select>
<button type="submit">Anmelden</button>
</form>`,
  );
}

export const notePage = (titel: string, text: string): string =>
  page(titel, `<p><span class="tag">Übung</span></p><h1>${escape(titel)}</h1><p>${escape(text)}</p>`);

/** Asked before the session at the provider ends; `form` comes from the provider and holds its token. */
export const logoutPage = (form: string): string =>
  page(
    'Übung: Abmelden',
    `<p><span class="tag">Übung</span></p><h1>Abmelden?</h1>${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Abmelden</button>`,
  );

const page = (titel: string, body: string): string =>
  `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(titel)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;

const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);
