import type { PointerEvent } from 'react';
import type { Balken } from '../../../domain/bestattung/auswahl/zeitstrahl.ts';
import type { Terminziel } from '../fall/terminwahl.ts';
import { minuten, type Rahmen } from './rechnen.ts';

/** Starts of burials lie on this grid; the dialog checks it again. */
const RASTER_MIN = 30;
/** A hand that trembles does not drag. */
const SCHWELLE_PX = 6;

const zweistellig = (n: number): string => String(n).padStart(2, '0');
export const alsUhrzeit = (min: number): string =>
  `${zweistellig(Math.floor(min / 60))}:${zweistellig(min % 60)}`;

/** The click that follows a drag must not open the case; the next one does again. */
function schluckeKlick(zelle: HTMLElement, losgelassen: boolean): void {
  const stumm = (c: MouseEvent): void => (c.stopPropagation(), c.preventDefault());
  zelle.addEventListener('click', stumm, true);
  const weg = (): void => void setTimeout(() => zelle.removeEventListener('click', stumm, true), 0);
  // given up with Escape: the button is still down
  if (losgelassen) weg();
  else addEventListener('pointerup', weg, { once: true });
}

/**
 * Dragging a bar: it follows the pointer and says the time it would begin; letting go opens the dialog with that
 * day, time and hall. Nothing is moved by dragging alone.
 */
export function createZiehen(rahmen: Rahmen, onZiel: (ziel: Terminziel) => void) {
  return (b: Balken, tag: string) => ({
    onPointerDown: (down: PointerEvent<HTMLElement>) => {
      if (down.button !== 0 || b.zweck === 'aushub') return;
      const zelle = down.currentTarget;
      const spur = zelle.parentElement;
      if (!spur) return;
      const breite = spur.getBoundingClientRect().width;
      const proMinute = breite / ((rahmen.bis - rahmen.von) * 60);
      const start = { x: down.clientX, y: down.clientY };
      let gezogen = false;

      const beginn = (x: number): number => {
        const min = minuten(b.von) + (x - start.x) / proMinute;
        return Math.round(min / RASTER_MIN) * RASTER_MIN;
      };
      const zielUnter = (e: globalThis.PointerEvent): HTMLElement | null =>
        document
          .elementsFromPoint(e.clientX, e.clientY)
          .map((el) => el.closest<HTMLElement>('[data-ziel]'))
          .find((el) => el !== null) ?? null;
      const bewege = (e: globalThis.PointerEvent): void => {
        if (!gezogen && Math.hypot(e.clientX - start.x, e.clientY - start.y) < SCHWELLE_PX) return;
        gezogen = true;
        zelle.dataset['gezogen'] = alsUhrzeit(beginn(e.clientX));
        zelle.style.translate = `${e.clientX - start.x}px ${e.clientY - start.y}px`;
      };
      const ende = (e: globalThis.PointerEvent, fertig: boolean): void => {
        removeEventListener('pointermove', bewege);
        removeEventListener('pointerup', los);
        removeEventListener('pointercancel', ab);
        removeEventListener('keydown', taste, true);
        zelle.style.translate = '';
        delete zelle.dataset['gezogen'];
        if (!gezogen) return;
        schluckeKlick(zelle, fertig);
        if (!fertig) return;
        const ziel = zielUnter(e);
        const ressource = ziel?.dataset['ressource'] ?? '';
        // what lies at the grave begins with the ceremony before it: the dialog starts from the shift in time
        onZiel({
          vorgang: b.vorgang,
          tag: ziel?.dataset['ziel'] ?? tag,
          uhrzeit: b.zweck === 'feier' ? alsUhrzeit(beginn(e.clientX)) : null,
          versatzMin: b.zweck === 'feier' ? 0 : beginn(e.clientX) - minuten(b.von),
          halle: ressource.startsWith('halle:') ? ressource.slice('halle:'.length) : null,
        });
      };
      const los = (e: globalThis.PointerEvent): void => ende(e, true);
      const ab = (e: globalThis.PointerEvent): void => ende(e, false);
      const taste = (e: globalThis.KeyboardEvent): void => {
        if (e.key === 'Escape') ende(new globalThis.PointerEvent('pointercancel'), false);
      };
      addEventListener('pointermove', bewege);
      addEventListener('pointerup', los);
      addEventListener('pointercancel', ab);
      addEventListener('keydown', taste, true);
    },
  });
}
