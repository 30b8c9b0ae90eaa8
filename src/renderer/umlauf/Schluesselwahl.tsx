import { LogIn, Send } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { KeyInput, SigningKey } from '../../contract/signing.ts';
import { call } from '../bridge.ts';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { Select, TextField } from '../kit/Field.tsx';
import { tagLang } from '../kit/format.ts';
import { Browserschritt } from './Browserschritt.tsx';
import type { Schluesselauswahl } from './schluessel.ts';

const ART: Readonly<Record<SigningKey['art'], string>> = {
  p12: 'Schlüsseldatei',
  pkcs11: 'Karte',
  csc: 'Fernsignatur',
  uebung: 'Übung',
};

/** Certificate and what it asks for. Keys that can't be used say why instead of vanishing. */
export function Schluesselwahl({ wahl }: { readonly wahl: Schluesselauswahl }) {
  const { keys, key } = wahl;
  if (keys === null) {
    if (wahl.problem) return <ErrorBox problem={wahl.problem} />;
    return wahl.laedt ? <p role="status">Schlüssel werden gesucht …</p> : null;
  }
  return (
    <div className="am-stack">
      {key === null ? (
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
            value={key.id}
            onChange={wahl.waehlen}
            optionen={keys
              .filter((k) => k.hindernis === null)
              .map((k) => ({
                wert: k.id,
                text: `${k.name} · ${k.dienst ?? ART[k.art]} · ${k.algorithmus} · gültig bis ${tagLang(k.gueltigBis.slice(0, 10))}`,
              }))}
            hint={`Ausgestellt von ${key.aussteller}${key.niveau === 'qualifiziert' ? ' · qualifiziert' : ''}`}
          />
          {key.art === 'uebung' ? (
            <Note>
              Übungszertifikat: Die Unterschrift hat keine rechtliche Wirkung und ist so gekennzeichnet.
            </Note>
          ) : null}
          {key.anmelden ? (
            <Anmelden dienst={key.dienst ?? ''} onFertig={wahl.neuLaden} />
          ) : (
            <Eingaben wahl={wahl} schluessel={key} />
          )}
        </>
      )}
      <Browserschritt />
      {keys
        .filter((k) => k.hindernis !== null)
        .map((k) => (
          <p key={k.id} className="am-small am-muted">
            Nicht nutzbar: {k.name} ({ART[k.art]}) – {k.hindernis}
          </p>
        ))}
    </div>
  );
}

const OHNE_EINGABE: Readonly<Record<SigningKey['freigabe'], string | null>> = {
  eingabe: null,
  browser: 'Nach dem Zeichnen öffnen Sie die Freigabe auf der Seite des Dienstes im Browser.',
  geraet: 'Die PIN geben Sie am Lesegerät ein, sobald es danach fragt.',
  keine:
    'Der Dienst gibt die Unterschrift selbst frei, zum Beispiel über seine App. Hier ist nichts einzugeben.',
};

function Eingaben({
  wahl,
  schluessel,
}: {
  readonly wahl: Schluesselauswahl;
  readonly schluessel: SigningKey;
}) {
  const hinweis = OHNE_EINGABE[schluessel.freigabe];
  return (
    <>
      {hinweis ? <p className="am-muted">{hinweis}</p> : null}
      {schluessel.eingaben.map((e) => (
        <div key={`${schluessel.id} ${e.feld}`} className="am-stack-s">
          <TextField
            label={e.name}
            type={e.feld === 'pin' ? 'password' : 'text'}
            autoComplete={e.feld === 'otp' ? 'one-time-code' : 'off'}
            inputMode={e.ziffern ? 'numeric' : 'text'}
            optional={!e.pflicht}
            value={wahl.geheimnisse[e.feld]}
            onChange={(wert) => wahl.eingeben(e.feld, wert)}
            hint={e.hinweis}
            error={wahl.fehler[e.feld] ?? null}
            maxLength={200}
          />
          {e.anfordern ? <Anfordern schluessel={schluessel.id} eingabe={e} /> : null}
        </div>
      ))}
    </>
  );
}

/** Makes the service send the one-time password, by SMS or however it is agreed with the person. */
function Anfordern({ schluessel, eingabe }: { readonly schluessel: string; readonly eingabe: KeyInput }) {
  const [busy, setBusy] = useState(false);
  const [gesendet, setGesendet] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const request = async () => {
    setBusy(true);
    const answer = await call('remote.otp', { schluessel });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setGesendet((n) => n + 1);
  };
  const text = gesendet > 0 ? 'Neu anfordern' : 'OTP anfordern';
  return (
    <>
      <div className="am-row">
        <Button
          klein
          icon={Send}
          busy={busy}
          aria-label={`${text}: ${eingabe.name}`}
          onClick={() => void request()}
        >
          {text}
        </Button>
        <span role="status" className="am-small">
          {gesendet > 0
            ? `${gesendet > 1 ? 'Noch einmal angefordert' : 'Angefordert'}: Der Dienst schickt es Ihnen.`
            : ''}
        </span>
      </div>
      {problem ? <ErrorBox problem={problem} /> : null}
    </>
  );
}

function Anmelden({ dienst, onFertig }: { readonly dienst: string; readonly onFertig: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const login = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await call('remote.login', null);
    setBusy(false);
    if (answer.ok) onFertig();
    else setProblem(answer.problem);
  };
  return (
    <>
      <Note art="warnung" titel={`Nicht bei „${dienst}“ angemeldet`}>
        <div className="am-stack-s">
          <p>Dieser Schlüssel liegt beim Fernsignaturdienst. Melden Sie sich dort an, bevor Sie zeichnen.</p>
          <div>
            <Button klein icon={LogIn} busy={busy} onClick={() => void login()}>
              Im Browser anmelden …
            </Button>
          </div>
        </div>
      </Note>
      {problem ? <ErrorBox problem={problem} /> : null}
    </>
  );
}
