import { CalendarX, FilePlus2, PenLine, UserX } from 'lucide-react';
import { useState } from 'react';
import type { DocumentInfo } from '../../../contract/document.ts';
import { tagOf } from '../../../domain/shared/dates.ts';
import { isLeer, mitgliederAm, type Bloecke, type Vorlage } from '../../../domain/sitzung/index.ts';
import { DateField } from '../../kit/DateField.tsx';
import { Choice } from '../../kit/Choice.tsx';
import { Select, TextArea, TextField } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { useNewId } from '../../vorgang/use-new-id.ts';
import { personName, useVorgang } from '../daten.ts';
import { Dateifeld } from '../Dateifeld.tsx';
import { Bloecketext } from '../text/Bloecke.tsx';
import { Editor } from '../text/Editor.tsx';
import type { PunktProps } from './props.ts';

type Props = PunktProps & { readonly onClose: () => void };

/** § 31 GO NRW: who is biased neither advises nor votes. */
export function BefangenDialog(p: Props) {
  const { punkt, s, gremium, verzeichnis } = p;
  const schon = new Set(punkt.verlauf.befangen.map((b) => b.person));
  const [person, setPerson] = useState('');
  const [grund, setGrund] = useState('');
  const [verhalten, setVerhalten] = useState<'raumVerlassen' | 'zuhoererraum'>('raumVerlassen');
  return (
    <BefehlDialog
      titel={`Befangenheit zu ${punkt.nummer}`}
      verb="Befangenheit festhalten"
      icon={UserX}
      view={punkt.ziel}
      ist="Die Befangenheit ist festgehalten."
      onClose={p.onClose}
      build={() =>
        person === ''
          ? null
          : ({
              type: 'recordBefangenheit',
              top: punkt.id,
              person,
              grund: grund.trim(),
              verhalten,
              um: null,
            } as never)
      }
    >
      {(versucht) => (
        <>
          <Select
            label="Mitglied"
            leer="bitte wählen"
            value={person}
            onChange={setPerson}
            optionen={mitgliederAm(gremium, tagOf(s.beginn))
              .filter((m) => !schon.has(m.person))
              .map((m) => ({ wert: m.person, text: personName(verzeichnis, m.person) }))}
            error={versucht && person === '' ? 'Wählen Sie das Mitglied.' : null}
          />
          <TextField label="Grund" optional value={grund} onChange={setGrund} />
          <Choice
            legende="Verhalten"
            value={verhalten}
            onChange={setVerhalten}
            wahlen={[
              { wert: 'raumVerlassen', text: 'Hat den Raum verlassen' },
              {
                wert: 'zuhoererraum',
                text: 'Im Zuhörerbereich',
                folge: 'Nur in öffentlicher Sitzung zulässig.',
                gesperrt: punkt.teil === 'nichtoeffentlich',
              },
            ]}
          />
        </>
      )}
    </BefehlDialog>
  );
}

/** The text as it is put to the vote, beside what was proposed and what the committee recommended. */
export function BeschlusstextDialog(p: Props) {
  const { punkt } = p;
  const { s: vorlage } = useVorgang<Vorlage>(punkt.bezug);
  const [text, setText] = useState<Bloecke>(punkt.verlauf.beschlusstext ?? punkt.vorschlag);
  const [abweichung, setAbweichung] = useState(punkt.verlauf.abweichung);
  const empfehlungen =
    vorlage?.art === 'vorlage' ? vorlage.beratungsfolge.filter((b) => b.ergebnis !== null) : [];
  return (
    <BefehlDialog
      titel={`Beschlusstext zu ${punkt.nummer}`}
      verb="Text übernehmen"
      icon={PenLine}
      breit
      view={punkt.ziel}
      ist="Der Beschlusstext ist geändert."
      onClose={p.onClose}
      build={() =>
        isLeer(text)
          ? null
          : ({ type: 'setBeschlusstext', top: punkt.id, text, abweichung: abweichung.trim() } as never)
      }
    >
      {(versucht) => (
        <div className="am-zweispaltig">
          <div className="am-stack">
            <h3>Vorschlag der Verwaltung</h3>
            <div className="am-summary">
              <Bloecketext bloecke={punkt.vorschlag} stufe={4} />
            </div>
            {empfehlungen.map((b) => (
              <div key={b.id}>
                <h3>Empfehlung: {b.gremiumName}</h3>
                <p>{b.ergebnis?.text}</p>
              </div>
            ))}
          </div>
          <div className="am-stack">
            <Editor
              label="Zur Abstimmung steht"
              value={text}
              onChange={setText}
              rows={8}
              error={versucht && isLeer(text) ? 'Der Beschluss braucht einen Text.' : null}
            />
            <TextField
              label="Worin er abweicht"
              optional
              value={abweichung}
              onChange={setAbweichung}
              placeholder="z. B. Variante B statt A"
            />
          </div>
        </div>
      )}
    </BefehlDialog>
  );
}

export function TischvorlageDialog(p: Props) {
  const id = useNewId();
  const [datei, setDatei] = useState<DocumentInfo | null>(null);
  const [name, setName] = useState('');
  return (
    <BefehlDialog
      titel={`Tischvorlage zu ${p.punkt.nummer}`}
      verb="Tischvorlage aufnehmen"
      icon={FilePlus2}
      view={p.punkt.ziel}
      ist="Die Tischvorlage ist aufgenommen."
      onClose={p.onClose}
      build={() =>
        !datei || id === ''
          ? null
          : ({
              type: 'addTischvorlage',
              top: p.punkt.id,
              dokument: {
                id,
                bezeichnung: name.trim() || datei.name.replace(/\.pdf$/i, ''),
                sha256: datei.sha256,
                seiten: datei.seiten,
              },
              um: null,
            } as never)
      }
    >
      {(versucht) => (
        <>
          <Dateifeld
            text="PDF hier ablegen"
            value={datei}
            onChange={setDatei}
            error={versucht ? 'Wählen Sie die Datei.' : null}
          />
          <TextField label="Bezeichnung" optional value={name} onChange={setName} />
        </>
      )}
    </BefehlDialog>
  );
}

export function VertagenDialog(p: Props) {
  const [grund, setGrund] = useState('');
  const [bis, setBis] = useState<string | null>(null);
  return (
    <BefehlDialog
      titel={`${p.punkt.nummer} vertagen`}
      verb="Vertagen"
      icon={CalendarX}
      view={p.punkt.ziel}
      ist="Der Punkt ist vertagt."
      onClose={p.onClose}
      build={() =>
        grund.trim() === ''
          ? null
          : ({ type: 'recordVertagung', top: p.punkt.id, grund: grund.trim(), bis, um: null } as never)
      }
    >
      {(versucht) => (
        <>
          <TextArea
            label="Begründung"
            rows={2}
            autoFocus
            value={grund}
            onChange={setGrund}
            error={versucht && grund.trim() === '' ? 'Eine Vertagung braucht einen Grund.' : null}
          />
          <DateField label="Bis" optional value={bis} onChange={setBis} />
        </>
      )}
    </BefehlDialog>
  );
}
