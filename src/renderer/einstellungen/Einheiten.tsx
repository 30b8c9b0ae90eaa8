import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../kit/Button.tsx';
import { Panel } from '../kit/Layout.tsx';
import { Table } from '../kit/Table.tsx';
import { useQuery } from '../shell/query.ts';
import { flattenTree } from './baum.ts';
import { EinheitDialog } from './EinheitDialog.tsx';
import type { AbschnittProps } from './Einstellungen.tsx';

/** Units of the house, as a tree. */
export default function Einheiten({ app }: AbschnittProps) {
  const verzeichnis = useQuery('verzeichnis.get', null).data;
  const [offen, setOffen] = useState<string | 'neu' | null>(null);
  if (!verzeichnis) return <Panel titel="Einheiten">{null}</Panel>;
  const darf = app.person?.rollen.includes('systemverwaltung') ?? false;
  return (
    <Panel
      titel="Einheiten"
      anzahl={verzeichnis.einheiten.length}
      ruhig
      buendig
      rechts={
        darf ? (
          <Button klein icon={Plus} onClick={() => setOffen('neu')}>
            Einheit anlegen …
          </Button>
        ) : null
      }
    >
      <Table name="Einheiten der Stadt" spalten={['Kürzel', 'Name', { text: 'Personen', art: 'zahl' }]}>
        {flattenTree(verzeichnis.einheiten).map(({ einheit: e, tiefe }) => (
          <tr key={e.id}>
            <td style={{ paddingLeft: `${0.75 + tiefe * 1.25}rem` }}>
              {darf ? (
                <button type="button" className="am-link" onClick={() => setOffen(e.id)}>
                  {e.kuerzel}
                </button>
              ) : (
                e.kuerzel
              )}
            </td>
            <td>
              {e.name}
              {e.nurEigeneVertretung ? (
                <p className="am-muted am-small">Vertretung nur aus der eigenen Einheit (§ 101 GO NRW)</p>
              ) : null}
            </td>
            <td className="am-num">{verzeichnis.personen.filter((p) => p.einheit === e.id).length}</td>
          </tr>
        ))}
      </Table>
      {offen ? (
        <EinheitDialog
          einheit={verzeichnis.einheiten.find((e) => e.id === offen) ?? null}
          verzeichnis={verzeichnis}
          heute={app.heute}
          onClose={() => setOffen(null)}
        />
      ) : null}
    </Panel>
  );
}
