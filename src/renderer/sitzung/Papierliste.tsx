import { useMemo, useState, type ReactNode } from 'react';
import type { VorgangRow } from '../../contract/vorgang.ts';
import { taskStatus } from '../arbeitskorb/ordnen.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { DataGrid, type Spalte } from '../kit/DataGrid.tsx';
import { Segment } from '../kit/Choice.tsx';
import { StatusTag, VorlaeufigTag } from '../kit/Status.tsx';
import { useQuery } from '../shell/query.ts';
import { navigate } from '../shell/router.ts';
import { hrefSitzung } from './fach.ts';

const LISTEN = {
  eingang: {
    arten: ['vorlage', 'antrag', 'dringlichkeitsentscheidung'],
    titel: 'Vorlagen, Anträge und Anfragen',
    leer: 'Noch keine Vorlage. Mit „Vorlage anlegen …“ beginnt die erste.',
  },
  niederschrift: {
    arten: ['niederschrift'],
    titel: 'Niederschriften',
    leer: 'Noch keine Niederschrift. Sie wird aus einer beendeten Sitzung entworfen.',
  },
} as const;

const artText = (r: VorgangRow): string => {
  switch (r.art) {
    case 'vorlage':
      return 'Vorlage';
    case 'antrag':
      return r.felder['art'] === 'anfrage' ? 'Anfrage' : 'Antrag';
    case 'niederschrift':
      return r.titel.startsWith('Auszug') ? 'Auszug' : 'Niederschrift';
    default:
      return 'Dringlichkeit';
  }
};

const spalten = (
  meine: ReadonlyMap<string, ReturnType<typeof taskStatus>>,
  eingang: boolean,
): readonly Spalte<VorgangRow>[] => [
  ...(eingang
    ? [
        {
          feld: 'nummer',
          titel: 'Nummer',
          breite: 120,
          wert: (r: VorgangRow) => r.nummer ?? 'ohne Nummer',
          zelle: (r: VorgangRow) => <a href={hrefSitzung(r)}>{r.nummer ?? 'ohne Nummer'}</a>,
        },
      ]
    : []),
  { feld: 'art', titel: 'Art', breite: 130, wert: artText },
  {
    feld: 'titel',
    titel: eingang ? 'Betreff' : 'Niederschrift',
    flex: 2,
    mindestens: 260,
    wert: (r) => r.titel,
    ...(eingang ? {} : { zelle: (r: VorgangRow) => <a href={hrefSitzung(r)}>{r.titel}</a> }),
  },
  {
    feld: 'untertitel',
    titel: eingang ? 'Beratungsfolge, von' : 'Teil',
    flex: 1,
    mindestens: eingang ? 190 : 150,
    wert: (r) => r.untertitel,
  },
  {
    feld: 'status',
    titel: 'Status',
    breite: 200,
    wert: (r) => (meine.get(r.id) ?? r.status).text,
    zelle: (r) => (
      <span className="am-celltags">
        <StatusTag {...(meine.get(r.id) ?? r.status)} />
        {r.vorlaeufig ? <VorlaeufigTag kurz /> : null}
      </span>
    ),
  },
  ...(eingang
    ? [
        {
          feld: 'sitzung',
          titel: 'Nächste Sitzung',
          art: 'tag' as const,
          breite: 170,
          wert: (r: VorgangRow) => {
            const tag = r.felder['naechsteSitzung'];
            return typeof tag === 'string' ? tag : null;
          },
        },
      ]
    : []),
  { feld: 'geaendert', titel: 'Geändert', art: 'tag', breite: 120, wert: (r) => r.geaendert.slice(0, 10) },
];

interface Props {
  readonly art: keyof typeof LISTEN;
  /** rarer ways to begin something, beside the choice of what is shown */
  readonly children?: ReactNode;
}

/** Papers or minutes this person may read. */
export function Papierliste({ art, children }: Props) {
  const liste = LISTEN[art];
  const [welche, setWelche] = useState<'offen' | 'alle'>(art === 'eingang' ? 'offen' : 'alle');
  const { data, problem } = useQuery('vorgang.list', {
    arten: [...liste.arten],
    ...(welche === 'offen' ? { offen: true } : {}),
  });
  const korb = useQuery('arbeitskorb.get', null).data;
  const rows = useMemo(() => data ?? [], [data]);
  const columns = useMemo(() => {
    const tasks = korb ? [...korb.aufgaben, ...korb.rueckfragen] : [];
    const meine = new Map(tasks.map((a) => [a.vorgang.id, taskStatus(a, korb?.heute ?? '')]));
    return spalten(meine, art === 'eingang');
  }, [korb, art]);
  return (
    <>
      {art === 'eingang' ? (
        <div className="am-row">
          <div className="am-grow">
            <Segment
              legende="Welche Vorgänge"
              value={welche}
              onChange={setWelche}
              wahlen={[
                { wert: 'offen', text: 'Offene' },
                { wert: 'alle', text: 'Alle' },
              ]}
            />
          </div>
          {children}
        </div>
      ) : null}
      {problem ? <ErrorBox problem={problem} /> : null}
      <DataGrid
        key={art}
        name={`sitzung.${art}`}
        titel={liste.titel}
        zeilen={rows}
        spalten={columns}
        id={(r) => r.id}
        leer={liste.leer}
        onOpen={(r) => navigate(hrefSitzung(r))}
      />
    </>
  );
}
