import { FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { NoticePreview } from '../../../contract/document.ts';
import { LEERE_ANGABEN, type Angaben, type Herkunft } from '../../../domain/beschaffung/schema.ts';
import { findPerson } from '../../../domain/organisation/verzeichnis.ts';
import type { PageProps } from '../../faecher.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBox, Note, Progress } from '../../kit/Boxes.tsx';
import { DropZone } from '../../kit/DropZone.tsx';
import { betrag, tagLang } from '../../kit/format.ts';
import { DescriptionList, PageHeader, Panel } from '../../kit/Layout.tsx';
import { uploadDocument } from '../../kit/upload.ts';
import { navigate } from '../../shell/router.ts';
import { execute, newId, sayDone } from '../../vorgang/execute.ts';
import { useFakten } from '../fakten.ts';
import { LEISTUNGSART } from '../texte.ts';
import { startMaengel } from './maengel.ts';

/** From an eForms notice: read it, show what would come of it and what is missing, then create. */
export default function Einfuhr({ app }: PageProps) {
  const fakten = useFakten(app.person?.id ?? '', app.heute, '');
  const [laden, setLaden] = useState<readonly [number, number] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [fund, setFund] = useState<{ readonly datei: string; readonly notice: NoticePreview } | null>(null);
  const [busy, setBusy] = useState(false);

  const read = async ([file]: readonly File[]) => {
    if (!file) return;
    setProblem(null);
    setFund(null);
    setLaden([0, file.size]);
    const stored = await uploadDocument(file, (done, total) => setLaden([done, total])).answer;
    const preview = stored.ok ? await call('notice.preview', { sha256: stored.value.sha256 }) : stored;
    setLaden(null);
    if (preview.ok) setFund({ datei: file.name, notice: preview.value });
    else setProblem(preview.problem);
  };

  const entwurf = fund?.notice.entwurf as { angaben?: Partial<Angaben>; herkunft?: Herkunft } | undefined;
  const self = fakten && app.person ? findPerson(fakten.verzeichnis, app.person.id) : null;
  // What a notice never says: the unit of whoever imports it, and the running year.
  const angaben: Angaben = {
    ...LEERE_ANGABEN,
    bedarfsstelle: self?.einheit ?? null,
    haushaltsjahr: Number(app.heute.slice(0, 4)),
    ...entwurf?.angaben,
  };
  const create = async () => {
    if (!fund) return;
    setBusy(true);
    const id = await newId();
    if (typeof id !== 'string') {
      setBusy(false);
      return setProblem(id);
    }
    const made = await execute({ art: 'laufzettel', id, revision: 0 }, {
      type: 'createLaufzettel',
      jahr: Number(app.heute.slice(0, 4)),
      ...fund.notice.entwurf,
      angaben,
    } as never);
    setBusy(false);
    if (!made.ok) return setProblem(made.problem);
    sayDone('Der Laufzettel ist angelegt.', made.value);
    navigate(`#/beschaffung/${id}`);
  };

  const fehlt = fund && fakten ? startMaengel(angaben, fakten, app.heute) : [];
  return (
    <div className="am-page">
      <PageHeader
        titel="Aus Bekanntmachung anlegen"
        pfad={[
          { text: 'Laufzettel', href: '#/beschaffung' },
          { text: 'Laufzettel anlegen', href: '#/beschaffung/neu' },
        ]}
      />
      <div className="am-form">
        {problem ? <ErrorBox problem={problem} /> : null}
        {laden ? (
          <Progress erledigt={laden[0]} gesamt={laden[1]} text="Bekanntmachung wird gelesen" prozent />
        ) : null}
        <DropZone
          text="Bekanntmachung (eForms, XML) hier ablegen"
          hinweis="Zum Beispiel aus dem Vergabeportal oder von TED heruntergeladen"
          accept=".xml,application/xml,text/xml"
          onFiles={(f) => void read(f)}
        />
        {fund ? (
          <Panel titel="Das steht in der Bekanntmachung" rechts={`${fund.datei} · ${fund.notice.art}`}>
            <div className="am-stack">
              <DescriptionList
                breit
                angaben={[
                  ['Gegenstand', angaben.titel],
                  ['Bedarf', angaben.bedarf],
                  ['Auftraggeber', angaben.auftraggeber],
                  ['Leistungsart', angaben.leistungsart ? LEISTUNGSART[angaben.leistungsart] : null],
                  [
                    'Vergabeart',
                    fakten?.arten?.inhalt.arten.find((v) => v.code === angaben.vergabeart)?.bezeichnung ??
                      angaben.vergabeart,
                  ],
                  ['Auftragswert netto', angaben.schaetzung ? betrag(angaben.schaetzung.betragCent) : null],
                  ['CPV', angaben.cpv.join(', ')],
                  ['Lose', angaben.lose.map((l) => l.bezeichnung).join('; ')],
                  ['Lieferung bis', angaben.lieferungBis ? tagLang(angaben.lieferungBis) : null],
                ]}
              />
              {fund.notice.hinweise.length > 0 ? (
                <Note art="warnung" titel="Hinweise zur Bekanntmachung">
                  <ul className="am-errlist">
                    {fund.notice.hinweise.map((h) => (
                      <li key={h}>{h}</li>
                    ))}
                  </ul>
                </Note>
              ) : null}
              {fehlt.length > 0 ? (
                <Note titel="Danach noch zu ergänzen">
                  <ul className="am-errlist">
                    {fehlt.map((m) => (
                      <li key={m.feld}>{m.problem.cause}</li>
                    ))}
                  </ul>
                </Note>
              ) : null}
              <div className="am-row">
                <Button
                  art="primary"
                  icon={FilePlus2}
                  taste="Strg+Enter"
                  busy={busy}
                  onClick={() => void create()}
                >
                  Laufzettel anlegen
                </Button>
                <Button onClick={() => setFund(null)}>Andere Datei</Button>
              </div>
            </div>
          </Panel>
        ) : null}
      </div>
    </div>
  );
}
