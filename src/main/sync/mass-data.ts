import { createHash } from 'node:crypto';
import { massRowText, type MassGroup, type MassRow } from '../../contract/mass-data.ts';
import type { SyncHost } from '../app/connection/sync-ports.ts';
import type { RecordCalls } from './record-calls.ts';

/** Which groups are here, by table and group: the hash over their rows. */
export const MASS_SETTING = 'sync:datensaetze';
type Held = Readonly<Record<string, string>>;

const ALL = 1_000_000;
const nameOf = ({ tabelle, gruppe }: Pick<MassGroup, 'tabelle' | 'gruppe'>): string =>
  `${tabelle}\n${gruppe}`;
/** A group on its way is kept apart from those in use; cut off, it goes on after its last row. */
const stagingOf = ({ tabelle, gruppe, hash }: MassGroup): string =>
  `${tabelle}#${gruppe}#${hash.slice(0, 16)}`;

/**
 * Brings the mass data this person may read (graves of their cemeteries) in line with the centre: group by group in
 * bulk pages, put into use only when its hash is right. A group that is no longer theirs goes from the file.
 */
export async function syncMassData(host: SyncHost, transport: RecordCalls): Promise<'ok' | 'down'> {
  const line = await transport.massGroups();
  if (line.line !== 'ok') return 'down';
  const { store } = host;
  const held = () => (store.read.setting(MASS_SETTING) as Held | undefined) ?? {};
  const wanted = new Set(line.value.map(nameOf));
  for (const name of Object.keys(held())) {
    if (wanted.has(name)) continue;
    const [tabelle = '', gruppe = ''] = name.split('\n');
    const { [name]: _gone, ...rest } = held();
    store.dropDatensaetze([{ tabelle, gruppe }], () => store.setSetting(MASS_SETTING, rest));
  }
  const stale = line.value.filter((g) => held()[nameOf(g)] !== g.hash);
  const total = stale.reduce((n, g) => n + g.anzahl, 0);
  let done = 0;
  for (const group of stale) {
    const fetched = await fetchGroup(host, transport, group, (n) => host.progress(done + n, total));
    if (fetched === 'down') return 'down';
    done += group.anzahl;
    if (fetched === null) continue;
    store.replaceDatensaetze(group.tabelle, group.gruppe, stagingOf(group), fetched, () =>
      store.setSetting(MASS_SETTING, { ...held(), [nameOf(group)]: group.hash }),
    );
  }
  if (stale.length > 0) host.stateChanged();
  return 'ok';
}

/** All rows of a group, checked; null: it has changed on the way, and comes with the next round. */
async function fetchGroup(
  { store }: SyncHost,
  transport: RecordCalls,
  group: MassGroup,
  progress: (rows: number) => void,
): Promise<readonly MassRow[] | null | 'down'> {
  const staging = stagingOf(group);
  const here = () => store.findDatensaetze(staging, { limit: ALL }).map((r) => r.wert as MassRow);
  let nach = here().at(-1)?.schluessel ?? '';
  for (let count = nach === '' ? 0 : here().length; ;) {
    const page = await transport.massPage(group.tabelle, group.gruppe, nach);
    if (page.line !== 'ok') return 'down';
    if (page.value === null || page.value.hash !== group.hash) {
      store.putDatensaetze(staging, [], { ganz: true });
      return null;
    }
    store.putDatensaetze(
      staging,
      page.value.zeilen.map((wert) => ({ schluessel: wert.schluessel, suche: '', gruppe: '', wert })),
    );
    count += page.value.zeilen.length;
    progress(count);
    nach = page.value.zeilen.at(-1)?.schluessel ?? nach;
    if (page.value.mehr) continue;
    const rows = here();
    const hash = createHash('sha256');
    for (const row of rows) hash.update(massRowText(row));
    if (hash.digest('hex') === group.hash) return rows;
    store.putDatensaetze(staging, [], { ganz: true });
    return null;
  }
}
