import { Download, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { SigningProof } from '../../contract/signing.ts';
import { Button, LinkButton } from '../kit/Button.tsx';
import { Note } from '../kit/Boxes.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { hashGruppen, zeitLang } from '../kit/format.ts';
import { DescriptionList } from '../kit/Layout.tsx';
import { downloadUrl } from '../kit/upload.ts';

const NIVEAU = {
  fortgeschritten: 'Fortgeschrittene Signatur',
  qualifiziert: 'Qualifizierte Signatur',
  uebung: 'Übung',
};

const STUFE: Readonly<Record<SigningProof['stufe'], string>> = {
  'B-B': 'B-B, ohne Zeitstempel',
  'B-T': 'B-T, mit Zeitstempel',
  'B-LT': 'B-LT, mit Zeitstempel und Prüfdaten',
  'B-LTA': 'B-LTA, mit Prüfdaten und Archivzeitstempel',
};

export const PRUEFUNG = {
  TOTAL_PASSED: 'Bestanden',
  INDETERMINATE: 'Nicht abschließend prüfbar',
  TOTAL_FAILED: 'Nicht bestanden',
} as const;

const pruefergebnis = (s: SigningProof['signatur']): string =>
  `${PRUEFUNG[s.indication]}${s.subIndication ? ` (${s.subIndication})` : ''}`;

interface Props {
  readonly nachweis: SigningProof | null;
  /** e.g. „Prüfung RPA: gezeichnet“ */
  readonly titel: string;
  /** what was signed */
  readonly worum: string;
  readonly onClose: () => void;
}

/** After signing: what was found when the result was checked, not merely that it was done. */
export function Erfolg({ nachweis, titel, worum, onClose }: Props) {
  const s = nachweis?.signatur;
  const gut = s?.indication === 'TOTAL_PASSED';
  const summe = <span className="am-mono">{nachweis ? hashGruppen(nachweis.sha256) : ''}</span>;
  const Icon = gut ? ShieldCheck : ShieldAlert;
  return (
    <Dialog
      titel={titel}
      onClose={onClose}
      fuss={
        <>
          {nachweis?.document ? (
            <LinkButton
              icon={Download}
              href={downloadUrl(nachweis.document.sha256, nachweis.document.name)}
              download={nachweis.document.name}
            >
              PDF speichern
            </LinkButton>
          ) : null}
          <Button art="primary" onClick={onClose}>
            Fertig
          </Button>
        </>
      }
    >
      <div className={`am-box am-box--${gut ? 'gut' : 'warnung'}`} role="status">
        <Icon size={24} aria-hidden />
        <p className="am-box__titel">{gut ? 'Die Signatur ist gültig' : 'Signiert – Prüfung vorläufig'}</p>
        <p>{s?.satz ?? 'Die Zeichnung ist vermerkt.'}</p>
      </div>
      {nachweis?.hinweis ? <Note art="warnung">{nachweis.hinweis}</Note> : null}
      {s ? (
        <DescriptionList
          breit
          angaben={[
            ['Vorgang', worum],
            ['Unterzeichnet von', s.unterzeichner],
            ['Zeit', s.zeit ? zeitLang(s.zeit) : null],
            ['Art', NIVEAU[s.niveau]],
            ['Stufe', nachweis ? STUFE[nachweis.stufe] : null],
            ['Prüfergebnis', pruefergebnis(s)],
            ['Prüfsumme', summe],
            [
              'Nachweis',
              nachweis?.document ? (
                <a href={`#/pruefen?dokument=${nachweis.sha256}`} onClick={onClose}>
                  Prüfbericht und Nachweise
                </a>
              ) : null,
            ],
          ]}
        />
      ) : null}
    </Dialog>
  );
}
