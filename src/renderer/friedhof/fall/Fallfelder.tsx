import type { VorgangView } from '../../../contract/vorgang.ts';
import { nichtInformiert } from '../../../domain/bestattung/auswahl/quittung.ts';
import { unterlagen, unterlageText, type Unterlage } from '../../../domain/bestattung/begriffe.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { Note } from '../../kit/Boxes.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Select, TextArea, TextField } from '../../kit/Field.tsx';
import { useQuery } from '../../shell/query.ts';
import { Befunde } from '../teile.tsx';
import { Bericht } from '../tag/Bericht.tsx';
import { eingabeAus } from './eingabe.ts';
import { Grabsuche } from './Grabsuche.tsx';
import { Scanfeld } from './Scanfeld.tsx';
import { brauchtKlaerung, type Falleingabe } from './fallbefehl.ts';

interface Props {
  readonly e: Falleingabe;
  readonly set: <K extends keyof Falleingabe>(feld: K) => (wert: Falleingabe[K]) => void;
  /** somebody tried to go on: what is missing is said now */
  readonly versucht: boolean;
  readonly s: BestattungState;
}
type MitTag = Props & { readonly heute: Tag };

const fehlt = (versucht: boolean, text: string, was: string): string | null =>
  versucht && text.trim().length < 2 ? was : null;

/** A grave, what the rules say to it, and by how many years the right of use is extended. */
export function GrabwahlFelder({
  e,
  set,
  s,
  heute,
  view,
  versucht,
}: MitTag & { readonly view: VorgangView }) {
  return (
    <>
      <Grabsuche
        friedhof={s.plan?.friedhof ?? null}
        grabart={s.angaben.grabart}
        heute={heute}
        gewaehlt={e.grab}
        onWahl={(t) => set('grab')(t?.grab.schluessel ?? null)}
        offen={s.grab !== null}
      />
      {versucht && e.grab === null && s.grab === null ? (
        <Note art="fehler">Wählen Sie ein Grab aus der Liste.</Note>
      ) : null}
      <Grabpruefung view={view} s={s} grab={e.grab} jahre={e.jahre} />
      <TextField
        label="Verlängerung des Nutzungsrechts (Jahre)"
        type="number"
        min={0}
        max={60}
        value={String(e.jahre)}
        onChange={(w) => set('jahre')(Math.min(60, Math.max(0, Math.trunc(Number(w) || 0))))}
      />
    </>
  );
}

/** A paper that lies before the office, with its scan. */
export function UnterlageFelder({ e, set, versucht, heute }: MitTag) {
  return (
    <>
      <Select
        label="Unterlage"
        leer="bitte wählen"
        value={e.unterlage}
        onChange={(w) => set('unterlage')(w as Unterlage)}
        optionen={unterlagen.map((u) => ({ wert: u, text: unterlageText[u] }))}
        error={versucht && e.unterlage === '' ? 'Bitte wählen, welche Unterlage vorliegt.' : null}
      />
      <DateField
        label="Liegt vor seit"
        value={e.tag}
        onChange={set('tag')}
        error={versucht && (e.tag === null || e.tag > heute) ? 'Bitte einen Tag bis heute eintragen.' : null}
      />
      <Scanfeld scan={e.scan} onScan={set('scan')} />
    </>
  );
}

/** A permit for a burial before or after the statutory time. */
export function GenehmigungFelder({ e, set, versucht }: Props) {
  return (
    <>
      <Select
        label="Genehmigung"
        value={e.art}
        onChange={(w) => set('art')(w as Falleingabe['art'])}
        optionen={[
          { wert: 'fristverlaengerung', text: 'Verlängerung der Bestattungsfrist' },
          { wert: 'fruehbestattung', text: 'Bestattung vor Ablauf von 24 Stunden' },
        ]}
      />
      {e.art === 'fristverlaengerung' ? (
        <DateField
          label="Verlängert bis"
          value={e.tag}
          onChange={set('tag')}
          error={versucht && e.tag === null ? 'Bitte den letzten Tag der Verlängerung eintragen.' : null}
        />
      ) : null}
      <TextField
        label="Behörde"
        value={e.behoerde}
        onChange={set('behoerde')}
        error={fehlt(versucht, e.behoerde, 'Bitte die Behörde eintragen.')}
      />
      <TextField
        label="Aktenzeichen"
        value={e.aktenzeichen}
        onChange={set('aktenzeichen')}
        error={versucht && e.aktenzeichen.trim() === '' ? 'Bitte das Aktenzeichen eintragen.' : null}
      />
      <Scanfeld scan={e.scan} onScan={set('scan')} />
    </>
  );
}

/** Who of which crew was told by phone. */
export function AnrufFelder({ e, set, versucht, s }: Props) {
  const abgaben = nichtInformiert(s);
  return (
    <>
      {abgaben.length > 0 ? (
        <Select
          label="Kolonne"
          value={e.kolonne}
          onChange={set('kolonne')}
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
        value={e.mit}
        onChange={set('mit')}
        error={fehlt(versucht, e.mit, 'Bitte eintragen, mit wem Sie gesprochen haben.')}
      />
    </>
  );
}

/** The report of the crew, the day of the burial, and how contradictions were cleared up. */
export function AbschlussFelder({ e, set, versucht, s }: Props) {
  const noetig = brauchtKlaerung(s);
  return (
    <>
      <Bericht auftrag={s.auftragId} />
      {noetig ? (
        <Note art="warnung" titel="Widersprüche">
          {s.auftrag.klaerung.join('; ')}
        </Note>
      ) : null}
      <DateField label="Beigesetzt am" value={e.tag} onChange={set('tag')} />
      <TextArea
        label="Klärung"
        optional={!noetig}
        hint="Was mit der Kolonne geklärt wurde; steht im Abschluss."
        maxLength={500}
        value={e.grund}
        onChange={set('grund')}
        error={
          noetig ? fehlt(versucht, e.grund, 'Bitte eintragen, wie der Widerspruch geklärt wurde.') : null
        }
      />
    </>
  );
}

function Grabpruefung({
  view,
  s,
  grab,
  jahre,
}: {
  readonly view: VorgangView;
  readonly s: BestattungState;
  readonly grab: string | null;
  readonly jahre: number;
}) {
  const p = useQuery(
    'friedhof.pruefen',
    grab === null ? undefined : { ...eingabeAus(view.id, s), grab, verlaengerungJahre: jahre, plan: s.plan },
  ).data;
  const zumGrab = (p ? [...p.vormerken, ...p.freigeben] : []).filter(
    (b) => b.code !== 'bestattung.unterlage-fehlt',
  );
  return zumGrab.length > 0 ? <Befunde befunde={zumGrab} /> : null;
}
