import { Component, type ReactNode } from 'react';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';

const broken = {
  code: 'ansicht.fehler',
  params: {},
  heading: 'Diese Ansicht ist gestört',
  cause:
    'In der Anzeige ist ein Programmfehler aufgetreten. Gespeicherte Eingaben sind davon nicht betroffen.',
  next: 'Laden Sie die Ansicht neu. Bleibt der Fehler, melden Sie ihn der Systembetreuung.',
};

interface Props {
  readonly children: ReactNode;
  /** a new key tries again, e.g. another page */
  readonly schluessel?: string;
}

/** A bug in one page must not take the window with it. */
export class ErrorBoundary extends Component<Props, { readonly failed: string | null }> {
  override state = { failed: null as string | null };
  static getDerivedStateFromError(): { readonly failed: string } {
    return { failed: 'ja' };
  }
  override componentDidUpdate(before: Props): void {
    if (this.state.failed !== null && before.schluessel !== this.props.schluessel) {
      this.setState({ failed: null });
    }
  }
  override render(): ReactNode {
    if (this.state.failed === null) return this.props.children;
    return (
      <div className="am-stack">
        <ErrorBox problem={broken}>
          <p>
            <Button onClick={() => this.setState({ failed: null })}>Ansicht neu laden</Button>
          </p>
        </ErrorBox>
      </div>
    );
  }
}
