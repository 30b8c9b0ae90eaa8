import type { Einheit } from '../../domain/organisation/verzeichnis.ts';

/** Units in the order of their tree, each with its depth; what hangs on nothing known stands at the top. */
export function flattenTree(
  einheiten: readonly Einheit[],
): readonly { readonly einheit: Einheit; readonly tiefe: number }[] {
  const known = new Set(einheiten.map((e) => e.id));
  const byName = [...einheiten].sort((a, b) => a.kuerzel.localeCompare(b.kuerzel, 'de', { numeric: true }));
  const rows: { einheit: Einheit; tiefe: number }[] = [];
  const seen = new Set<string>();
  const add = (einheit: Einheit, tiefe: number) => {
    // a circle in damaged data must not hang the window
    if (seen.has(einheit.id)) return;
    seen.add(einheit.id);
    rows.push({ einheit, tiefe });
    for (const child of byName.filter((e) => e.uebergeordnet === einheit.id)) add(child, tiefe + 1);
  };
  for (const e of byName) if (e.uebergeordnet === null || !known.has(e.uebergeordnet)) add(e, 0);
  for (const e of byName) add(e, 0);
  return rows;
}
