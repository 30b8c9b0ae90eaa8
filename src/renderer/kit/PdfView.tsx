import { lazy, Suspense } from 'react';

export interface PdfViewProps {
  readonly url: string;
  readonly titel: string;
  /** shown in the toolbar, e.g. a choice of documents */
  readonly kopf?: React.ReactNode;
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
