import { createRoot } from 'react-dom/client';
import './kit/css/index.css';
import { App } from './shell/App.tsx';
import { startAnzeige } from './shell/anzeige.ts';
import { startState } from './shell/state.ts';

startAnzeige();
startState();
const root = document.getElementById('amtsmappe');
if (root) createRoot(root).render(<App />);
