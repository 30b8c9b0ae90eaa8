import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { Verzeichnisvorschau } from '../../contract/verzeichnis.ts';
import { liesZeichen } from '../../domain/shared/zeichen.ts';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { Note } from '../kit/Boxes.tsx';
import { DropZone } from '../kit/DropZone.tsx';
import { Checkbox } from '../kit/Choice.tsx';
import { anzahl } from '../kit/format.ts';
import { Table } from '../kit/Table.tsx';
import { toast } from '../kit/toasts.ts';
import { refreshAll } from '../shell/query.ts';
import '../sync/sync.css';

const WIRKUNG = {
  neu: 'Neu',
  geaendert: 'Geändert',
  ausgeschieden: 'Scheidet aus',
  zurueck: 'Wieder da',
} as const;
const GEZEIGT = 200;

/** People and units from CSV files: every faulty row and every change is seen before anything is changed. */
export function EinlesenDialog({ onClose }: { readonly onClose: () => void }) {
  const [dateien, setDateien] = useState<{ readonly namen: string; readonly texte: string[] } | null>(null);
  const [ausscheiden, setAusscheiden] = useState(false);
  const [vorschau, setVorschau] = useState<Verzeichnisvorschau | null>(null);
  const [abgelehnt, setAbgelehnt] = useState<readonly { readonly name: string; readonly grund: Problem }[]>(
    [],
  );
  const action = useAction();

  const look = async (texte: string[], weg: boolean) => {
    setAbgelehnt([]);
    const answer = await call('verzeichnis.pruefen', { texte, ausscheiden: weg });
    action.show(answer.ok ? null : answer.problem);
    setVorschau(answer.ok ? answer.value : null);
  };
  const take = async (files: readonly File[]) => {
    const texte = await Promise.all(
      files.slice(0, 4).map(async (f) => liesZeichen(new Uint8Array(await f.arrayBuffer())).text),
    );
    setDateien({ namen: files.map((f) => f.name).join(', '), texte });
    await look(texte, ausscheiden);
  };
  const apply = () =>
    action.run(
      () => (dateien ? call('verzeichnis.einlesen', { texte: dateien.texte, ausscheiden }) : null),
      (done) => {
        refreshAll();
        toast(anzahl(done.geaendert, 'Eintrag übernommen.', 'Einträge übernommen.'));
        if (done.abgelehnt.length === 0) return onClose();
        setAbgelehnt(done.abgelehnt);
        setVorschau(null);
      },
    );
  const aenderungen = vorschau?.schritte.length ?? 0;
  return (
    <ActionDialog
      titel="Personen und Einheiten einlesen"
      breit
      action={action}
      verb={anzahl(aenderungen, 'Änderung übernehmen', 'Änderungen übernehmen')}
      icon={FileUp}
      gesperrt={aenderungen === 0}
      {...(abgelehnt.length > 0 ? { abbrechen: 'Schließen' } : {})}
      onAction={() => void apply()}
      onClose={onClose}
    >
      <div className="am-stack">
        <DropZone
          text={dateien ? dateien.namen : 'CSV-Dateien hier ablegen'}
          hinweis="Personen: kennung; titel; vorname; nachname; funktion; einheit; email; rollen; gueltig_bis. Einheiten: kuerzel; name; uebergeordnet"
          accept=".csv,text/csv,text/plain"
          mehrere
          onFiles={(files) => void take(files)}
        />
        <Checkbox
          checked={ausscheiden}
          onChange={(weg) => {
            setAusscheiden(weg);
            if (dateien) void look(dateien.texte, weg);
          }}
        >
          Wer nicht in der Datei steht, scheidet mit dem Vortag aus
        </Checkbox>
        {vorschau ? <Vorschau vorschau={vorschau} /> : null}
        {abgelehnt.length > 0 ? (
          <Note
            art="warnung"
            titel={anzahl(abgelehnt.length, 'Änderung nicht möglich', 'Änderungen nicht möglich')}
          >
            <ul className="am-list">
              {abgelehnt.map((a, i) => (
                <li key={i}>
                  {a.name}: {a.grund.heading}. {a.grund.cause}
                </li>
              ))}
            </ul>
          </Note>
        ) : null}
      </div>
    </ActionDialog>
  );
}

function Vorschau({ vorschau }: { readonly vorschau: Verzeichnisvorschau }) {
  const { schritte, fehler, unveraendert, zuViele } = vorschau;
  return (
    <>
      <p role="status">
        {anzahl(schritte.length, 'Änderung', 'Änderungen')}, {unveraendert} unverändert,{' '}
        {anzahl(fehler.length, 'fehlerhafte Angabe', 'fehlerhafte Angaben')}.
      </p>
      {zuViele ? (
        <Note art="warnung" titel="Es scheiden sehr viele auf einmal aus">
          Bitte prüfen Sie, ob die Datei vollständig ist.
        </Note>
      ) : null}
      {fehler.length > 0 ? (
        <Note art="fehler" titel="Diese Zeilen werden nicht übernommen">
          <ul className="am-list">
            {fehler.slice(0, GEZEIGT).map((f, i) => (
              <li key={i}>
                {f.zeile > 0 ? `Zeile ${f.zeile}` : 'Datei'}
                {f.spalte ? `, ${f.spalte}` : ''}: {f.ursache}
              </li>
            ))}
          </ul>
        </Note>
      ) : null}
      {schritte.length > 0 ? (
        <Table name="Was sich ändert" spalten={['Wirkung', 'Wer oder was', 'Einzelheiten']}>
          {schritte.slice(0, GEZEIGT).map((s, i) => (
            <tr key={i}>
              <td>{WIRKUNG[s.wirkung]}</td>
              <td>{s.name}</td>
              <td>{s.was.join('; ')}</td>
            </tr>
          ))}
        </Table>
      ) : null}
      {schritte.length > GEZEIGT ? <p>… und {schritte.length - GEZEIGT} weitere.</p> : null}
    </>
  );
}
