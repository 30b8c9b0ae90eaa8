import { CalendarClock, Mail, Megaphone } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Answer } from '../../../contract/channel.ts';
import type { ExecuteAnswer } from '../../../contract/vorgang.ts';
import { tagOf, uhrzeitOf } from '../../../domain/shared/dates.ts';
import {
  beurteileLadung,
  letzterLadungstag,
  mitgliederAm,
  regelnAm,
  type Sitzung,
} from '../../../domain/sitzung/index.ts';
import { call } from '../../bridge.ts';
import { useAction } from '../../kit/action.ts';
import { ActionDialog } from '../../kit/ActionDialog.tsx';
import { Note } from '../../kit/Boxes.tsx';
import { Select, TextArea, TextField } from '../../kit/Field.tsx';
import { refreshAll } from '../../shell/query.ts';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { sayDone } from '../../vorgang/execute.ts';
import { personName } from '../daten.ts';
import { FORM, WEG } from '../texte.ts';
import { Zeitfeld, zeitpunktOf, type TagUndZeit } from '../Zeitfeld.tsx';
import { Fristrechnung } from './Fristrechnung.tsx';
import type { TerminProps } from './props.ts';

type Props = TerminProps & { readonly onClose: () => void };

interface DruckDialogProps {
  readonly titel: string;
  readonly verb: string;
  readonly icon: typeof Mail;
  readonly ist: string;
  readonly run: () => Promise<Answer<ExecuteAnswer>> | null;
  readonly onClose: () => void;
  readonly children: (versucht: boolean) => ReactNode;
}

/** A dialog whose act prints first and then commands. */
function DruckDialog({ ist, run, children, ...rest }: DruckDialogProps) {
  const action = useAction();
  const send = () =>
    action.run(run, (answer) => {
      refreshAll();
      sayDone(ist, answer);
      rest.onClose();
    });
  return (
    <ActionDialog {...rest} action={action} onAction={() => void send()}>
      {children(action.versucht)}
    </ActionDialog>
  );
}

/** The invitation: to every member and deputy, each on a way, in time or with a reason. */
export function Einladen({ view, s, gremium, verzeichnis, app, onClose }: Props) {
  const tag = tagOf(s.beginn);
  const frist = letzterLadungstag(s.beginn, regelnAm(gremium, tag).ladung);
  const [jetzt] = useState(() => new Date().toISOString());
  const urteil = beurteileLadung(frist, jetzt);
  const leute = mitgliederAm(gremium, tag);
  const [wege, setWege] = useState<Readonly<Record<string, keyof typeof WEG>>>({});
  const [grund, setGrund] = useState('');
  const brauchtGrund = urteil === 'nurVerkuerzt';
  return (
    <DruckDialog
      titel="Einladung versenden"
      verb={`An ${leute.length} Personen versenden`}
      icon={Mail}
      ist="Die Einladung ist versandt."
      onClose={onClose}
      run={() =>
        brauchtGrund && grund.trim() === ''
          ? null
          : call('sitzung.einladen', {
              vorgang: view.id,
              baseRevision: view.revision,
              versand: leute.map((m) => ({ person: m.person, weg: wege[m.person] ?? 'portal' })),
              verkuerzungGrund: brauchtGrund ? grund.trim() : null,
            })
      }
    >
      {(versucht) => (
        <>
          <div className="am-summary">
            <p className="am-strong">
              {s.gremiumName}, {s.titel}
            </p>
            <p>{s.tagesordnung.length} Punkte. Danach liegen Nummern und Reihenfolge fest.</p>
          </div>
          <Fristrechnung frist={frist} />
          {urteil === 'verspaetet' ? (
            <Note art="fehler" titel="Zu spät">
              Die Ladungsfrist ist verstrichen. Bitte den Termin verlegen.
            </Note>
          ) : null}
          {brauchtGrund ? (
            <TextArea
              label="Grund der Verkürzung"
              hint="Nur in dringenden Fällen; der Grund steht in der Einladung."
              value={grund}
              onChange={setGrund}
              rows={2}
              error={versucht && grund.trim() === '' ? 'Eine Verkürzung braucht eine Begründung.' : null}
            />
          ) : null}
          <details className="am-warum" open={app.heute === ''}>
            <summary>Versandwege ({leute.length})</summary>
            <div className="am-versandwege">
              {leute.map((m) => (
                <Select
                  key={m.person}
                  label={personName(verzeichnis, m.person)}
                  value={wege[m.person] ?? 'portal'}
                  onChange={(weg) => setWege((w) => ({ ...w, [m.person]: weg as keyof typeof WEG }))}
                  optionen={Object.entries(WEG).map(([wert, text]) => ({ wert, text }))}
                />
              ))}
            </div>
          </details>
        </>
      )}
    </DruckDialog>
  );
}

export function Nachtragen({ view, s, onClose }: Props) {
  const neu = s.tagesordnung.filter((t) => t.nachtragGrund !== null);
  return (
    <DruckDialog
      titel="Nachtrag versenden"
      verb="Nachtrag versenden"
      icon={Mail}
      ist="Der Nachtrag ist versandt."
      onClose={onClose}
      run={() => call('sitzung.nachtragen', { vorgang: view.id, baseRevision: view.revision })}
    >
      {() => (
        <>
          <p>Nachgetragen werden:</p>
          <ul className="am-text">
            {neu.map((t) => (
              <li key={t.id}>
                {t.nummer} {t.titel} – {t.nachtragGrund}
              </li>
            ))}
          </ul>
        </>
      )}
    </DruckDialog>
  );
}

export function Bekanntmachen({ view, onClose }: Props) {
  const [wo, setWo] = useState('Internetseite der Stadt und Aushang am Rathaus');
  return (
    <DruckDialog
      titel="Öffentlich bekannt machen"
      verb="Bekannt machen"
      icon={Megaphone}
      ist="Die Bekanntmachung ist erfasst."
      onClose={onClose}
      run={() =>
        wo.trim() === ''
          ? null
          : call('sitzung.bekanntmachen', { vorgang: view.id, baseRevision: view.revision, wo: wo.trim() })
      }
    >
      {(versucht) => (
        <>
          <p>
            Die Bekanntmachung nennt Zeit, Ort und Tagesordnung; im nichtöffentlichen Teil neutrale Titel.
          </p>
          <TextField
            label="Wo"
            value={wo}
            onChange={setWo}
            error={versucht && wo.trim() === '' ? 'Nennen Sie, wo bekannt gemacht wird.' : null}
          />
        </>
      )}
    </DruckDialog>
  );
}

export function TerminAendern({ view, s, onClose }: Props) {
  const [titel, setTitel] = useState(s.titel);
  const [zeit, setZeit] = useState<TagUndZeit>({ tag: tagOf(s.beginn), uhr: uhrzeitOf(s.beginn) });
  const [ort, setOrt] = useState(s.ort);
  const [form, setForm] = useState(s.form);
  return (
    <BefehlDialog
      titel="Termin ändern"
      verb="Termin ändern"
      icon={CalendarClock}
      view={view}
      ist="Der Termin ist geändert."
      onClose={onClose}
      build={() => {
        const beginn = zeitpunktOf(zeit);
        if (!beginn || titel.trim() === '' || ort.trim() === '') return null;
        return { type: 'changeSitzung', titel: titel.trim(), beginn, ort: ort.trim(), form } as never;
      }}
    >
      {(versucht) => (
        <>
          <TextField label="Bezeichnung" value={titel} onChange={setTitel} />
          <Zeitfeld
            label="Sitzungstag"
            value={zeit}
            onChange={setZeit}
            error={versucht && !zeitpunktOf(zeit) ? 'Geben Sie Tag und Uhrzeit an.' : null}
          />
          <TextField label="Ort" value={ort} onChange={setOrt} />
          <Select
            label="Form"
            value={form}
            onChange={(f) => setForm(f as Sitzung['form'])}
            optionen={Object.entries(FORM).map(([wert, text]) => ({ wert, text }))}
          />
        </>
      )}
    </BefehlDialog>
  );
}
