import { CloudOff } from 'lucide-react';
import type { Balken } from '../../../domain/bestattung/auswahl/zeitstrahl.ts';
import { uhrzeit } from '../../kit/format.ts';
import type { Terminziel } from '../fall/terminwahl.ts';
import { ZUSTAND_ICON } from '../teile.tsx';
import { lage, minuten, type Rahmen } from './rechnen.ts';
import type { createZiehen } from './ziehen.ts';

interface Props {
  readonly id: string;
  readonly balken: Balken;
  readonly spur: number;
  readonly rahmen: Rahmen;
  readonly tag: string;
  readonly aktiv: boolean;
  readonly onFokus: (id: string) => void;
  readonly onOeffnen: (vorgang: string) => void;
  readonly onVerschieben: (ziel: Terminziel) => void;
  readonly ziehen: ReturnType<typeof createZiehen>;
}

/** One bar: who or which grave, and its state in words with an icon; pattern and colour only repeat it. */
export function Balkenzelle({ id, balken: b, spur, rahmen, tag, aktiv, ...tun }: Props) {
  const Icon = ZUSTAND_ICON[b.zustand];
  const kurz = minuten(b.bis) - minuten(b.von) < 60;
  const beweglich = b.zustand !== 'erledigt';
  return (
    <div
      role="gridcell"
      tabIndex={aktiv ? 0 : -1}
      data-zelle={id}
      className={`fh-balken fh-balken--${b.zustand}`}
      style={{ ...lage(minuten(b.von), minuten(b.bis), rahmen), '--spur': spur } as React.CSSProperties}
      aria-keyshortcuts={beweglich ? 'V' : undefined}
      title={`${b.titel}\n${uhrzeit(b.von)}–${uhrzeit(b.bis)} Uhr\n${b.text}`}
      onFocus={() => tun.onFokus(id)}
      onClick={() => tun.onOeffnen(b.vorgang)}
      onKeyDown={(e) => {
        if (e.key === 'Enter' || e.key === ' ') {
          e.preventDefault();
          tun.onOeffnen(b.vorgang);
        } else if (e.key.toLowerCase() === 'v' && beweglich && !e.ctrlKey && !e.metaKey) {
          e.preventDefault();
          tun.onVerschieben({ vorgang: b.vorgang, tag: null, uhrzeit: null, halle: null });
        }
      }}
      {...(beweglich ? tun.ziehen(b, tag) : {})}
    >
      <b>
        {kurz ? kurzname(b) : b.titel}
        {b.vorlaeufig ? <CloudOff size={14} aria-hidden /> : null}
      </b>
      <span>
        <Icon size={14} aria-hidden />
        {kurz ? null : b.text}
        <span className="kern-sr-only">
          {kurz ? b.ansage : `, ${uhrzeit(b.von)} bis ${uhrzeit(b.bis)} Uhr`}
        </span>
      </span>
    </div>
  );
}

/** In half an hour there is room for one word: the family name, or the number of the grave. */
const kurzname = (b: Balken): string =>
  b.ressource.startsWith('halle:')
    ? (b.titel.split(' ').at(-1) ?? b.titel)
    : (/\d\d-[A-Z]\d?-\d+/.exec(b.titel)?.[0] ?? 'Grab offen');
