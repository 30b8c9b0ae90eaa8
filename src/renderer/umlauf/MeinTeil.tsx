import { CircleHelp, PenLine, Reply } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Tag } from '../../domain/shared/vorgang.ts';
import type { Rueckfrage, Schritt } from '../../domain/umlauf/index.ts';
import { Button } from '../kit/Button.tsx';
import { tagKurz } from '../kit/format.ts';
import { StatusTag } from '../kit/Status.tsx';
import type { OffenerDialog } from './dialoge/offen.ts';
import { aktionenOf, allowed, myStep, type UmlaufVorgang } from './vorgang.ts';

/** What a route asks of this person now: a step to sign, and a question to answer before anything else. */
export interface MeinTeil {
  readonly schritt: Schritt | null;
  readonly frage: Rueckfrage | null;
}

/** `laeuft`: the Vorgang is on its way, so that a step can be signed. */
export function meinTeilAn(vorgang: UmlaufVorgang | null, laeuft: boolean): MeinTeil {
  if (!vorgang) return { schritt: null, frage: null };
  const beantwortbar = allowed(aktionenOf(vorgang), 'answerRueckfrage').map((a) => a.schritt);
  const frage = vorgang.umlauf.rueckfragen.find(
    (r) => r.antwort === null && beantwortbar.includes(r.schritt) && r.von !== vorgang.person,
  );
  return { schritt: laeuft ? myStep(vorgang) : null, frage: frage ?? null };
}

/** „Sie sind dran“, until when, and whether that day is over. */
export function AmZug({ faellig, heute }: { readonly faellig: Tag | null; readonly heute: Tag }) {
  const spaet = faellig !== null && faellig < heute;
  const bis = faellig ? ` – bis ${tagKurz(faellig, heute)}` : '';
  return (
    <StatusTag
      stufe={spaet ? 'fehler' : 'wartet'}
      text={`${spaet ? 'Überfällig – Sie sind dran' : 'Sie sind dran'}${bis}`}
    />
  );
}

/** Asks somebody before one signs oneself; nothing for who has no step, or a question to answer first. */
export function RueckfrageKnopf({ teil, open }: { teil: MeinTeil; open: (d: OffenerDialog) => void }) {
  const { schritt, frage } = teil;
  if (!schritt || frage) return null;
  return (
    <Button icon={CircleHelp} onClick={() => open({ art: 'rueckfrage', schritt: schritt.id })}>
      Rückfrage …
    </Button>
  );
}

/** The primary action of who is asked: answer, else sign. Null: this person is not asked. */
export function hauptaktion(
  { schritt, frage }: MeinTeil,
  zeichnen: (schritt: Schritt) => string,
  open: (d: OffenerDialog) => void,
): ReactElement | null {
  if (frage) {
    return (
      <Button
        art="primary"
        icon={Reply}
        taste="Strg+Enter"
        onClick={() => open({ art: 'antwort', frage: frage.id })}
      >
        Rückfrage beantworten …
      </Button>
    );
  }
  return schritt ? (
    <Button
      art="primary"
      icon={PenLine}
      taste="Strg+Enter"
      onClick={() => open({ art: 'zeichnen', schritt: schritt.id })}
    >
      {zeichnen(schritt)}
    </Button>
  ) : null;
}
