import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { PDFDocumentProxy, PageViewport } from 'pdfjs-dist';
import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { IconButton } from '../kit/Button.tsx';
import { openPdf } from '../kit/pdf/load.ts';
import { fitRahmen, keyRahmen, rahmenBetween, startRahmen, type Rahmen } from './rahmen.ts';
import './pruefen.css';

/** Page and frame in points from the lower left corner, as PDF counts (ISO 32000-2, 8.3.2.3). */
export interface Sichtbar {
  readonly seite: number;
  readonly x: number;
  readonly y: number;
  readonly breite: number;
  readonly hoehe: number;
}

interface Props {
  readonly url: string;
  readonly seiten: number;
  /** how the frame will look, drawn in it */
  readonly inhalt: (rahmen: Rahmen) => ReactNode;
  readonly onChange: (sichtbar: Sichtbar) => void;
}

const WIDTH = 620;

type Zug = { readonly art: 'neu' | 'schieben' | 'ziehen'; readonly von: Punkt; readonly start: Rahmen };
type Punkt = { readonly x: number; readonly y: number };

/** Shows a page and lets one put the frame of the visible signature on it: by mouse, finger or arrow keys. */
export default function Platz({ url, seiten, inhalt, onChange }: Props) {
  const [doc, setDoc] = useState<PDFDocumentProxy | null>(null);
  const [seite, setSeite] = useState(seiten);
  const [view, setView] = useState<PageViewport | null>(null);
  const [rahmen, setRahmen] = useState<Rahmen | null>(null);
  const [zug, setZug] = useState<Zug | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const blatt = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const job = openPdf(url, () => {});
    job.promise.then(setDoc, () => {}); // without a picture of the page the keyboard still works
    return job.cancel;
  }, [url]);

  useEffect(() => {
    let stop = () => {};
    let alive = true;
    const draw = async () => {
      const page = await doc?.getPage(seite);
      if (!page || !alive || !canvas.current) return;
      const scale = WIDTH / page.getViewport({ scale: 1 }).width;
      const viewport = page.getViewport({ scale });
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      canvas.current.width = Math.floor(viewport.width * ratio);
      canvas.current.height = Math.floor(viewport.height * ratio);
      const drawing = page.render({
        canvas: canvas.current,
        viewport,
        transform: [ratio, 0, 0, ratio, 0, 0],
      });
      drawing.promise.catch(() => {}); // cancelled for another page
      stop = () => drawing.cancel();
      setView(viewport);
    };
    draw().catch(() => {}); // the dialog was closed meanwhile
    return () => {
      alive = false;
      stop();
    };
  }, [doc, seite]);

  const size = view && { breite: view.width / view.scale, hoehe: view.height / view.scale };
  const shown = size && fitRahmen(rahmen ?? startRahmen(size), size);
  const key = shown && `${seite} ${shown.x} ${shown.y} ${shown.breite} ${shown.hoehe} ${view?.scale}`;
  useEffect(() => {
    if (!view || !shown) return;
    const at = (x: number, y: number) =>
      view.convertToPdfPoint(x * view.scale, y * view.scale) as [number, number];
    const [ax, ay] = at(shown.x, shown.y);
    const [bx, by] = at(shown.x + shown.breite, shown.y + shown.hoehe);
    const { x, y, breite, hoehe } = rahmenBetween({ x: ax, y: ay }, { x: bx, y: by });
    onChange({ seite, x, y, breite, hoehe });
    // told only when page or frame have changed
    // eslint-disable-next-line
  }, [key]);

  // the frame usually stands at the foot of the page: it is what one wants to see first
  const hoch = view?.height;
  useEffect(() => {
    const box = scroller.current;
    if (box && hoch !== undefined) box.scrollTop = box.scrollHeight;
  }, [hoch, seite]);

  const pointOf = (e: PointerEvent): Punkt => {
    const box = blatt.current?.getBoundingClientRect();
    const factor = size && box ? size.breite / box.width : 1;
    return { x: (e.clientX - (box?.left ?? 0)) * factor, y: (e.clientY - (box?.top ?? 0)) * factor };
  };
  const begin = (art: Zug['art']) => (e: PointerEvent) => {
    if (!shown || e.button !== 0) return;
    e.stopPropagation();
    blatt.current?.setPointerCapture(e.pointerId);
    setZug({ art, von: pointOf(e), start: shown });
  };
  const move = (e: PointerEvent) => {
    if (!zug || !size) return;
    const p = pointOf(e);
    const dx = p.x - zug.von.x;
    const dy = p.y - zug.von.y;
    const { start } = zug;
    // a click on the page is no new frame yet
    if (zug.art === 'neu' && Math.abs(dx) + Math.abs(dy) < 8) return;
    const next = {
      neu: () => rahmenBetween(zug.von, p),
      schieben: () => ({ ...start, x: start.x + dx, y: start.y + dy }),
      ziehen: () => ({ ...start, breite: start.breite + dx, hoehe: start.hoehe + dy }),
    }[zug.art]();
    setRahmen(fitRahmen(next, size));
  };
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return (
    <div className="am-platz">
      <div className="am-row">
        <IconButton
          icon={ChevronLeft}
          text="Vorige Seite"
          disabled={seite <= 1}
          onClick={() => setSeite(seite - 1)}
        />
        <span aria-live="polite">
          Seite {seite} von {seiten}
        </span>
        <IconButton
          icon={ChevronRight}
          text="Nächste Seite"
          disabled={seite >= seiten}
          onClick={() => setSeite(seite + 1)}
        />
        <span className="am-muted am-small">
          Rahmen ziehen oder mit den Pfeiltasten schieben, mit Umschalt die Größe ändern
        </span>
      </div>
      <div ref={scroller} className="am-platz__scroll">
        <div
          ref={blatt}
          className="am-platz__blatt"
          onPointerDown={begin('neu')}
          onPointerMove={move}
          onPointerUp={() => setZug(null)}
          onPointerCancel={() => setZug(null)}
          style={size ? { aspectRatio: `${size.breite} / ${size.hoehe}` } : {}}
        >
          <canvas ref={canvas} aria-hidden />
          {shown && size ? (
            <div
              className="am-platz__rahmen"
              role="application"
              tabIndex={0}
              aria-label={`Platz der Unterschrift auf Seite ${seite}, ${Math.round(shown.x)} Punkt von links, ${Math.round(shown.y)} von oben, ${Math.round(shown.breite)} breit, ${Math.round(shown.hoehe)} hoch`}
              style={{
                left: percent(shown.x, size.breite),
                top: percent(shown.y, size.hoehe),
                width: percent(shown.breite, size.breite),
                height: percent(shown.hoehe, size.hoehe),
              }}
              onPointerDown={begin('schieben')}
              onKeyDown={(e) => {
                const next = keyRahmen(shown, e.key, e.shiftKey);
                if (!next) return;
                e.preventDefault();
                e.stopPropagation();
                setRahmen(fitRahmen(next, size));
              }}
            >
              {inhalt(shown)}
              <span className="am-platz__griff" aria-hidden onPointerDown={begin('ziehen')} />
            </div>
          ) : null}
        </div>
      </div>
    </div>
  );
}
