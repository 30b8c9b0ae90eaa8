import { Archive, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ErasureRow, RetentionRow } from '../../contract/retention.ts';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { Button } from '../kit/Button.tsx';
import { EmptyState, Note } from '../kit/Boxes.tsx';
import { TextField } from '../kit/Field.tsx';
import { tagLang, zeitLang } from '../kit/format.ts';
import { ListPanel } from '../kit/ListPanel.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { toast } from '../kit/toasts.ts';
import { useQuery } from '../shell/query.ts';

const LIMIT = 200;

/** What must be kept until when, and the erasure of what is due: final, with a reason, and on record. */
export default function Aufbewahrung() {
  const stand = useQuery('retention.list', { limit: LIMIT });
  const [weg, setWeg] = useState<RetentionRow | null>(null);
  const { zeilen, gesamt, abgelaufen, geloescht } = stand.data ?? LEER;
  return (
    <>
      <ListPanel
        titel={ueberschrift(abgelaufen)}
        liste={{ ...stand, data: stand.data && zeilen }}
        leer={
          <EmptyState icon={Archive} titel="Noch keine Frist läuft">
            <p>Eine Aufbewahrungsfrist beginnt, wenn ein Vorgang zu den Akten genommen ist.</p>
          </EmptyState>
        }
        name="Vorgänge und ihre Aufbewahrung"
        spalten={['Vorgang', 'Aufzubewahren bis', 'Stand', { text: 'Löschen', art: 'verborgen' }]}
        zeile={(z) => <Zeile key={z.vorgang} zeile={z} onErase={() => setWeg(z)} />}
      >
        {gesamt > zeilen.length ? (
          <div className="am-panel__body am-muted am-small">
            Die {zeilen.length} nächsten von {gesamt} Vorgängen.
          </div>
        ) : null}
      </ListPanel>
      <Loeschprotokoll zeilen={geloescht} />
      {weg ? (
        <LoeschDialog
          zeile={weg}
          onClose={() => setWeg(null)}
          onDone={() => {
            setWeg(null);
            stand.reload();
          }}
        />
      ) : null}
    </>
  );
}

const LEER = { zeilen: [], gesamt: 0, abgelaufen: 0, geloescht: [] };

const ueberschrift = (abgelaufen: number): string =>
  abgelaufen === 0
    ? 'Fristen der Aufbewahrung'
    : abgelaufen === 1
      ? 'Ein Vorgang ist zu löschen'
      : `${abgelaufen} Vorgänge sind zu löschen`;

const nameOf = (z: Pick<RetentionRow, 'artBezeichnung' | 'nummer' | 'vorgang'>): string =>
  `${z.artBezeichnung} ${z.nummer ?? z.vorgang.slice(0, 8)}`;

function Zeile({ zeile: z, onErase }: { readonly zeile: RetentionRow; readonly onErase: () => void }) {
  return (
    <tr>
      <td>
        <b className="am-strong">{nameOf(z)}</b>
        <p className="am-muted am-small">{z.titel ?? 'Inhalt nicht für Sie bestimmt'}</p>
      </td>
      <td>
        {tagLang(z.bis)}
        <p className="am-muted am-small">{z.grund}</p>
      </td>
      <td>
        {z.abgelaufen ? (
          <StatusTag stufe="warnung" text="Frist abgelaufen" />
        ) : (
          <StatusTag stufe="ruht" text="Wird aufbewahrt" />
        )}
      </td>
      <td>
        {z.abgelaufen ? (
          <Button klein art="tertiary" icon={Trash2} onClick={onErase}>
            Löschen …
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function Loeschprotokoll({ zeilen }: { readonly zeilen: readonly ErasureRow[] }) {
  if (zeilen.length === 0) return null;
  return (
    <ListPanel
      titel="Löschprotokoll"
      liste={{ data: zeilen }}
      leer={null}
      name="Löschprotokoll"
      spalten={['Gelöscht', 'Am, durch', 'Grund', { text: 'Eintrag', art: 'zahl' }]}
      zeile={(z) => (
        <tr key={z.feed}>
          <td>
            {z.artBezeichnung}
            <p className="am-muted am-small am-mono">{z.vorgang}</p>
          </td>
          <td>
            {zeitLang(z.zeit)}
            <p className="am-muted am-small">{z.durch}</p>
          </td>
          <td>{z.grund}</td>
          <td className="am-num">{z.feed}</td>
        </tr>
      )}
    />
  );
}

interface LoeschProps {
  readonly zeile: RetentionRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function LoeschDialog({ zeile, onClose, onDone }: LoeschProps) {
  const [grund, setGrund] = useState('Aufbewahrungsfrist abgelaufen');
  const action = useAction();
  const { problem } = action;
  const erase = () =>
    action.run(
      () => call('vorgang.erase', { vorgang: zeile.vorgang, grund }),
      ({ feed }) => {
        toast(`${nameOf(zeile)} ist gelöscht.`, `Eintrag ${feed} im Protokoll`);
        onDone();
      },
    );
  return (
    <ActionDialog
      titel={`${nameOf(zeile)} löschen`}
      action={action}
      verb="Endgültig löschen"
      gefahr
      onAction={() => void erase()}
      onClose={onClose}
    >
      <Note art="warnung" titel="Das lässt sich nicht rückgängig machen">
        Inhalt, Anlagen und Suchbegriffe werden vernichtet, auch für spätere Wiederherstellungen. Im Protokoll
        bleibt, wer wann aus welchem Grund gelöscht hat.
      </Note>
      <p>
        Aufzubewahren war bis {tagLang(zeile.bis)} ({zeile.grund}). Bieten Sie den Vorgang vorher dem Archiv
        an, wenn Ihre Archivsatzung das verlangt.
      </p>
      <TextField
        label="Grund"
        value={grund}
        onChange={setGrund}
        autoFocus
        error={problem?.field === 'grund' ? problem.cause : undefined}
      />
    </ActionDialog>
  );
}
