import { BellRing, CircleHelp, Reply } from 'lucide-react';
import { useState } from 'react';
import { aktuelleSchritte, describeAdressat, nameOf, type Rueckfrage } from '../../../domain/umlauf/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { Select, TextArea } from '../../kit/Field.tsx';
import { Adressatwahl, toAdressat } from '../Adressatwahl.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { Pflichttext, required } from '../../vorgang/GrundDialog.tsx';
import type { DialogProps, SchrittDialogProps } from './props.ts';
import { useNewId } from '../../vorgang/use-new-id.ts';

export function RueckfrageDialog({ vorgang, schritt, onClose }: SchrittDialogProps) {
  const id = useNewId();
  const [an, setAn] = useState(`person:${vorgang.umlauf.initiator}`);
  const [text, setText] = useState('');
  return (
    <BefehlDialog
      titel="Rückfrage stellen"
      verb="Rückfrage senden"
      icon={CircleHelp}
      view={vorgang.view}
      wird="Die Rückfrage wird gesendet."
      ist="Die Rückfrage ist gesendet."
      onClose={onClose}
      build={() => {
        const adressat = toAdressat(an);
        if (!adressat || text.trim() === '' || id === '') return null;
        return { type: 'askRueckfrage', id, schritt: schritt.id, an: adressat, text: text.trim() } as never;
      }}
    >
      {(versucht) => (
        <>
          <Note>Der Schritt „{schritt.bezeichnung}“ bleibt bei Ihnen; die Frist läuft weiter.</Note>
          <Adressatwahl
            label="An"
            verzeichnis={vorgang.verzeichnis}
            heute={vorgang.heute}
            value={an}
            onChange={setAn}
            error={required(versucht, an, 'Wählen Sie, wen Sie fragen.')}
          />
          <Pflichttext
            label="Frage"
            value={text}
            onChange={setText}
            maxLength={4000}
            versucht={versucht}
            fehlt="Schreiben Sie Ihre Frage."
          />
        </>
      )}
    </BefehlDialog>
  );
}

export function AntwortDialog({ vorgang, frage, onClose }: DialogProps & { readonly frage: Rueckfrage }) {
  const [text, setText] = useState('');
  return (
    <BefehlDialog
      titel="Rückfrage beantworten"
      verb="Antwort senden"
      icon={Reply}
      view={vorgang.view}
      wird="Die Antwort wird gesendet."
      ist="Die Antwort ist gesendet."
      onClose={onClose}
      build={() =>
        text.trim() === '' ? null : ({ type: 'answerRueckfrage', id: frage.id, text: text.trim() } as never)
      }
    >
      {(versucht) => (
        <>
          <div className="am-summary">
            <p className="am-muted am-small">{nameOf(vorgang.verzeichnis, frage.von)} fragt:</p>
            <p className="am-quote">„{frage.text}“</p>
          </div>
          <Pflichttext
            label="Ihre Antwort"
            value={text}
            onChange={setText}
            autoFocus
            maxLength={4000}
            versucht={versucht}
            fehlt="Schreiben Sie eine Antwort."
          />
        </>
      )}
    </BefehlDialog>
  );
}

export function ErinnernDialog({ vorgang, onClose }: DialogProps) {
  const offen = aktuelleSchritte(vorgang.umlauf);
  const [schritt, setSchritt] = useState(offen[0]?.id ?? '');
  const [text, setText] = useState('');
  return (
    <BefehlDialog
      titel="Erinnerung senden"
      verb="Erinnern"
      icon={BellRing}
      view={vorgang.view}
      wird="Die Erinnerung wird gesendet."
      ist="Die Erinnerung ist gesendet."
      onClose={onClose}
      build={() => (schritt === '' ? null : ({ type: 'remindSchritt', schritt, text: text.trim() } as never))}
    >
      {() => (
        <>
          <Select
            label="Schritt"
            value={schritt}
            onChange={setSchritt}
            optionen={offen.map((s) => ({
              wert: s.id,
              text: `${s.bezeichnung} – ${describeAdressat(vorgang.verzeichnis, s.adressat, vorgang.heute)}`,
            }))}
          />
          <TextArea label="Nachricht" optional value={text} onChange={setText} maxLength={1000} rows={2} />
        </>
      )}
    </BefehlDialog>
  );
}
