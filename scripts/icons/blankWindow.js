// An empty page to draw on. It shows nothing of ours, and reaches no network.
import { app, BrowserWindow } from 'electron';

app.whenReady().then(
  () => new BrowserWindow({ show: false, webPreferences: { sandbox: true } }).loadURL('about:blank'),
  (error) => {
    console.error(error);
    app.exit(1);
  },
);
