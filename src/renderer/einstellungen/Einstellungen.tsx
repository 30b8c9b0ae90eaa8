import { PageHeader } from '../kit/Layout.tsx';
export default function Einstellungen() {
  return <PageHeader titel="Einstellungen" />;
}
