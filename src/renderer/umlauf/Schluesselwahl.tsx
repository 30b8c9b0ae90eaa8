import type { SigningKey } from '../../contract/signing.ts';
import { Note } from '../kit/Boxes.tsx';
import { Select, TextField } from '../kit/Field.tsx';
import { tagLang } from '../kit/format.ts';

/** The chosen key, else the one used last, else the first that works. */
export function usableKey(keys: readonly SigningKey[], gewaehlt: string | null): SigningKey | null {
  const usable = keys.filter((k) => k.hindernis === null);
  return usable.find((k) => k.id === gewaehlt) ?? usable.find((k) => k.zuletztBenutzt) ?? usable[0] ?? null;
}

interface Props {
  readonly keys: readonly SigningKey[] | null;
  readonly laedt: boolean;
  readonly gewaehlt: SigningKey | null;
  readonly onWahl: (id: string) => void;
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly pinError: string | null;
}

const ART: Readonly<Record<SigningKey['art'], string>> = {
  p12: 'Schlüsseldatei',
  pkcs11: 'Karte',
  csc: 'Fernsignatur',
  uebung: 'Übung',
};

/** Certificate and PIN. Keys that can't be used say why instead of vanishing. */
export function Schluesselwahl({ keys, laedt, gewaehlt, onWahl, pin, onPin, pinError }: Props) {
  if (keys === null) return laedt ? <p role="status">Schlüssel werden gesucht …</p> : null;
  const gesperrt = keys.filter((k) => k.hindernis !== null);
  return (
    <div className="am-stack">
      {gewaehlt === null ? (
        <Note art="warnung" titel="Kein nutzbarer Schlüssel">
          {keys.length === 0
            ? 'Für Sie ist noch kein Signaturschlüssel eingerichtet.'
            : 'Keiner Ihrer Schlüssel ist zurzeit nutzbar.'}{' '}
          <a href="#/einstellungen?ansicht=schluessel">Schlüssel einrichten</a>
        </Note>
      ) : (
        <>
          <Select
            label="Zertifikat"
            value={gewaehlt.id}
            onChange={onWahl}
            optionen={keys
              .filter((k) => k.hindernis === null)
              .map((k) => ({
                wert: k.id,
                text: `${k.name} · ${ART[k.art]} · ${k.algorithmus} · gültig bis ${tagLang(k.gueltigBis.slice(0, 10))}`,
              }))}
            hint={`Ausgestellt von ${gewaehlt.aussteller}`}
          />
          {gewaehlt.art === 'uebung' ? (
            <Note>
              Übungszertifikat: Die Unterschrift hat keine rechtliche Wirkung und ist so gekennzeichnet.
            </Note>
          ) : null}
          <TextField
            label={gewaehlt.geheimnis}
            type="password"
            autoComplete="off"
            value={pin}
            onChange={onPin}
            error={pinError}
            maxLength={200}
          />
        </>
      )}
      {gesperrt.map((k) => (
        <p key={k.id} className="am-small am-muted">
          Nicht nutzbar: {k.name} – {k.hindernis}
        </p>
      ))}
    </div>
  );
}
