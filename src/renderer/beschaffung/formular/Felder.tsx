import { Plus, Trash2 } from 'lucide-react';
import { LEISTUNGSARTEN, type Angaben, type Leistungsart } from '../../../domain/beschaffung/schema.ts';
import { allowedVergabearten } from '../../../domain/beschaffung/verfahren.ts';
import { bruttoOf } from '../../../domain/beschaffung/wert.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { Norm } from '../../kit/Boxes.tsx';
import { Combobox } from '../../kit/Combobox.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { MoneyField, Select, TextArea, TextField } from '../../kit/Field.tsx';
import { betrag } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import type { Fakten } from '../fakten.ts';
import { LEISTUNGSART } from '../texte.ts';
import { textAt, type Mangel } from './maengel.ts';

export interface FeldProps {
  readonly angaben: Angaben;
  readonly set: (next: Partial<Angaben>) => void;
  readonly maengel: readonly Mangel[];
  readonly fakten: Fakten;
}

export function WasUndWarum({ angaben: a, set, maengel, fakten }: FeldProps) {
  return (
    <Panel titel="Was wird gebraucht?">
      <div className="am-formgrid">
        <div data-feld="titel" className="am-ganz">
          <TextField
            label="Gegenstand"
            value={a.titel}
            onChange={(titel) => set({ titel })}
            maxLength={300}
            error={textAt(maengel, 'titel')}
            autoFocus
          />
        </div>
        <div data-feld="bedarf" className="am-ganz">
          <TextArea
            label="Bedarf"
            hint="Was wird gebraucht und warum?"
            value={a.bedarf}
            onChange={(bedarf) => set({ bedarf })}
            maxLength={10_000}
            error={textAt(maengel, 'bedarf')}
          />
        </div>
        <div data-feld="bedarfsstelle">
          <Combobox
            label="Bedarfsstelle"
            value={a.bedarfsstelle ?? ''}
            onChange={(wert) => set({ bedarfsstelle: wert === '' ? null : wert })}
            optionen={fakten.verzeichnis.einheiten.map((e) => ({
              wert: e.id,
              text: `${e.kuerzel} ${e.name}`,
            }))}
            error={textAt(maengel, 'bedarfsstelle')}
          />
        </div>
        <div data-feld="auftraggeber">
          <TextField
            label="Auftraggeber"
            optional
            hint="Leer: die Stadt"
            value={a.auftraggeber}
            onChange={(auftraggeber) => set({ auftraggeber })}
          />
        </div>
        <div data-feld="lieferungBis">
          <DateField
            label="Lieferung oder Leistung bis"
            optional
            value={a.lieferungBis}
            onChange={(lieferungBis) => set({ lieferungBis })}
          />
        </div>
        <div data-feld="cpv">
          <TextField
            label="CPV-Nummern"
            optional
            hint="Die wichtigste zuerst, mit Komma getrennt"
            value={a.cpv.join(', ')}
            onChange={(text) =>
              set({
                cpv: text
                  .split(/[,;]\s*/)
                  .filter((c, i, all) => c !== '' || (i === all.length - 1 && i > 0))
                  .slice(0, 50),
              })
            }
            error={textAt(maengel, 'cpv')}
          />
        </div>
      </div>
    </Panel>
  );
}

const SAETZE = [
  { wert: '19', text: '19 %' },
  { wert: '7', text: '7 %' },
  { wert: '0', text: '0 % (steuerfrei)' },
];

/** The net value leads; gross stands beside it and follows by itself. */
export function Wert({ angaben: a, set, maengel }: FeldProps) {
  const s = a.schaetzung;
  const change = (next: Partial<NonNullable<Angaben['schaetzung']>>) =>
    set({
      schaetzung: { betragCent: 0, basis: 'netto', ustProzent: 19, methode: '', tag: null, ...s, ...next },
    });
  return (
    <Panel titel="Geschätzter Auftragswert">
      <div className="am-formgrid">
        <div data-feld="schaetzung.betragCent">
          <MoneyField
            label="Auftragswert netto"
            hint="Mit allen Losen und Optionen (§ 3 VgV)"
            value={s && s.betragCent !== 0 ? s.betragCent : null}
            onChange={(cent) => change({ betragCent: cent ?? 0 })}
            error={textAt(maengel, 'schaetzung.betragCent') ?? textAt(maengel, 'schaetzung.basis')}
          />
        </div>
        <div data-feld="schaetzung.ustProzent">
          <Select
            label="Umsatzsteuer"
            hint={s ? `${betrag(bruttoOf(s.betragCent, s.ustProzent))} brutto` : 'Brutto wird berechnet'}
            value={String(s?.ustProzent ?? 19)}
            onChange={(wert) => change({ ustProzent: Number(wert) })}
            optionen={SAETZE}
          />
        </div>
        <div data-feld="schaetzung.tag">
          <DateField
            label="Tag der Schätzung"
            hint="Der Wert darf nicht veraltet sein"
            value={s?.tag ?? null}
            onChange={(tag) => change({ tag })}
            error={textAt(maengel, 'schaetzung.tag')}
          />
        </div>
        <div data-feld="schaetzung.methode" className="am-ganz">
          <TextField
            label="Methode"
            hint="Zum Beispiel: Marktabfrage bei drei Anbietern"
            value={s?.methode ?? ''}
            onChange={(methode) => change({ methode })}
            maxLength={1000}
            error={textAt(maengel, 'schaetzung.methode')}
          />
        </div>
      </div>
    </Panel>
  );
}

export function Verfahren({ angaben: a, set, maengel, fakten }: FeldProps) {
  const arten = fakten.arten?.inhalt;
  const netto = a.schaetzung?.betragCent ?? 0;
  const passend = (arten?.arten ?? []).filter(
    (v) => a.leistungsart && v.leistungsarten.includes(a.leistungsart),
  );
  const erlaubt = arten && a.leistungsart ? allowedVergabearten(arten, a.leistungsart, netto) : [];
  const gewaehlt = passend.find((v) => v.code === a.vergabeart);
  // the same procedure may stand in the table once for each kind of order
  const einmal = passend.filter((v, i) => passend.findIndex((o) => o.code === v.code) === i);
  return (
    <Panel titel="Verfahren">
      <div className="am-formgrid">
        <div data-feld="leistungsart">
          <Select
            label="Leistungsart"
            leer="Bitte wählen"
            value={a.leistungsart ?? ''}
            onChange={(wert) => set({ leistungsart: wert === '' ? null : (wert as Leistungsart) })}
            optionen={LEISTUNGSARTEN.map((l) => ({ wert: l, text: LEISTUNGSART[l] }))}
            error={textAt(maengel, 'leistungsart')}
          />
        </div>
        <div data-feld="vergabeart">
          <Select
            label="Vergabeart"
            leer={a.leistungsart ? 'Bitte wählen' : 'Zuerst die Leistungsart wählen'}
            disabled={!a.leistungsart}
            value={a.vergabeart ?? ''}
            onChange={(wert) => set({ vergabeart: wert === '' ? null : wert })}
            optionen={einmal.map((v) => ({
              wert: v.code,
              text: erlaubt.some((e) => e.code === v.code)
                ? v.bezeichnung
                : `${v.bezeichnung} – bei ${betrag(netto)} nicht zulässig`,
            }))}
            hint={gewaehlt ? <Norm norm={gewaehlt} /> : undefined}
            error={textAt(maengel, 'vergabeart')}
          />
        </div>
        <div data-feld="vergabeartBegruendung" className="am-ganz">
          <TextArea
            label="Begründung der Vergabeart"
            optional={!gewaehlt?.verhandlung}
            hint={
              gewaehlt?.verhandlung
                ? 'Pflicht bei Verhandlungen (§ 8 Abs. 2 Satz 2 Nr. 6 und 7 VgV)'
                : undefined
            }
            value={a.vergabeartBegruendung}
            onChange={(vergabeartBegruendung) => set({ vergabeartBegruendung })}
            rows={2}
          />
        </div>
        <div data-feld="lieferant">
          <TextField
            label="Vorgesehener Lieferant"
            optional
            hint="Nur beim Direktauftrag"
            value={a.lieferant}
            onChange={(lieferant) => set({ lieferant })}
          />
        </div>
      </div>
    </Panel>
  );
}

export function Lose({ angaben: a, set, maengel }: FeldProps) {
  const summe =
    a.lose.reduce((n, l) => n + (l.nettoCent ?? 0), 0) + a.optionen.reduce((n, o) => n + o.nettoCent, 0);
  const setLos = (i: number, next: Partial<Angaben['lose'][number]>) =>
    set({ lose: a.lose.map((l, n) => (n === i ? { ...l, ...next } : l)) });
  const setOption = (i: number, next: Partial<Angaben['optionen'][number]>) =>
    set({ optionen: a.optionen.map((o, n) => (n === i ? { ...o, ...next } : o)) });
  return (
    <Panel titel="Lose und Optionen">
      <div className="am-stack" data-feld="lose">
        {a.lose.length === 0 && a.optionen.length === 0 ? (
          <p className="am-muted">Keine Aufteilung: ein Auftrag ohne Optionen.</p>
        ) : null}
        {a.lose.map((l, i) => (
          <div key={l.id} className="am-posten" data-feld={`lose.${i}.nettoCent`}>
            <TextField
              label={`Los ${i + 1}`}
              value={l.bezeichnung}
              onChange={(bezeichnung) => setLos(i, { bezeichnung })}
            />
            <MoneyField
              label="Netto"
              value={l.nettoCent}
              onChange={(nettoCent) => setLos(i, { nettoCent })}
              error={textAt(maengel, `lose.${i}.nettoCent`)}
            />
            <IconButton
              icon={Trash2}
              text={`Los ${i + 1} entfernen`}
              onClick={() => set({ lose: a.lose.filter((_, n) => n !== i) })}
            />
          </div>
        ))}
        {a.optionen.map((o, i) => (
          <div key={`o${i}`} className="am-posten" data-feld={`optionen.${i}.nettoCent`}>
            <TextField
              label={`Option ${i + 1}`}
              value={o.bezeichnung}
              onChange={(bezeichnung) => setOption(i, { bezeichnung })}
            />
            <MoneyField
              label="Netto"
              value={o.nettoCent}
              onChange={(cent) => setOption(i, { nettoCent: cent ?? 0 })}
              error={textAt(maengel, `optionen.${i}.nettoCent`)}
            />
            <IconButton
              icon={Trash2}
              text={`Option ${i + 1} entfernen`}
              onClick={() => set({ optionen: a.optionen.filter((_, n) => n !== i) })}
            />
          </div>
        ))}
        <div className="am-row">
          <Button
            klein
            icon={Plus}
            onClick={() =>
              set({ lose: [...a.lose, { id: crypto.randomUUID(), bezeichnung: '', nettoCent: null }] })
            }
          >
            Los hinzufügen
          </Button>
          <Button
            klein
            icon={Plus}
            onClick={() => set({ optionen: [...a.optionen, { bezeichnung: '', nettoCent: 0 }] })}
          >
            Option hinzufügen
          </Button>
          {a.lose.length + a.optionen.length > 0 ? (
            <span className="am-muted">
              Zusammen {betrag(summe)} von {betrag(a.schaetzung?.betragCent ?? 0)} netto
            </span>
          ) : null}
        </div>
        {textAt(maengel, 'lose') ? <p className="kern-error">{textAt(maengel, 'lose')}</p> : null}
      </div>
    </Panel>
  );
}

export function Haushalt({ angaben: a, set, maengel }: FeldProps) {
  return (
    <Panel titel="Haushalt">
      <div className="am-formgrid">
        <div data-feld="haushaltsstelle">
          <TextField
            label="Haushaltsstelle"
            hint="Zum Beispiel 1110.0821"
            value={a.haushaltsstelle}
            onChange={(haushaltsstelle) => set({ haushaltsstelle })}
            error={textAt(maengel, 'haushaltsstelle')}
          />
        </div>
        <div data-feld="haushaltsjahr">
          <TextField
            label="Haushaltsjahr"
            inputMode="numeric"
            maxLength={4}
            value={a.haushaltsjahr === null ? '' : String(a.haushaltsjahr)}
            onChange={(text) => set({ haushaltsjahr: /^\d{1,4}$/.test(text) ? Number(text) : null })}
            error={textAt(maengel, 'haushaltsjahr')}
          />
        </div>
        <div data-feld="foerderung">
          <TextField
            label="Förderung"
            optional
            hint="Programm, aus dem gefördert wird"
            value={a.foerderung}
            onChange={(foerderung) => set({ foerderung })}
          />
        </div>
        <div data-feld="ergebnis.nettoCent" className="am-ganz">
          <div className="am-posten">
            <TextField
              label="Ergebnis: vorgesehener Bieter"
              optional
              hint="Ab der Wertung der Angebote"
              value={a.ergebnis?.bieter ?? ''}
              onChange={(bieter) =>
                set({
                  ergebnis:
                    bieter === '' && !a.ergebnis?.nettoCent
                      ? null
                      : { bieter, nettoCent: a.ergebnis?.nettoCent ?? 0 },
                })
              }
            />
            <MoneyField
              label="Angebot netto"
              value={a.ergebnis?.nettoCent ?? null}
              onChange={(cent) =>
                set({
                  ergebnis:
                    cent === null && !a.ergebnis?.bieter
                      ? null
                      : { bieter: a.ergebnis?.bieter ?? '', nettoCent: cent ?? 0 },
                })
              }
              error={textAt(maengel, 'ergebnis.nettoCent')}
            />
          </div>
        </div>
      </div>
    </Panel>
  );
}
