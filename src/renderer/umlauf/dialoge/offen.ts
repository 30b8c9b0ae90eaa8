import { findSchritt, type Schritt } from '../../../domain/umlauf/index.ts';
import type { UmlaufVorgang } from '../vorgang.ts';

/** Which dialog is open; the menu and the keyboard set it. */
export type OffenerDialog =
  | { readonly art: 'zeichnen' | 'rueckfrage' | 'ersatz' | 'ueberspringen'; readonly schritt: string }
  | { readonly art: 'antwort'; readonly frage: string }
  | { readonly art: 'erinnern' | 'zurueckgeben' | 'schritt' | 'zurueckziehen' | 'konflikt' };

export const schrittOf = (v: UmlaufVorgang, id: string): Schritt | null => findSchritt(v.umlauf, id);
