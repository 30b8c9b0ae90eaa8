import { ChevronLeft, ChevronRight, Maximize2, Printer, ZoomIn, ZoomOut } from 'lucide-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useCallback, useEffect, useRef, useState } from 'react';
import { IconButton } from '../Button.tsx';
import { ErrorBox, Progress } from '../Boxes.tsx';
import type { PdfViewProps } from '../PdfView.tsx';
import { openPdf } from './load.ts';
import './pdf.css';
import { Page } from './Page.tsx';
import { printPdf } from './print.ts';
import { clampZoom, fitWidth, nextZoom } from './zoom.ts';

const unreadable = {
  code: 'pdf.anzeige',
  params: {},
  heading: 'Das Dokument kann nicht angezeigt werden',
  cause: 'Die Datei ist kein lesbares PDF, oder Sie dürfen sie nicht lesen.',
  next: 'Speichern Sie die Datei und öffnen Sie sie mit einem anderen Programm.',
};

export default function Viewer({ url, titel, kopf, werkzeuge, neben, ziel }: PdfViewProps) {
  const [doc, setDoc] = useState<PDFDocumentProxy | null>(null);
  const [failed, setFailed] = useState(false);
  const [loaded, setLoaded] = useState<readonly [number, number]>([0, 0]);
  const [muster, setMuster] = useState({ breite: 595, hoehe: 842 });
  /** null: as wide as the window */
  const [zoom, setZoom] = useState<number | null>(null);
  const [breite, setBreite] = useState(0);
  const [seite, setSeite] = useState(1);
  const [druck, setDruck] = useState<readonly [number, number] | null>(null);
  const scroller = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const job = openPdf(url, (done, total) => setLoaded([done, total]));
    let alive = true;
    const open = async () => {
      const d = await job.promise;
      const first = (await d.getPage(1)).getViewport({ scale: 1 });
      if (!alive) return;
      setMuster({ breite: first.width, hoehe: first.height });
      setDoc(d);
    };
    // leaving the page ends the loading with an error that nobody needs to see
    open().catch(() => {
      if (alive) setFailed(true);
    });
    return () => {
      alive = false;
      job.cancel();
    };
  }, [url]);

  useEffect(() => {
    const target = scroller.current;
    if (!target) return;
    const watch = new ResizeObserver(() => setBreite(target.clientWidth));
    watch.observe(target);
    return () => watch.disconnect();
  }, []);

  const scale = clampZoom(zoom ?? fitWidth(breite, muster.breite));
  const pages = doc?.numPages ?? 0;

  const goTo = useCallback((n: number) => {
    scroller.current?.querySelector(`[data-seite="${n}"]`)?.scrollIntoView({ block: 'start' });
  }, []);

  // once there are pages; a jump within a page waits for the frame itself, which scrolls to its place
  const bereit = doc !== null && breite > 0;
  useEffect(() => {
    if (bereit && ziel) goTo(ziel.seite);
  }, [bereit, ziel, goTo]);

  /** the page that covers the upper third of the view */
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const line = box.getBoundingClientRect().top + box.clientHeight / 3;
    for (const el of box.querySelectorAll<HTMLElement>('[data-seite]')) {
      if (el.getBoundingClientRect().bottom > line) {
        setSeite(Number(el.dataset['seite']));
        return;
      }
    }
  };

  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const step: Record<string, () => void> = {
      '+': () => setZoom(nextZoom(scale, 1)),
      '-': () => setZoom(nextZoom(scale, -1)),
      '0': () => setZoom(null),
      ArrowRight: () => goTo(Math.min(pages, seite + 1)),
      ArrowLeft: () => goTo(Math.max(1, seite - 1)),
      Home: () => goTo(1),
      End: () => goTo(pages),
    };
    const run = step[e.key];
    if (!run) return;
    e.preventDefault();
    run();
  };

  return (
    <section className="am-pdf" aria-label={titel}>
      <div className="am-pdf__bar">
        <h2 className={kopf ? 'kern-sr-only' : ''} title={titel}>
          {titel}
        </h2>
        {kopf}
        <div className="am-pdf__tools">
          {werkzeuge}
          <IconButton
            icon={ChevronLeft}
            text="Vorige Seite (←)"
            disabled={seite <= 1}
            onClick={() => goTo(seite - 1)}
          />
          <span className="am-pdf__count" aria-live="polite">
            {pages > 0 ? `Seite ${seite} von ${pages}` : 'Lädt …'}
          </span>
          <IconButton
            icon={ChevronRight}
            text="Nächste Seite (→)"
            disabled={seite >= pages}
            onClick={() => goTo(seite + 1)}
          />
          <span className="am-pdf__sep" />
          <IconButton
            icon={ZoomOut}
            text="Verkleinern (-)"
            disabled={!doc}
            onClick={() => setZoom(nextZoom(scale, -1))}
          />
          <IconButton
            icon={ZoomIn}
            text="Vergrößern (+)"
            disabled={!doc}
            onClick={() => setZoom(nextZoom(scale, 1))}
          />
          <IconButton
            icon={Maximize2}
            text="Ganze Breite (0)"
            disabled={!doc}
            onClick={() => setZoom(null)}
          />
          <IconButton
            icon={Printer}
            text="Dokument drucken"
            disabled={!doc || druck !== null}
            onClick={() => {
              if (!doc) return;
              setDruck([0, pages]);
              void printPdf(doc, (done, total) => setDruck([done, total])).finally(() => setDruck(null));
            }}
          />
        </div>
      </div>
      {druck ? (
        <div className="am-pdf__note">
          <Progress erledigt={druck[0]} gesamt={druck[1]} text="Seiten für den Druck vorbereitet" />
        </div>
      ) : null}
      <div className="am-pdf__body">
        <div
          ref={scroller}
          className="am-pdf__scroll"
          tabIndex={0}
          role="region"
          aria-label={`${titel}: Seiten`}
          onScroll={onScroll}
          onKeyDown={onKeyDown}
        >
          {failed ? <ErrorBox problem={unreadable} /> : null}
          {!doc && !failed && loaded[1] > 2_000_000 ? (
            <Progress erledigt={loaded[0]} gesamt={loaded[1]} text="Dokument wird geladen" prozent />
          ) : null}
          {doc && breite > 0
            ? Array.from({ length: pages }, (_, i) => (
                <Page
                  key={i}
                  doc={doc}
                  nummer={i + 1}
                  scale={scale}
                  muster={muster}
                  marke={ziel?.seite === i + 1 && ziel.rahmen ? ziel : null}
                />
              ))
            : null}
        </div>
        {neben}
      </div>
    </section>
  );
}
