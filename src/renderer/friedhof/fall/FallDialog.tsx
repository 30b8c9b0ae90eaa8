import { useState } from 'react';
import type { AppState } from '../../../contract/app.ts';
import type { Problem } from '../../../contract/channel.ts';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { nichtInformiert } from '../../../domain/bestattung/auswahl/quittung.ts';
import { unterlagen, unterlageText, type Unterlage } from '../../../domain/bestattung/begriffe.ts';
import type { BestattungCommand } from '../../../domain/bestattung/bestattung/schema.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { assertNever } from '../../../domain/shared/result.ts';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Button } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Select, TextArea, TextField } from '../../kit/Field.tsx';
import { tagMitWochentag, tagVon, uhrzeit } from '../../kit/format.ts';
import { useQuery } from '../../shell/query.ts';
import { execute, sayDone } from '../../vorgang/execute.ts';
import { Befunde } from '../teile.tsx';
import { Bericht } from '../tag/Bericht.tsx';
import { eingabeAus } from './eingabe.ts';
import { Grabsuche } from './Grabsuche.tsx';
import { Scanfeld } from './Scanfeld.tsx';

/** Commands that end a dialog of their own here. */
export type Fallaktion = Extract<
  BestattungCommand['type'],
  | 'releaseTermin'
  | 'rejectAnfrage'
  | 'cancelBestattung'
  | 'assignGrab'
  | 'recordUnterlage'
  | 'removeUnterlage'
  | 'recordGenehmigung'
  | 'recordAnruf'
  | 'closeBestattung'
>;

interface Props {
  readonly app: AppState;
  readonly aktion: Fallaktion;
  readonly view: VorgangView;
  readonly s: BestattungState;
  /** the paper to take back */
  readonly papier?: Unterlage | null;
  readonly onClose: () => void;
  /** a new version went out: its sheet is shown next */
  readonly onFassung: (view: VorgangView) => void;
}

const TITEL: Readonly<Record<Fallaktion, readonly [titel: string, verb: string, ist: string]>> = {
  releaseTermin: ['Termin freigeben', 'Freigeben', 'Der Termin ist freigegeben.'],
  rejectAnfrage: ['Anfrage ablehnen', 'Ablehnen', 'Die Anfrage ist abgelehnt.'],
  cancelBestattung: ['Bestattung stornieren', 'Stornieren', 'Die Bestattung ist storniert.'],
  assignGrab: ['Grab zuordnen', 'Grab zuordnen', 'Das Grab ist zugeordnet.'],
  recordUnterlage: ['Unterlage erfassen', 'Erfassen', 'Die Unterlage ist erfasst.'],
  removeUnterlage: ['Unterlage zurücknehmen', 'Zurücknehmen', 'Die Unterlage ist zurückgenommen.'],
  recordGenehmigung: ['Genehmigung erfassen', 'Erfassen', 'Die Genehmigung ist erfasst.'],
  recordAnruf: ['Anruf bei der Kolonne eintragen', 'Eintragen', 'Der Anruf ist eingetragen.'],
  closeBestattung: ['Bericht prüfen und abschließen', 'Abschließen', 'Der Vorgang ist abgeschlossen.'],
};

/** What takes something away is asked for in red, with a reason. */
const NIMMT_ZURUECK: ReadonlySet<Fallaktion> = new Set([
  'cancelBestattung',
  'rejectAnfrage',
  'removeUnterlage',
]);

/** A dialog that ends in one command of the case; what is missing is said at its field. */
export function FallDialog({ app, aktion, view, s, papier = null, onClose, onFassung }: Props) {
  const [basis] = useState(view);
  const [titel, verb, ist] = TITEL[aktion];
  const [grund, setGrund] = useState('');
  const [grab, setGrab] = useState<string | null>(s.grab);
  const [jahre, setJahre] = useState(s.verlaengerungJahre);
  const [unterlage, setUnterlage] = useState<Unterlage | ''>(papier ?? '');
  const [scan, setScan] = useState<DocumentInfo | null>(null);
  const [kolonne, setKolonne] = useState<string>('');
  const [tag, setTag] = useState<string | null>(
    aktion === 'closeBestattung' && s.plan && tagVon(s.plan.beginn) < app.heute
      ? tagVon(s.plan.beginn)
      : aktion === 'recordGenehmigung'
        ? null
        : app.heute,
  );
  const [art, setArt] = useState<'fruehbestattung' | 'fristverlaengerung'>('fristverlaengerung');
  const [behoerde, setBehoerde] = useState('');
  const [aktenzeichen, setAktenzeichen] = useState('');
  const [mit, setMit] = useState('');
  const [versucht, setVersucht] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const abgaben = nichtInformiert(s);
  const klaerungNoetig = aktion === 'closeBestattung' && s.auftrag.klaerung.length > 0;

  const baue = (): BestattungCommand | null => {
    switch (aktion) {
      case 'releaseTermin':
        return { type: aktion };
      case 'rejectAnfrage':
      case 'cancelBestattung':
        return grund.trim().length < 3 ? null : { type: aktion, grund: grund.trim() };
      case 'assignGrab':
        return { type: aktion, grab, verlaengerungJahre: grab === null ? 0 : jahre };
      case 'recordUnterlage':
        return unterlage === '' || tag === null || tag > app.heute
          ? null
          : { type: aktion, unterlage, am: tag, dokument: scan?.sha256 ?? null };
      case 'removeUnterlage':
        return unterlage === '' || grund.trim().length < 3
          ? null
          : { type: aktion, unterlage, grund: grund.trim() };
      case 'recordGenehmigung':
        return behoerde.trim().length < 2 ||
          aktenzeichen.trim() === '' ||
          (art === 'fristverlaengerung' && tag === null)
          ? null
          : {
              type: aktion,
              genehmigung: {
                art,
                bis: art === 'fristverlaengerung' ? tag : null,
                behoerde: behoerde.trim(),
                aktenzeichen: aktenzeichen.trim(),
              },
              dokument: scan?.sha256 ?? null,
            };
      case 'recordAnruf':
        return mit.trim().length < 2
          ? null
          : { type: aktion, fassung: s.fassung, mit: mit.trim(), kolonne: kolonne || null };
      case 'closeBestattung':
        return tag === null || (klaerungNoetig && grund.trim().length < 3)
          ? null
          : { type: aktion, beigesetztAm: tag, klaerung: grund.trim() || null };
      default:
        return assertNever(aktion);
    }
  };

  const tu = async () => {
    setVersucht(true);
    const command = baue();
    if (!command) return;
    setBusy(true);
    setProblem(null);
    const answer = await execute(basis, command);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    sayDone(ist, answer.value);
    onClose();
    if ((answer.value.vorgang.state as BestattungState).fassung > s.fassung) onFassung(answer.value.vorgang);
  };
  const fehlt = (text: string, was: string): string | null =>
    versucht && text.trim().length < 2 ? was : null;

  return (
    <Dialog
      titel={titel}
      onClose={onClose}
      fest={busy}
      breit={aktion === 'closeBestattung'}
      fuss={
        <>
          <Button onClick={onClose} disabled={busy}>
            Abbrechen
          </Button>
          <Button
            art={NIMMT_ZURUECK.has(aktion) ? 'danger' : 'primary'}
            taste="Strg+Enter"
            busy={busy}
            onClick={() => void tu()}
          >
            {verb}
          </Button>
        </>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      {aktion === 'releaseTermin' ? <Freigabe view={view} s={s} /> : null}
      {NIMMT_ZURUECK.has(aktion) ? (
        <>
          {papier ? <p>{unterlageText[papier]}</p> : null}
          {aktion === 'cancelBestattung' && s.fassung > 0 ? (
            <Note art="warnung">
              Bestatter und Kolonne kennen den Termin. Die Stornierung geht als Fassung {s.fassung + 1}{' '}
              hinaus.
            </Note>
          ) : null}
          <TextArea
            label="Grund"
            required
            autoFocus
            maxLength={500}
            value={grund}
            onChange={setGrund}
            error={versucht && grund.trim().length < 3 ? 'Bitte einen Grund eintragen.' : null}
          />
        </>
      ) : null}
      {aktion === 'assignGrab' ? (
        <>
          <Grabsuche
            friedhof={s.plan?.friedhof ?? null}
            grabart={s.angaben.grabart}
            heute={app.heute}
            gewaehlt={grab}
            onWahl={(t) => setGrab(t?.grab.schluessel ?? null)}
          />
          <Grabpruefung view={view} s={s} grab={grab} jahre={jahre} />
          <TextField
            label="Verlängerung des Nutzungsrechts (Jahre)"
            type="number"
            min={0}
            max={60}
            value={String(jahre)}
            onChange={(w) => setJahre(Math.min(60, Math.max(0, Math.trunc(Number(w) || 0))))}
          />
        </>
      ) : null}
      {aktion === 'recordUnterlage' ? (
        <>
          <Select
            label="Unterlage"
            leer="bitte wählen"
            value={unterlage}
            onChange={(w) => setUnterlage(w as Unterlage)}
            optionen={unterlagen.map((u) => ({ wert: u, text: unterlageText[u] }))}
            error={versucht && unterlage === '' ? 'Bitte wählen, welche Unterlage vorliegt.' : null}
          />
          <DateField
            label="Liegt vor seit"
            value={tag}
            onChange={setTag}
            error={
              versucht && (tag === null || tag > app.heute) ? 'Bitte einen Tag bis heute eintragen.' : null
            }
          />
          <Scanfeld scan={scan} onScan={setScan} />
        </>
      ) : null}
      {aktion === 'recordGenehmigung' ? (
        <>
          <Select
            label="Genehmigung"
            value={art}
            onChange={(w) => setArt(w as typeof art)}
            optionen={[
              { wert: 'fristverlaengerung', text: 'Verlängerung der Bestattungsfrist' },
              { wert: 'fruehbestattung', text: 'Bestattung vor Ablauf von 24 Stunden' },
            ]}
          />
          {art === 'fristverlaengerung' ? (
            <DateField
              label="Verlängert bis"
              value={tag}
              onChange={setTag}
              error={versucht && tag === null ? 'Bitte den letzten Tag der Verlängerung eintragen.' : null}
            />
          ) : null}
          <TextField
            label="Behörde"
            value={behoerde}
            onChange={setBehoerde}
            error={fehlt(behoerde, 'Bitte die Behörde eintragen.')}
          />
          <TextField
            label="Aktenzeichen"
            value={aktenzeichen}
            onChange={setAktenzeichen}
            error={versucht && aktenzeichen.trim() === '' ? 'Bitte das Aktenzeichen eintragen.' : null}
          />
          <Scanfeld scan={scan} onScan={setScan} />
        </>
      ) : null}
      {aktion === 'recordAnruf' ? (
        <>
          {abgaben.length > 0 ? (
            <Select
              label="Kolonne"
              value={kolonne}
              onChange={setKolonne}
              optionen={[
                { wert: '', text: `${s.einsatz?.kolonneName}, ${s.einsatz?.kolonneTelefon}` },
                ...abgaben.map((x) => ({ wert: x.kolonne, text: `${x.name}, ${x.telefon}: hat abgegeben` })),
              ]}
            />
          ) : (
            <p>
              Fassung {s.fassung} an {s.einsatz?.kolonneName}, {s.einsatz?.kolonneTelefon}
            </p>
          )}
          <TextField
            label="Gesprochen mit"
            value={mit}
            onChange={setMit}
            error={fehlt(mit, 'Bitte eintragen, mit wem Sie gesprochen haben.')}
          />
        </>
      ) : null}
      {aktion === 'closeBestattung' ? (
        <>
          <Bericht auftrag={s.auftragId} />
          {klaerungNoetig ? (
            <Note art="warnung" titel="Widersprüche">
              {s.auftrag.klaerung.join('; ')}
            </Note>
          ) : null}
          <DateField label="Beigesetzt am" value={tag} onChange={setTag} />
          <TextArea
            label="Klärung"
            optional={!klaerungNoetig}
            hint="Was mit der Kolonne geklärt wurde; steht im Abschluss."
            maxLength={500}
            value={grund}
            onChange={setGrund}
            error={
              klaerungNoetig ? fehlt(grund, 'Bitte eintragen, wie der Widerspruch geklärt wurde.') : null
            }
          />
        </>
      ) : null}
    </Dialog>
  );
}

/** The last look before undertaker and crew count on it. */
function Freigabe({ view, s }: Pick<Props, 'view' | 's'>) {
  const p = useQuery('friedhof.pruefen', { ...eingabeAus(view.id, s), plan: s.plan }).data;
  const hindert = p ? [...p.vormerken.filter((b) => b.stufe === 'sperre'), ...p.freigeben] : [];
  return (
    <>
      <div className="am-summary">
        <p className="am-strong">{view.projection.titel}</p>
        {s.plan ? (
          <p>
            {tagMitWochentag(tagVon(s.plan.beginn))}, {uhrzeit(s.plan.beginn)} Uhr, {s.einsatz?.friedhofName}
            {s.einsatz?.halleName ? `, ${s.einsatz.halleName}` : ''}
          </p>
        ) : null}
        <p>
          Grab {s.grab ?? 'noch offen'}, {s.einsatz?.kolonneName}
          {s.einsatz?.baggerName ? `, ${s.einsatz.baggerName}` : ''}
        </p>
      </div>
      {p && hindert.length > 0 ? <Befunde befunde={hindert} /> : null}
      {p && hindert.length === 0 ? (
        <Note art="gut" titel="Alles vollständig">
          Halle, Kolonne, Bagger und Grab sind mit Puffern frei, die Unterlagen liegen vor. Mit der Freigabe
          erhält der Bestatter eine Bestätigung und die Kolonne ihren Auftrag.
        </Note>
      ) : null}
    </>
  );
}

function Grabpruefung({
  view,
  s,
  grab,
  jahre,
}: Pick<Props, 'view' | 's'> & { readonly grab: string | null; readonly jahre: number }) {
  const p = useQuery(
    'friedhof.pruefen',
    grab === null ? undefined : { ...eingabeAus(view.id, s), grab, verlaengerungJahre: jahre, plan: s.plan },
  ).data;
  const zumGrab = (p ? [...p.vormerken, ...p.freigeben] : []).filter(
    (b) => b.code !== 'bestattung.unterlage-fehlt',
  );
  return zumGrab.length > 0 ? <Befunde befunde={zumGrab} /> : null;
}
