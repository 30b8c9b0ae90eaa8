import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { addDays, instantOf } from '../../../domain/shared/dates.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import {
  letzterLadungstag,
  type GremiumRegeln,
  type Ladungsfristregel,
  type Unterschriftsregel,
} from '../../../domain/sitzung/index.ts';
import { Note } from '../../kit/Boxes.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { Checkbox } from '../../kit/Choice.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { Fristrechnung } from '../termin/Fristrechnung.tsx';
import { Unterschriftsregeln } from './Unterschriftsregeln.tsx';
import { Zahlfeld, zahlOf } from './Zahlfeld.tsx';

interface Props {
  readonly view: VorgangView;
  readonly heute: Tag;
  /** rules in force, to begin with */
  readonly regeln: GremiumRegeln;
  /** what the city's table says, for comparison */
  readonly allgemein: readonly Unterschriftsregel[];
  readonly onClose: () => void;
}

/** What the Geschäftsordnung says of this body, as a version that holds from a day on. */
export function RegelnDialog({ view, heute, regeln: r, allgemein, onClose }: Props) {
  const [ab, setAb] = useState<Tag | null>(heute);
  const [zahl, setZahl] = useState(String(r.gesetzlicheMitgliederzahl));
  const [tage, setTage] = useState(String(r.ladung.tage));
  const [zaehlung, setZaehlung] = useState(r.ladung.zaehlung);
  const [nurWerktage, setNurWerktage] = useState(r.ladung.nurWerktage);
  const [vorziehen, setVorziehen] = useState(r.ladung.vorherigerWerktag);
  const [zugang, setZugang] = useState(String(r.ladung.zugangstage));
  const [kuerzbar, setKuerzbar] = useState(r.ladung.verkuerzung !== null);
  const [stunden, setStunden] = useState(String(r.ladung.verkuerzung?.stunden ?? 48));
  const [kuerzNorm, setKuerzNorm] = useState(r.ladung.verkuerzung?.norm ?? '');
  const [norm, setNorm] = useState(r.ladung.norm);
  const [bekannt, setBekannt] = useState(String(r.bekanntmachungTage));
  const [ueberwiegen, setUeberwiegen] = useState(r.ratsmitgliederUeberwiegen);
  const [unterschriften, setUnterschriften] = useState(r.unterschriften);
  const [quelle, setQuelle] = useState(r.quelle);
  const [geprueft, setGeprueft] = useState(r.geprueft);

  const ladung = (): Ladungsfristregel | null => {
    const n = zahlOf(tage, 0, 60);
    const z = zahlOf(zugang, 0, 10);
    const h = zahlOf(stunden, 1, 480);
    if (n === null || z === null || norm.trim() === '') return null;
    if (kuerzbar && (h === null || kuerzNorm.trim() === '')) return null;
    return {
      tage: n,
      zaehlung,
      nurWerktage,
      vorherigerWerktag: vorziehen,
      zugangstage: z,
      verkuerzung: kuerzbar && h !== null ? { stunden: h, norm: kuerzNorm.trim() } : null,
      norm: norm.trim(),
      geprueft,
    };
  };
  const frist = ladung();
  const build = () => {
    const mitgliederzahl = zahlOf(zahl, 1, 200);
    const bekanntmachungTage = zahlOf(bekannt, 0, 30);
    if (!frist || ab === null || mitgliederzahl === null || bekanntmachungTage === null) return null;
    if (quelle.trim() === '') return null;
    const regeln: GremiumRegeln = {
      gueltigAb: ab,
      gesetzlicheMitgliederzahl: mitgliederzahl,
      ladung: frist,
      bekanntmachungTage,
      ratsmitgliederUeberwiegen: ueberwiegen,
      unterschriften,
      quelle: quelle.trim(),
      geprueft,
    };
    return { type: 'setGremiumRegeln', regeln } as { readonly type: string };
  };
  const leer = (versucht: boolean, text: string, was: string) =>
    versucht && text.trim() === '' ? was : null;
  const beispiel = instantOf(addDays(ab ?? heute, 28), '17:00');
  return (
    <BefehlDialog
      titel="Neue Fassung der Regeln"
      verb="Fassung speichern"
      icon={ScrollText}
      breit
      view={view}
      ist="Die Regeln sind gespeichert."
      onClose={onClose}
      build={build}
    >
      {(versucht) => (
        <>
          {ab !== null && ab < heute ? (
            <Note art="warnung" titel="Die Fassung gilt rückwirkend">
              Sitzungen seit diesem Tag werden danach beurteilt. Was schon festgehalten ist, bleibt, wie es
              war.
            </Note>
          ) : null}
          <div className="am-cols">
            <DateField
              label="Gilt ab"
              value={ab}
              onChange={setAb}
              error={versucht && !ab ? 'Geben Sie den ersten Tag an.' : null}
            />
            <Zahlfeld
              label="Gesetzliche Mitgliederzahl"
              hint="Grundlage der Beschlussfähigkeit"
              value={zahl}
              onChange={setZahl}
              error={versucht && zahlOf(zahl, 1, 200) === null ? 'Eine Zahl von 1 bis 200.' : null}
            />
            <Zahlfeld
              label="Bekanntmachung, Tage vorher"
              value={bekannt}
              onChange={setBekannt}
              error={versucht && zahlOf(bekannt, 0, 30) === null ? 'Eine Zahl von 0 bis 30.' : null}
            />
          </div>
          <fieldset className="am-fieldset am-stack-s">
            <legend className="am-legend">Ladungsfrist</legend>
            <div className="am-cols">
              <Zahlfeld
                label="Tage"
                value={tage}
                onChange={setTage}
                error={versucht && zahlOf(tage, 0, 60) === null ? 'Eine Zahl von 0 bis 60.' : null}
              />
              <Select
                label="Zählung"
                value={zaehlung}
                onChange={(z) => setZaehlung(z as typeof zaehlung)}
                optionen={[
                  { wert: 'volleTage', text: 'volle Tage zwischen Ladung und Sitzung' },
                  { wert: 'spaetestensAmTag', text: 'spätestens am n-ten Tag vorher' },
                ]}
              />
              <Zahlfeld
                label="Tage bis zum Zugang"
                value={zugang}
                onChange={setZugang}
                error={versucht && zahlOf(zugang, 0, 10) === null ? 'Eine Zahl von 0 bis 10.' : null}
              />
            </div>
            <Checkbox checked={nurWerktage} onChange={setNurWerktage}>
              Nur Montag bis Freitag ohne Feiertage (NRW) zählen
            </Checkbox>
            <Checkbox checked={vorziehen} onChange={setVorziehen}>
              Fällt der letzte Tag auf ein Wochenende oder einen Feiertag, gilt der Werktag davor
            </Checkbox>
            <Checkbox checked={kuerzbar} onChange={setKuerzbar}>
              In dringenden Fällen darf mit Begründung verkürzt werden
            </Checkbox>
            {kuerzbar ? (
              <div className="am-cols">
                <Zahlfeld
                  label="Verkürzt bis Stunden vorher"
                  value={stunden}
                  onChange={setStunden}
                  error={versucht && zahlOf(stunden, 1, 480) === null ? 'Eine Zahl von 1 bis 480.' : null}
                />
                <TextField
                  label="Fundstelle der Verkürzung"
                  value={kuerzNorm}
                  onChange={setKuerzNorm}
                  error={leer(versucht, kuerzNorm, 'Nennen Sie die Vorschrift.')}
                />
              </div>
            ) : null}
            <TextField
              label="Fundstelle der Ladungsfrist"
              value={norm}
              onChange={setNorm}
              error={leer(versucht, norm, 'Nennen Sie die Vorschrift.')}
            />
            {frist && beispiel ? (
              <div className="am-summary">
                <p className="am-muted am-small">Beispiel: Sitzung vier Wochen nach Beginn der Fassung</p>
                <Fristrechnung frist={letzterLadungstag(beispiel, frist)} />
              </div>
            ) : null}
          </fieldset>
          <Checkbox checked={ueberwiegen} onChange={setUeberwiegen}>
            Ratsmitglieder müssen sachkundige Bürgerinnen und Bürger überwiegen (§ 58 Abs. 3 GO NRW)
          </Checkbox>
          <Unterschriftsregeln value={unterschriften} allgemein={allgemein} onChange={setUnterschriften} />
          <TextField
            label="Quelle"
            value={quelle}
            onChange={setQuelle}
            error={leer(versucht, quelle, 'Nennen Sie, woher die Regeln stammen.')}
          />
          <Checkbox checked={geprueft} onChange={setGeprueft}>
            An der Fundstelle nachgelesen
          </Checkbox>
        </>
      )}
    </BefehlDialog>
  );
}
