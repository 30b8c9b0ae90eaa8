import { Columns3, Download, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { VorgangRow } from '../../contract/vorgang.ts';
import { taskStatus } from '../arbeitskorb/ordnen.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { DataGrid, type GridApiLite, type Spalte } from '../kit/DataGrid.tsx';
import { Segment } from '../kit/Choice.tsx';
import { anzahl } from '../kit/format.ts';
import { PageHeader } from '../kit/Layout.tsx';
import { Menu } from '../kit/Menu.tsx';
import { StatusTag, VorlaeufigTag } from '../kit/Status.tsx';
import { useQuery } from '../shell/query.ts';
import { navigate } from '../shell/router.ts';

const ARTEN = ['laufzettel'];

/** What a slip asks of the viewer says more than its state. */
type MeinStatus = ReturnType<typeof taskStatus>;

const text = (row: VorgangRow, feld: string): string | null => {
  const wert = row.felder[feld];
  return wert === undefined || wert === null ? null : String(wert);
};
const zahl = (row: VorgangRow, feld: string): number | null => {
  const wert = row.felder[feld];
  return typeof wert === 'number' ? wert : null;
};

/** My own part first; else that it is late, whoever it waits for; else its state. */
const statusOf = (r: VorgangRow, meine: ReadonlyMap<string, MeinStatus>, heute: string) => {
  const spaet = !r.abgeschlossen && r.faellig !== null && r.faellig < heute;
  return meine.get(r.id) ?? (spaet ? ({ stufe: 'fehler', text: 'Überfällig' } as const) : r.status);
};

const spalten = (meine: ReadonlyMap<string, MeinStatus>, heute: string): readonly Spalte<VorgangRow>[] => [
  {
    feld: 'nummer',
    titel: 'Nummer',
    breite: 140,
    wert: (r) => r.nummer ?? 'ohne Nummer',
    zelle: (r) => <a href={`#/beschaffung/${r.id}`}>{r.nummer ?? 'ohne Nummer'}</a>,
  },
  { feld: 'titel', titel: 'Gegenstand', flex: 3, mindestens: 240, wert: (r) => r.titel },
  {
    feld: 'bedarfsstelle',
    titel: 'Bedarfsstelle',
    breite: 140,
    wert: (r) => text(r, 'bedarfsstelle'),
  },
  { feld: 'netto', titel: 'Wert netto', art: 'euro', breite: 140, wert: (r) => zahl(r, 'wertNetto') },
  {
    feld: 'brutto',
    titel: 'Wert brutto',
    art: 'euro',
    breite: 140,
    versteckt: true,
    wert: (r) => zahl(r, 'wertBrutto'),
  },
  { feld: 'schritt', titel: 'Aktueller Schritt', flex: 2, mindestens: 180, wert: (r) => text(r, 'schritt') },
  {
    feld: 'status',
    titel: 'Status',
    breite: 190,
    wert: (r) => statusOf(r, meine, heute).text,
    zelle: (r) => (
      <span className="am-celltags">
        <StatusTag {...statusOf(r, meine, heute)} />
        {r.vorlaeufig ? <VorlaeufigTag kurz /> : null}
      </span>
    ),
  },
  { feld: 'faellig', titel: 'Frist', art: 'tag', breite: 120, wert: (r) => r.faellig },
  {
    feld: 'geaendert',
    titel: 'Geändert',
    art: 'tag',
    breite: 120,
    versteckt: true,
    wert: (r) => r.geaendert.slice(0, 10),
  },
];

/** All slips this person may read. */
export function Liste() {
  const [welche, setWelche] = useState<'offen' | 'alle'>('offen');
  const { data, problem } = useQuery('vorgang.list', {
    arten: ARTEN,
    ...(welche === 'offen' ? { offen: true } : {}),
  });
  const [api, setApi] = useState<GridApiLite | null>(null);
  const rows = useMemo(() => data ?? [], [data]);
  const korb = useQuery('arbeitskorb.get', null).data;
  const columns = useMemo(
    () =>
      spalten(
        new Map(
          korb
            ? [...korb.aufgaben, ...korb.rueckfragen].map((a) => [a.vorgang.id, taskStatus(a, korb.heute)])
            : [],
        ),
        korb?.heute ?? '',
      ),
    [korb],
  );
  return (
    <div className="am-page am-page--voll">
      <PageHeader
        titel="Laufzettel"
        vorzeile="Beschaffung"
        zusatz={<span className="am-muted">{data ? anzahl(rows.length, 'Vorgang', 'Vorgänge') : ''}</span>}
      >
        <Segment
          legende="Welche Laufzettel"
          value={welche}
          onChange={setWelche}
          wahlen={[
            { wert: 'offen', text: 'Offene' },
            { wert: 'alle', text: 'Alle' },
          ]}
        />
        <SpaltenMenu api={api} />
        <Button art="tertiary" icon={Download} disabled={!api} onClick={() => api?.exportCsv()}>
          Als CSV ausgeben
        </Button>
        <Button art="primary" icon={Plus} taste="Strg+N" onClick={() => navigate('#/beschaffung/neu')}>
          Laufzettel anlegen …
        </Button>
      </PageHeader>
      {problem ? <ErrorBox problem={problem} /> : null}
      <DataGrid
        name="beschaffung.laufzettel"
        titel="Laufzettel"
        zeilen={rows}
        spalten={columns}
        id={(r) => r.id}
        leer="Noch kein Laufzettel. Mit „Laufzettel anlegen …“ beginnt der erste."
        onOpen={(r) => navigate(`#/beschaffung/${r.id}`)}
        onBereit={setApi}
      />
    </div>
  );
}

/** Which columns are shown; kept for the next time. */
export function SpaltenMenu({ api }: { readonly api: GridApiLite | null }) {
  const [, redraw] = useState(0);
  return (
    <Menu
      name="Spalten"
      rechts
      gruppen={[
        {
          titel: 'Spalten zeigen',
          eintraege: (api?.columns() ?? []).map((s) => ({
            id: s.feld,
            text: s.titel,
            gewaehlt: s.sichtbar,
            run: () => {
              api?.showColumn(s.feld, !s.sichtbar);
              redraw((n) => n + 1);
            },
          })),
        },
        {
          eintraege: [
            {
              id: '_zurueck',
              text: 'Ansicht zurücksetzen',
              run: () => (api?.resetView(), redraw((n) => n + 1)),
            },
          ],
        },
      ]}
    >
      <AriaButton className="kern-btn kern-btn--tertiary" isDisabled={!api}>
        <Columns3 size={18} aria-hidden />
        <span className="kern-label">Spalten</span>
      </AriaButton>
    </Menu>
  );
}
