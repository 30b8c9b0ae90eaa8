import { lazy, Suspense } from 'react';

/** A place to jump to: a page, and a frame on it in points from the lower left (left, bottom, right, top). */
export interface PdfZiel {
  readonly seite: number;
  readonly rahmen?: readonly [number, number, number, number];
  /** counts up, so that the same place can be asked for again */
  readonly mal: number;
}

export interface PdfViewProps {
  readonly url: string;
  readonly titel: string;
  /** shown in the toolbar, e.g. a choice of documents */
  readonly kopf?: React.ReactNode;
  /** further buttons in the toolbar */
  readonly werkzeuge?: React.ReactNode;
  /** beside the pages, e.g. the signatures of the document */
  readonly neben?: React.ReactNode;
  /** page to be shown, and the frame on it to be marked */
  readonly ziel?: PdfZiel | null;
}

const Lazy = lazy(() => import('./pdf/Viewer.tsx'));

/** A PDF with pages, text layer, zoom and print; pdf.js is loaded with the first document. */
export function PdfView(props: PdfViewProps) {
  return (
    <Suspense fallback={<div className="am-pdf" aria-busy="true" />}>
      {/* a new document is a new viewer: nothing of the former page can stay on screen */}
      <Lazy key={props.url} {...props} />
    </Suspense>
  );
}
