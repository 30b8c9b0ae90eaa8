import { Ban, MonitorSmartphone, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { DeviceRow } from '../../contract/central.ts';
import { call } from '../bridge.ts';
import type { AbschnittProps } from '../einstellungen/Einstellungen.tsx';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { EmptyState, ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { TextArea } from '../kit/Field.tsx';
import { zeitLang } from '../kit/format.ts';
import { Panel } from '../kit/Layout.tsx';
import { ListPanel } from '../kit/ListPanel.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { toast } from '../kit/toasts.ts';
import { useQuery } from '../shell/query.ts';
import { ereignisText } from './worte.ts';

/** Devices of the city, for its administration: who was heard of when; revoke with a reason, let in again. */
export default function Geraete({ app }: AbschnittProps) {
  const verbunden = app.sync.art !== 'einzelplatz';
  const darf = app.person?.rollen.includes('systemverwaltung') ?? false;
  const liste = useQuery('geraete.list', verbunden && darf ? null : undefined);
  const [offen, setOffen] = useState<DeviceRow | null>(null);
  if (!verbunden || !darf) {
    return (
      <Panel titel="Geräte">
        <EmptyState
          icon={MonitorSmartphone}
          titel={verbunden ? 'Der Systemverwaltung vorbehalten' : 'Einzelplatz'}
        >
          <p>
            {verbunden
              ? 'Geräte sieht und sperrt, wer die Stadt verwaltet.'
              : 'Diese Mappe gehört zu keiner Zentrale; es gibt nur dieses Gerät.'}
          </p>
        </EmptyState>
      </Panel>
    );
  }
  const { data } = liste;
  return (
    <ListPanel
      titel="Geräte"
      zaehlt
      liste={{ ...liste, data: data?.geraete ?? null }}
      leer={<EmptyState icon={MonitorSmartphone} titel="Noch kein Gerät" />}
      name="Geräte der Stadt"
      spalten={['Person', 'Gerät', 'Letzter Kontakt', 'Zustand', { text: 'Handlung', art: 'verborgen' }]}
      zeile={(g) => (
        <Zeile
          key={`${g.device} ${g.person}`}
          g={g}
          eigenes={g.device === data?.eigenes}
          onOffen={() => setOffen(g)}
        />
      )}
    >
      {offen ? (
        <GeraetDialog
          geraet={offen}
          onClose={() => {
            setOffen(null);
            liste.reload();
          }}
        />
      ) : null}
    </ListPanel>
  );
}

interface ZeileProps {
  readonly g: DeviceRow;
  readonly eigenes: boolean;
  readonly onOffen: () => void;
}

function Zeile({ g, eigenes, onOffen }: ZeileProps) {
  return (
    <tr>
      <td>{g.name}</td>
      <td>
        {g.bezeichnung || 'ohne Namen'}
        {eigenes ? ' (dieses)' : ''}
        <p className="am-muted am-small">{g.device.slice(0, 13)}</p>
      </td>
      <td>{g.letzterKontakt ? zeitLang(g.letzterKontakt) : 'nie'}</td>
      <td>
        {g.gesperrt ? (
          <>
            <StatusTag stufe="fehler" text="Gesperrt" />
            <p className="am-muted am-small">
              {[g.gesperrt.grund, g.gesperrt.durch, zeitLang(g.gesperrt.zeit)].filter(Boolean).join(' · ')}
            </p>
          </>
        ) : (
          <StatusTag stufe="gut" text="Zugelassen" />
        )}
      </td>
      <td>
        {eigenes ? null : (
          <Button
            klein
            aria-label={`${g.gesperrt ? 'Freigeben' : 'Sperren'}: ${g.bezeichnung} von ${g.name}`}
            onClick={onOffen}
          >
            {g.gesperrt ? 'Freigeben …' : 'Sperren …'}
          </Button>
        )}
      </td>
    </tr>
  );
}

const AUSGANG: Readonly<Record<string, string>> = {
  applied: 'angenommen',
  conflict: 'nicht angenommen: Stand veraltet',
  rejected: 'nicht angenommen',
  blocked: 'hing an einer nicht angenommenen',
  needs_upgrade: 'unbekannte Art',
};

function GeraetDialog({ geraet, onClose }: { readonly geraet: DeviceRow; readonly onClose: () => void }) {
  const sperren = geraet.gesperrt === null;
  const gesendet = useQuery('geraete.gesendet', { device: geraet.device });
  const [grund, setGrund] = useState('');
  const action = useAction();
  const kurz = grund.trim().length < 3;
  const set = () =>
    action.run(
      () =>
        kurz
          ? null
          : call('geraete.setzen', { device: geraet.device, gesperrt: sperren, grund: grund.trim() }),
      () => {
        toast(`Das Gerät von ${geraet.name} ist ${sperren ? 'gesperrt' : 'wieder zugelassen'}.`);
        onClose();
      },
    );
  return (
    <ActionDialog
      titel={sperren ? 'Gerät sperren' : 'Gerät wieder zulassen'}
      action={action}
      verb={sperren ? 'Gerät sperren' : 'Wieder zulassen'}
      icon={sperren ? Ban : RotateCcw}
      gefahr={sperren}
      onAction={() => void set()}
      onClose={onClose}
    >
      <div className="am-stack">
        <p>
          <b className="am-strong">{geraet.bezeichnung || 'Gerät ohne Namen'}</b> von {geraet.name}
        </p>
        {sperren ? (
          <Note art="warnung">
            Das Gerät holt und schickt nichts mehr, und seine Mappe schließt sich, sobald es die Zentrale
            erreicht. Was dort noch wartet, bleibt auf dem Gerät.
          </Note>
        ) : null}
        <TextArea
          label="Grund"
          hint={sperren ? 'Zum Beispiel: Gerät verloren' : 'Zum Beispiel: Gerät wiedergefunden'}
          value={grund}
          onChange={setGrund}
          maxLength={500}
          rows={2}
          error={action.versucht && kurz ? 'Nennen Sie den Grund.' : null}
        />
        <div>
          <p className="am-strong">Zuletzt von diesem Gerät eingegangen</p>
          {gesendet.problem ? <ErrorBox problem={gesendet.problem} /> : null}
          {gesendet.data?.length === 0 ? <p className="am-muted">Nichts.</p> : null}
          <ul className="am-list">
            {(gesendet.data ?? []).slice(0, 8).map((s) => (
              <li key={s.seq}>
                Nr. {s.seq}: {AUSGANG[s.ausgang] ?? s.ausgang}
                {s.ereignis ? `, ${ereignisText(s.ereignis)}` : ''}
                {s.zeit ? `, ${zeitLang(s.zeit)}` : ''}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </ActionDialog>
  );
}
