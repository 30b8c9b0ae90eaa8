import {
  Check,
  CheckCheck,
  Circle,
  CircleDot,
  Clock,
  CloudOff,
  FilePen,
  PenLine,
  TriangleAlert,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { StatusStufe } from '../../domain/shared/vorgang.ts';

const ICON: Readonly<Record<StatusStufe, LucideIcon>> = {
  entwurf: FilePen,
  laeuft: Circle,
  wartet: PenLine,
  warnung: Clock,
  fehler: TriangleAlert,
  gut: Check,
  ruht: CheckCheck,
};
/** further icons a Fach may ask for */
export const STATUS_ICON = { rueckfrage: Undo2, frist: Clock, punkt: CircleDot } as const;

interface Props {
  readonly stufe: StatusStufe;
  readonly text: string;
  readonly icon?: LucideIcon;
}

/** A state in words with its icon; the colour only repeats what both say. */
export function StatusTag({ stufe, text, icon }: Props) {
  const Icon = icon ?? ICON[stufe];
  return (
    <span className={`am-tag am-tag--${stufe}`}>
      <Icon size={16} aria-hidden />
      <span>{text}</span>
    </span>
  );
}

/** On everything that waits for the centre. */
export function VorlaeufigTag({ kurz }: { readonly kurz?: boolean }) {
  return (
    <span className="am-tag am-tag--vorlaeufig" title="Vorläufig: noch nicht von der Zentrale bestätigt">
      <CloudOff size={16} aria-hidden />
      <span className={kurz ? 'kern-sr-only' : ''}>Vorläufig</span>
    </span>
  );
}
