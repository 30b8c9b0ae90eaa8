import { BadgeCheck, FilePlus2, MessageSquareReply, Printer, XCircle } from 'lucide-react';
import { useState } from 'react';
import { isLeer, type Antrag, type Bloecke } from '../../../domain/sitzung/index.ts';
import type { PageProps } from '../../faecher.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { tagLang, zeitLang } from '../../kit/format.ts';
import { DescriptionList, Panel } from '../../kit/Layout.tsx';
import { downloadUrl } from '../../kit/upload.ts';
import { navigate } from '../../shell/router.ts';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { Verlauf } from '../../vorgang/Verlauf.tsx';
import { execute, sayOutcome } from '../../vorgang/execute.ts';
import { Vorgangsrahmen } from '../../vorgang/Vorgangsrahmen.tsx';
import { aktionenFuer, darf, papierpfad, personName, useVerzeichnis, useVorgang } from '../daten.ts';
import { drucke } from '../drucken.ts';
import { GrundDialog } from '../../vorgang/GrundDialog.tsx';
import { NichtoeffentlichTag } from '../Oeffentlichkeit.tsx';
import { Bloecketext } from '../text/Bloecke.tsx';
import { Editor } from '../text/Editor.tsx';

/** A motion or question: admitted, refused, answered, made into a Vorlage. */
export default function AntragSeite({ app, id }: PageProps & { readonly id: string }) {
  const { view, s, problem } = useVorgang<Antrag>(id);
  const verzeichnis = useVerzeichnis();
  const [offen, setOffen] = useState<'ablehnen' | 'zurueckziehen' | 'antwort' | null>(null);
  const [text, setText] = useState<Bloecke>([]);
  if (problem && !view) return <ErrorBox problem={problem} />;
  if (!view || !s || !verzeichnis) return <div className="am-page" aria-busy="true" />;
  const was = s.antragArt === 'antrag' ? 'Antrag' : 'Anfrage';
  const aktionen = aktionenFuer(app, view, s, verzeichnis);
  const hat = (c: string) => darf(aktionen, c);
  const admit = async () => {
    const answer = await execute(view, { type: 'admitAntrag' });
    sayOutcome(`${was} zugelassen.`, answer);
  };
  return (
    <Vorgangsrahmen
      view={view}
      titel={s.betreff}
      pfad={papierpfad(s.nummer)}
      marken={s.oeffentlich ? null : <NichtoeffentlichTag />}
      aktionen={
        <>
          <Button art="tertiary" icon={Printer} onClick={() => void drucke(view.id, 'antrag')}>
            Drucken
          </Button>
          {hat('refuseAntrag') ? (
            <Button icon={XCircle} onClick={() => setOffen('ablehnen')}>
              Zurückweisen …
            </Button>
          ) : null}
          {hat('withdrawAntrag') ? (
            <Button icon={XCircle} onClick={() => setOffen('zurueckziehen')}>
              Zurückziehen …
            </Button>
          ) : null}
          {hat('answerAntrag') ? (
            <Button icon={MessageSquareReply} onClick={() => setOffen('antwort')}>
              {s.antragArt === 'anfrage' ? 'Beantworten …' : 'Stellungnahme …'}
            </Button>
          ) : null}
          {hat('admitAntrag') ? (
            <Button art="primary" icon={BadgeCheck} taste="Strg+Enter" onClick={() => void admit()}>
              Zulassen
            </Button>
          ) : s.phase === 'zugelassen' && s.vorlage === null ? (
            <Button
              art="primary"
              icon={FilePlus2}
              onClick={() => navigate(`#/sitzung/vorlage/neu?antrag=${view.id}`)}
            >
              Vorlage dazu anlegen …
            </Button>
          ) : null}
        </>
      }
    >
      <div className="am-zweidrittel">
        <Panel titel={was} scroll>
          <article className="am-papier">
            <Bloecketext bloecke={s.text} />
            {s.anlagen.length > 0 ? (
              <>
                <h3>Anlagen</h3>
                <ul>
                  {s.anlagen.map((a) => (
                    <li key={a.id}>
                      <a href={downloadUrl(a.sha256, `${a.bezeichnung}.pdf`)} download>
                        {a.bezeichnung}
                      </a>
                    </li>
                  ))}
                </ul>
              </>
            ) : null}
            {s.antwort ? (
              <>
                <h3>Antwort der Verwaltung</h3>
                <Bloecketext bloecke={s.antwort.text} stufe={4} />
                <p className="am-muted am-small">
                  {personName(verzeichnis, s.antwort.von)}, {zeitLang(s.antwort.am)}
                </p>
              </>
            ) : null}
          </article>
        </Panel>
        <Panel titel="Auf einen Blick" scroll>
          <div className="am-stack">
            <DescriptionList
              angaben={[
                ['Von', s.steller],
                ['Eingegangen', tagLang(s.eingegangenAm)],
                ['Beratungsart', s.oeffentlich ? 'öffentlich' : 'nichtöffentlich'],
                ['Grund', s.grund],
                ['Vorlage', s.vorlage ? <a href={`#/sitzung/vorlage/${s.vorlage}`}>Zur Vorlage</a> : null],
                ['Sitzung', s.sitzung ? <a href={`#/sitzung/termin/${s.sitzung}`}>Zur Sitzung</a> : null],
                ['Ergebnis', s.ergebnis],
              ]}
            />
            <Verlauf id={view.id} art={view.art} />
          </div>
        </Panel>
      </div>
      {offen === 'ablehnen' || offen === 'zurueckziehen' ? (
        <GrundDialog
          titel={offen === 'ablehnen' ? `${was} zurückweisen` : `${was} zurückziehen`}
          verb={offen === 'ablehnen' ? 'Zurückweisen' : 'Zurückziehen'}
          icon={XCircle}
          gefahr
          view={view}
          ist="Erledigt."
          command={(grund) => ({ type: offen === 'ablehnen' ? 'refuseAntrag' : 'withdrawAntrag', grund })}
          onClose={() => setOffen(null)}
        />
      ) : null}
      {offen === 'antwort' ? (
        <BefehlDialog
          titel={s.antragArt === 'anfrage' ? 'Anfrage beantworten' : 'Stellungnahme abgeben'}
          verb="Speichern"
          icon={MessageSquareReply}
          breit
          view={view}
          ist="Die Antwort ist gespeichert."
          onClose={() => setOffen(null)}
          build={() => (isLeer(text) ? null : ({ type: 'answerAntrag', text } as never))}
        >
          {(versucht) => (
            <Editor
              label="Antwort"
              value={s.antwort?.text ?? []}
              onChange={setText}
              rows={8}
              error={versucht && isLeer(text) ? 'Schreiben Sie die Antwort.' : null}
            />
          )}
        </BefehlDialog>
      ) : null}
    </Vorgangsrahmen>
  );
}
