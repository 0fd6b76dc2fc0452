// The least that an Electron app with a window can be: what ours is held against.
const { join } = require('node:path');
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 960, height: 760, webPreferences: { sandbox: true } });
  void window.loadFile(join(__dirname, 'index.html'));
});
