import { Gavel } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { AppState } from '../../contract/app.ts';
import type { VorgangView } from '../../contract/vorgang.ts';
import { findEinheit } from '../../domain/organisation/verzeichnis.ts';
import {
  beschlusskontrolle,
  type Beschlusszeile,
  type NichtoeffentlicheSitzung,
  type Sitzung,
} from '../../domain/sitzung/index.ts';
import { call } from '../bridge.ts';
import { DataGrid, type Spalte } from '../kit/DataGrid.tsx';
import { Choice } from '../kit/Choice.tsx';
import { Select, TextArea } from '../kit/Field.tsx';
import { DateField } from '../kit/DateField.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { useQuery } from '../shell/query.ts';
import { BefehlDialog } from '../vorgang/BefehlDialog.tsx';
import { useVerzeichnis, useVorgang } from './daten.ts';

const STAND = {
  nichtZugewiesen: { text: 'nicht zugewiesen', stufe: 'warnung' },
  offen: { text: 'offen', stufe: 'wartet' },
  inArbeit: { text: 'in Arbeit', stufe: 'laeuft' },
  erledigt: { text: 'erledigt', stufe: 'gut' },
} as const;

/** Every resolution passed and what became of it. */
export function Beschluesse({ app }: { readonly app: AppState }) {
  const rows = useQuery('vorgang.list', { arten: ['sitzung'] }).data;
  const [quellen, setQuellen] = useState<Parameters<typeof beschlusskontrolle>[0]>([]);
  const [offen, setOffen] = useState<Beschlusszeile | null>(null);
  useEffect(() => {
    let alive = true;
    const state = async (id: string) => {
      const answer = await call('vorgang.get', { id });
      return answer.ok ? answer.value.state : null;
    };
    void Promise.all(
      (rows ?? []).map(async (r) => {
        const sitzung = (await state(r.id)) as Sitzung;
        const nichtoeffentlich = (await state(
          sitzung.nichtoeffentlicheSitzung,
        )) as NichtoeffentlicheSitzung | null;
        return { id: r.id, sitzung, nichtoeffentlich };
      }),
    ).then((all) => (alive ? setQuellen(all) : undefined));
    return () => {
      alive = false;
    };
  }, [rows]);
  const verzeichnis = useVerzeichnis();
  const zeilen = useMemo(() => beschlusskontrolle(quellen, app.heute), [quellen, app.heute]);
  const spalten: readonly Spalte<Beschlusszeile>[] = [
    { feld: 'tag', titel: 'Sitzung', art: 'tag', breite: 120, wert: (z) => z.tag },
    { feld: 'gremium', titel: 'Gremium', breite: 200, wert: (z) => z.gremium },
    {
      feld: 'titel',
      titel: 'Beschluss',
      flex: 3,
      mindestens: 260,
      wert: (z) => `${z.nummer} ${z.titel}`,
      zelle: (z) => <a href={`#/sitzung/termin/${z.sitzung}`}>{`${z.nummer} ${z.titel}`}</a>,
    },
    {
      feld: 'einheit',
      titel: 'Ausführung',
      breite: 150,
      wert: (z) => (z.einheit && verzeichnis ? (findEinheit(verzeichnis, z.einheit)?.kuerzel ?? '') : ''),
    },
    { feld: 'frist', titel: 'Frist', art: 'tag', breite: 120, wert: (z) => z.frist },
    {
      feld: 'stand',
      titel: 'Stand',
      breite: 200,
      wert: (z) => STAND[z.stand].text,
      zelle: (z) => (
        <span className="am-celltags">
          {z.ueberfaellig ? (
            <StatusTag stufe="fehler" text={`überfällig, ${STAND[z.stand].text}`} />
          ) : (
            <StatusTag {...STAND[z.stand]} />
          )}
        </span>
      ),
    },
    { feld: 'bericht', titel: 'Letzter Bericht', flex: 1, mindestens: 140, wert: (z) => z.letzterBericht },
  ];
  return (
    <>
      <DataGrid
        name="sitzung.beschluesse"
        titel="Beschlüsse"
        zeilen={zeilen}
        spalten={spalten}
        id={(z) => `${z.sitzung} ${z.top}`}
        leer="Noch kein Beschluss. Er entsteht mit einer Abstimmung in der Sitzung."
        onOpen={setOffen}
      />
      {offen ? <Umsetzung zeile={offen} onClose={() => setOffen(null)} /> : null}
    </>
  );
}

function Umsetzung({ zeile, onClose }: { readonly zeile: Beschlusszeile; readonly onClose: () => void }) {
  const { view } = useVorgang(zeile.vorgang);
  return view ? <UmsetzungDialog zeile={zeile} view={view} onClose={onClose} /> : null;
}

/** Assigns a resolution to a unit, or takes its report. */
function UmsetzungDialog(p: {
  readonly zeile: Beschlusszeile;
  readonly view: VorgangView;
  readonly onClose: () => void;
}) {
  const { zeile } = p;
  const verzeichnis = useVerzeichnis();
  const zuweisen = zeile.stand === 'nichtZugewiesen';
  const [einheit, setEinheit] = useState(zeile.einheit ?? '');
  const [frist, setFrist] = useState<string | null>(zeile.frist);
  const [stand, setStand] = useState<'offen' | 'inArbeit' | 'erledigt'>('inArbeit');
  const [bericht, setBericht] = useState('');
  return (
    <BefehlDialog
      titel={zuweisen ? 'Umsetzung zuweisen' : 'Über die Umsetzung berichten'}
      verb={zuweisen ? 'Zuweisen' : 'Bericht speichern'}
      icon={Gavel}
      view={p.view}
      ist={zuweisen ? 'Die Umsetzung ist zugewiesen.' : 'Der Bericht ist gespeichert.'}
      onClose={p.onClose}
      build={() =>
        zuweisen
          ? einheit === ''
            ? null
            : ({ type: 'assignUmsetzung', top: zeile.top, einheit, frist } as never)
          : bericht.trim() === ''
            ? null
            : ({ type: 'reportUmsetzung', top: zeile.top, stand, bericht: bericht.trim() } as never)
      }
    >
      {(versucht) => (
        <>
          <div className="am-summary">
            <p className="am-strong">
              {zeile.nummer} {zeile.titel}
            </p>
            <p>{zeile.beschluss}</p>
          </div>
          {zuweisen ? (
            <>
              <Select
                label="Ausführende Stelle"
                leer="bitte wählen"
                value={einheit}
                onChange={setEinheit}
                optionen={(verzeichnis?.einheiten ?? []).map((e) => ({
                  wert: e.id,
                  text: `${e.kuerzel} ${e.name}`,
                }))}
                error={versucht && einheit === '' ? 'Wählen Sie, wer den Beschluss ausführt.' : null}
              />
              <DateField label="Frist" optional value={frist} onChange={setFrist} />
            </>
          ) : (
            <>
              <Choice
                legende="Stand"
                value={stand}
                onChange={setStand}
                wahlen={[
                  { wert: 'offen', text: 'Offen' },
                  { wert: 'inArbeit', text: 'In Arbeit' },
                  { wert: 'erledigt', text: 'Erledigt', folge: 'Der Beschluss ist ausgeführt.' },
                ]}
              />
              <TextArea
                label="Bericht"
                value={bericht}
                onChange={setBericht}
                error={versucht && bericht.trim() === '' ? 'Schreiben Sie, was geschehen ist.' : null}
              />
            </>
          )}
        </>
      )}
    </BefehlDialog>
  );
}
