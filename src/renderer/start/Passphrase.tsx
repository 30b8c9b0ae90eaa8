import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '../kit/Button.tsx';
import { FieldShell } from '../kit/Field.tsx';
import { judgePassphrase } from './passphrase.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
  readonly hint?: string | undefined;
  readonly neu?: boolean;
  readonly staerke?: boolean;
  readonly autoFocus?: boolean;
}

/** A secret field that can be shown, with a strength hint for a new one. */
export function Passphrase({ label, value, onChange, error, hint, neu, staerke, autoFocus }: Props) {
  const [sichtbar, setSichtbar] = useState(false);
  const id = useId();
  const urteil = judgePassphrase(value);
  return (
    <div className="am-stack-s">
      <FieldShell label={label} hint={hint} error={error}>
        {(control) => (
          <div className="am-secret">
            <input
              {...control}
              type={sichtbar ? 'text' : 'password'}
              autoComplete={neu ? 'new-password' : 'current-password'}
              spellCheck={false}
              autoFocus={autoFocus}
              value={value}
              onChange={(e) => onChange(e.target.value)}
            />
            <IconButton
              icon={sichtbar ? EyeOff : Eye}
              text={sichtbar ? `${label} verbergen` : `${label} anzeigen`}
              onClick={() => setSichtbar(!sichtbar)}
            />
          </div>
        )}
      </FieldShell>
      {staerke ? (
        <>
          <div className="am-strength" aria-hidden>
            {[1, 2, 3, 4].map((n) => (
              <i key={n} data-an={urteil.stufe >= n ? 'ja' : 'nein'} />
            ))}
          </div>
          <p className="am-small am-muted" id={id} role="status">
            {urteil.text || 'Am sichersten sind vier oder mehr zufällige Wörter.'}
          </p>
        </>
      ) : null}
    </div>
  );
}
