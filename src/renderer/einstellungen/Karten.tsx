import { useState } from 'react';
import { call } from '../bridge.ts';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { TextField } from '../kit/Field.tsx';
import { anzahl } from '../kit/format.ts';
import { Panel } from '../kit/Layout.tsx';
import { toast, toastProblem } from '../kit/toasts.ts';
import { useQuery } from '../shell/query.ts';

/** The card reader's driver, and what it finds: a wrong one says so here, not only when one wants to sign. */
export function Karten({ onChange }: { readonly onChange: () => void }) {
  const settings = useQuery('settings.get', null);
  const karten = useQuery('sign.cards', null);
  const [pfad, setPfad] = useState<string | null>(null);
  const gespeichert = settings.data?.pkcs11Module ?? '';
  const wert = pfad ?? gespeichert;
  const reload = () => {
    karten.reload();
    onChange();
  };
  const save = async () => {
    const answer = await call('settings.set', { pkcs11Module: wert.trim() === '' ? null : wert.trim() });
    if (!answer.ok) return toastProblem(answer.problem);
    toast('Das Kartenmodul ist gespeichert.');
    setPfad(null);
    settings.reload();
    reload();
  };
  return (
    <Panel
      titel="Signaturkarte"
      rechts={
        gespeichert === '' ? null : (
          <Button klein onClick={reload}>
            Karten neu lesen
          </Button>
        )
      }
    >
      <div className="am-stack">
        <div className="am-posten">
          <TextField
            label="PKCS#11-Modul"
            optional
            hint="Pfad zum Treiber des Kartenlesers, z. B. /usr/lib/opensc-pkcs11.so"
            value={wert}
            onChange={setPfad}
            maxLength={1000}
          />
          <Button onClick={() => void save()} disabled={pfad === null}>
            Speichern
          </Button>
        </div>
        {karten.problem ? <ErrorBox problem={karten.problem} /> : null}
        {gespeichert !== '' && !karten.problem && karten.data?.length === 0 ? (
          <Note>Das Modul ist geladen; in keinem Lesegerät steckt eine Karte.</Note>
        ) : null}
        {karten.problem || !karten.data?.length ? null : (
          <ul className="am-stack-s">
            {karten.data.map((k) => (
              <li key={`${k.name} ${k.seriennummer}`}>
                <b className="am-strong">{k.name}</b>{' '}
                <span className="am-muted am-small">
                  {k.seriennummer ? `Nr. ${k.seriennummer} · ` : ''}
                  {anzahl(k.zertifikate, 'Signaturzertifikat', 'Signaturzertifikate')}
                </span>
                {k.warnung ? <Note art="warnung">{k.warnung}</Note> : null}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
