import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { StammdatenTabelle } from '../../domain/stammdaten/tabelle.ts';
import { fassungAm } from '../../domain/stammdaten/tabelle.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Select } from '../kit/Field.tsx';
import { tagLang } from '../kit/format.ts';
import { Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { Table } from '../kit/Table.tsx';
import { useQuery } from '../shell/query.ts';
import type { AbschnittProps } from './Einstellungen.tsx';
import { FassungDialog } from './FassungDialog.tsx';
import { Inhalt } from './Inhalt.tsx';

/** Rules as data: every table with its dated versions. A version is never changed, a later one replaces it. */
export default function Stammdaten({ app, id }: AbschnittProps) {
  const liste = useQuery('stammdaten.list', null);
  const [wahl, setWahl] = useState('');
  const tabellen = [...(liste.data ?? [])].sort((a, b) => a.bezeichnung.localeCompare(b.bezeichnung, 'de'));
  const gesucht = tabellen.find((t) => t.vorgang === id)?.tabelle;
  const tabelle = wahl || gesucht || tabellen[0]?.tabelle || '';
  return (
    <>
      {liste.problem ? <ErrorBox problem={liste.problem} /> : null}
      <Panel titel="Tabelle">
        <Select
          label="Welche Regeln"
          value={tabelle}
          onChange={setWahl}
          optionen={tabellen.map((t) => ({ wert: t.tabelle, text: t.bezeichnung }))}
        />
      </Panel>
      {tabelle ? (
        <Tabelle
          key={tabelle}
          name={tabelle}
          bezeichnung={liste.data?.find((t) => t.tabelle === tabelle)?.bezeichnung ?? tabelle}
          vorgang={liste.data?.find((t) => t.tabelle === tabelle)?.vorgang ?? ''}
          heute={app.heute}
          rollen={app.person?.rollen ?? []}
        />
      ) : null}
    </>
  );
}

interface TabelleProps {
  readonly name: string;
  readonly bezeichnung: string;
  readonly vorgang: string;
  readonly heute: string;
  readonly rollen: readonly string[];
}

function Tabelle({ name, bezeichnung, vorgang, heute, rollen }: TabelleProps) {
  const form = useQuery('stammdaten.form', { tabelle: name });
  const { data, problem } = useQuery('stammdaten.get', { tabelle: name });
  const [nummer, setNummer] = useState<number | null>(null);
  const [neu, setNeu] = useState(false);
  if (problem) return <ErrorBox problem={problem} />;
  if (!data) return <Panel titel={bezeichnung}>{null}</Panel>;
  const inKraft = fassungAm(data, heute);
  const gezeigt = data.fassungen.find((f) => f.nummer === nummer) ?? inKraft ?? data.fassungen.at(-1);
  return (
    <>
      <Panel
        titel={bezeichnung}
        buendig
        rechts={
          form.data?.pflege.some((rolle) => rollen.includes(rolle)) ? (
            <Button klein icon={Plus} onClick={() => setNeu(true)}>
              Neue Fassung …
            </Button>
          ) : null
        }
      >
        <Fassungen
          tabelle={data}
          inKraft={inKraft?.nummer ?? null}
          gezeigt={gezeigt?.nummer ?? null}
          onWahl={setNummer}
        />
      </Panel>
      {gezeigt ? (
        <Panel titel={`Inhalt der Fassung ${gezeigt.nummer}`}>
          {gezeigt.geprueft ? null : (
            <Note art="warnung">
              Muster: Diese Angaben hat noch niemand geprüft. Quelle: {gezeigt.quelle}
            </Note>
          )}
          <Inhalt wert={gezeigt.inhalt} />
        </Panel>
      ) : null}
      {neu ? (
        <FassungDialog
          tabelle={name}
          bezeichnung={bezeichnung}
          vorgang={vorgang}
          vorlage={gezeigt?.inhalt ?? {}}
          heute={heute}
          onClose={() => setNeu(false)}
        />
      ) : null}
    </>
  );
}

interface FassungenProps {
  readonly tabelle: StammdatenTabelle;
  readonly inKraft: number | null;
  readonly gezeigt: number | null;
  readonly onWahl: (nummer: number) => void;
}

function Fassungen({ tabelle, inKraft, gezeigt, onWahl }: FassungenProps) {
  return (
    <Table
      name="Fassungen dieser Regeln, neueste zuerst"
      spalten={['Fassung', 'Gültig ab', 'Quelle', 'Zustand']}
    >
      {tabelle.fassungen.toReversed().map((f) => (
        <tr key={f.nummer}>
          <td>
            <button
              type="button"
              className="am-link"
              aria-pressed={gezeigt === f.nummer}
              onClick={() => onWahl(f.nummer)}
            >
              Fassung {f.nummer}
            </button>
          </td>
          <td>{tagLang(f.gueltigAb)}</td>
          <td>{f.quelle}</td>
          <td>
            <span className="am-row">
              {f.nummer === inKraft ? <StatusTag stufe="gut" text="In Kraft" /> : null}
              {f.geprueft ? (
                <StatusTag stufe="ruht" text="Geprüft" />
              ) : (
                <StatusTag stufe="warnung" text="Nicht geprüft" />
              )}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}
