import { app, BrowserWindow } from 'electron';

/** A bare Electron with one window, for whatever page its last argument names. */
app
  .whenReady()
  .then(() => new BrowserWindow({ width: 960, height: 760 }).loadFile(process.argv.at(-1) ?? ''))
  .catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
