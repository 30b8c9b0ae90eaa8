// Rules of this house that no linter brings along; loaded by .oxlintrc.json. JavaScript, so that any Node can run it.

/** Name of what is called or read: `BrowserWindow` of both `BrowserWindow` and `electron.BrowserWindow`. */
const lastName = (node) =>
  node.type === 'Identifier'
    ? node.name
    : node.type === 'MemberExpression' && !node.computed
      ? node.property.name
      : null;

const report = (context, message) => (node) => context.report({ node, message });

/** `new BrowserWindow`: all secure options are set in one place. */
const oneWindowFactory = {
  create: (context) => ({
    NewExpression(node) {
      if (['BrowserWindow', 'BrowserView', 'WebContentsView'].includes(lastName(node.callee))) {
        report(context, 'Windows are made by shell/electron/window.ts only.')(node);
      }
    },
  }),
};

/** ipcMain, ipcRenderer and webContents.send: every message goes through the one checked wrapper. */
const noRawIpc = {
  create: (context) => ({
    MemberExpression(node) {
      const raw = ['ipcMain', 'ipcRenderer'].includes(lastName(node.object) ?? '');
      if (raw) report(context, 'Raw IPC: use the bridge; its edge is shell/electron/ipc.ts.')(node);
    },
    CallExpression(node) {
      const { callee } = node;
      const sends =
        callee.type === 'MemberExpression' &&
        ['send', 'sendSync', 'postMessage'].includes(lastName(callee) ?? '');
      if (sends && lastName(callee.object) === 'webContents') {
        report(context, 'Raw IPC: the shell tells the window events in shell/electron/app.ts.')(node);
      }
    },
  }),
};

/** No clock, no chance in domain and ledger: both come in as facts or arguments. */
const pureRules = {
  create: (context) => {
    const clock = report(context, 'A rule has no clock: the time comes in with the facts.');
    const chance = report(context, 'A rule has no chance: ids and randomness come in from outside.');
    return {
      NewExpression(node) {
        if (lastName(node.callee) === 'Date' && node.arguments.length === 0) clock(node);
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type === 'Identifier' && callee.name === 'Date') clock(node);
        if (callee.type !== 'MemberExpression') return;
        const [object, name] = [lastName(callee.object), lastName(callee)];
        if ((object === 'Date' || object === 'performance') && name === 'now') clock(node);
        if (object === 'Now') clock(node); // Temporal.Now.*
        if (object === 'Math' && name === 'random') chance(node);
        if (object === 'crypto' && ['randomUUID', 'getRandomValues'].includes(name ?? '')) chance(node);
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { 'one-window-factory': oneWindowFactory, 'no-raw-ipc': noRawIpc, 'pure-rules': pureRules },
};
