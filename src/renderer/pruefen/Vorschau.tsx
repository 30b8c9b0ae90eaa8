import { useEffect, useRef, useState } from 'react';
import { call } from '../bridge.ts';
import { openPdf } from '../kit/pdf/load.ts';
import { blobUrl } from '../kit/upload.ts';

interface Props {
  readonly breite: number;
  readonly hoehe: number;
  readonly grund: string;
  readonly ort: string;
  readonly bild: boolean;
}

const PAUSE_MS = 250;

/** The frame as it will be drawn into the document: made by the code that signs, shown as an image. */
export default function Vorschau({ breite, hoehe, grund, ort, bild }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [fehler, setFehler] = useState<string | null>(null);
  const [w, h] = [Math.round(breite), Math.round(hoehe)];
  useEffect(() => {
    let cancel = () => {};
    let alive = true;
    const draw = async () => {
      const answer = await call('sign.preview', { breite: w, hoehe: h, grund, ort, bild });
      if (!alive) return;
      setFehler(answer.ok ? null : answer.problem.cause);
      if (!answer.ok) return;
      const job = openPdf(blobUrl(answer.value.sha256), () => {});
      cancel = job.cancel;
      const page = await (await job.promise).getPage(1);
      const target = canvas.current;
      if (!alive || !target) return;
      const viewport = page.getViewport({ scale: 3 });
      target.width = viewport.width;
      target.height = viewport.height;
      await page.render({ canvas: target, viewport }).promise;
    };
    // while one types or drags, only the last state is worth drawing
    const timer = setTimeout(() => {
      draw().catch(() => {}); // the dialog was closed meanwhile
    }, PAUSE_MS);
    return () => {
      alive = false;
      clearTimeout(timer);
      cancel();
    };
  }, [w, h, grund, ort, bild]);
  return (
    <>
      <canvas ref={canvas} className="am-platz__bild" aria-hidden />
      {fehler ? <span className="am-platz__fehler">{fehler}</span> : null}
    </>
  );
}
