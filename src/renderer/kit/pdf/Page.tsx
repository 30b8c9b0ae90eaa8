import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import type { PdfZiel } from '../PdfView.tsx';
import { TextLayer } from './load.ts';

interface Props {
  readonly doc: PDFDocumentProxy;
  readonly nummer: number;
  readonly scale: number;
  /** size of page 1 at scale 1, for the space of pages not yet drawn */
  readonly muster: { readonly breite: number; readonly hoehe: number };
  /** a frame on this page to be shown; null: none */
  readonly marke?: PdfZiel | null;
}

/** One page: drawn when it comes near the window, let go when it is far. */
export function Page({ doc, nummer, scale, muster, marke = null }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [nah, setNah] = useState(false);
  const [page, setPage] = useState<PDFPageProxy | null>(null);

  useEffect(() => {
    if (!box.current) return;
    const watch = new IntersectionObserver((hits) => setNah(hits.some((h) => h.isIntersecting)), {
      root: box.current.closest('.am-pdf__scroll'),
      rootMargin: '800px 0px',
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    if (!nah || page) return;
    let alive = true;
    doc.getPage(nummer).then(
      (p) => {
        if (alive) setPage(p);
      },
      () => {}, // the document was closed meanwhile
    );
    return () => {
      alive = false;
    };
  }, [doc, nummer, nah, page]);

  useEffect(() => {
    const target = canvas.current;
    const layer = text.current;
    if (!page || !nah || !target || !layer) return;
    const ratio = Math.min(window.devicePixelRatio || 1, 2.5);
    const viewport = page.getViewport({ scale });
    target.width = Math.floor(viewport.width * ratio);
    target.height = Math.floor(viewport.height * ratio);
    const drawing = page.render({
      canvas: target,
      viewport,
      transform: [ratio, 0, 0, ratio, 0, 0],
    });
    // a cancelled drawing, and cancelled words, reject; that is expected
    drawing.promise.catch(() => {});
    layer.replaceChildren();
    layer.style.setProperty('--total-scale-factor', String(scale));
    const words = new TextLayer({
      textContentSource: page.streamTextContent(),
      container: layer,
      viewport,
    });
    words.render().catch(() => {});
    return () => {
      drawing.cancel();
      words.cancel();
    };
  }, [page, nah, scale]);

  const size = page?.getViewport({ scale });
  const frame = useRef<HTMLDivElement>(null);
  const mal = page && marke ? marke.mal : null;
  useEffect(() => {
    if (mal !== null) frame.current?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [mal]);
  const ecken =
    size && marke?.rahmen
      ? [
          ...size.convertToViewportPoint(marke.rahmen[0], marke.rahmen[1]),
          ...size.convertToViewportPoint(marke.rahmen[2], marke.rahmen[3]),
        ]
      : null;
  return (
    <div
      ref={box}
      className="am-pdf__page"
      data-seite={nummer}
      role="group"
      aria-label={`Seite ${nummer}`}
      style={{
        width: size?.width ?? muster.breite * scale,
        height: size?.height ?? muster.hoehe * scale,
      }}
    >
      {nah ? <canvas ref={canvas} aria-hidden /> : null}
      <div ref={text} className="textLayer" />
      {ecken ? <div ref={frame} className="am-pdf__marke" style={boxOf(ecken)} aria-hidden /> : null}
    </div>
  );
}

/** Two corners as pdf.js gives them, as the box between them. */
const boxOf = (ecken: readonly number[]) => {
  const [ax = 0, ay = 0, bx = 0, by = 0] = ecken;
  return {
    left: Math.min(ax, bx),
    top: Math.min(ay, by),
    width: Math.abs(bx - ax),
    height: Math.abs(by - ay),
  };
};
