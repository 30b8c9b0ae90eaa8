import type { ComponentType } from 'react';
import type { Feld } from './form.ts';

/** Where a value stands in the table, and what was found wrong there. */
export interface Ort {
  /** path as the refusal names it: `arten.3.norm` */
  readonly pfad: string;
  readonly mangel: (pfad: string) => string | null;
}

export const unter = (ort: Ort, name: string | number): Ort => ({
  ...ort,
  pfad: ort.pfad === '' ? String(name) : `${ort.pfad}.${name}`,
});

export interface WertfeldProps {
  readonly feld: Feld;
  readonly label: string;
  readonly wert: unknown;
  readonly onChange: (wert: unknown) => void;
  readonly ort: Ort;
}

/** Records and lists show their parts with the component that shows them: it is handed down. */
export interface Teil {
  readonly Ansicht: ComponentType<WertfeldProps>;
}
