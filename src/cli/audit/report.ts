import type { AuditResult } from './types.ts';

/** The result for people. */
export function describeAudit(ziel: string, results: readonly AuditResult[]): string {
  const lines: string[] = [];
  for (const r of results) {
    const vorgang = r.vorgang === undefined ? '' : `, Vorgang ${r.vorgang}`;
    lines.push(`${ziel}${r.tenant === '' ? '' : `, ${r.tenant}`}${vorgang}`);
    lines.push(`  Einträge:      ${r.eintraege}, davon mit Inhalt verglichen: ${r.nutzdaten}`);
    if (r.geloescht > 0) lines.push(`  Gelöscht:      ${r.geloescht} Vorgänge, wie vermerkt`);
    const last = r.pruefpunkte.at(-1);
    if (last)
      lines.push(`  Prüfpunkte:    ${r.pruefpunkte.length}, der letzte bei ${last.groesse} vom ${last.zeit}`);
    const stamped = r.pruefpunkte.findLast((p) => p.zeitstempel !== null);
    if (stamped)
      lines.push(`  Zeitstempel:   zuletzt ${stamped.zeitstempel} über ${stamped.groesse} Einträge`);
    if (r.schluessel) lines.push(`  Schlüssel:     ${r.schluessel}`);
    for (const w of r.wiederherstellungen)
      lines.push(`  Zurückgespielt: ${w.zeit} auf ${w.groesse} Einträge (vom Betreiber vermerkt)`);
    for (const hint of r.hinweise) lines.push(`  Hinweis:       ${hint}`);
    for (const f of r.befunde) lines.push(`  BEFUND ${f.stelle}: ${f.text}`);
    lines.push(r.befunde.length === 0 ? '  Ergebnis:      unversehrt' : '  Ergebnis:      NICHT unversehrt');
  }
  return `${lines.join('\n')}\n`;
}

export const auditJson = (ziel: string, results: readonly AuditResult[]): string =>
  `${JSON.stringify({ ziel, ganz: results.every((r) => r.befunde.length === 0), verlaeufe: results }, null, 2)}\n`;
