import { PageHeader } from '../kit/Layout.tsx';
export default function Pruefen() {
  return <PageHeader titel="Pruefen" />;
}
