import { spawn } from 'node:child_process';
import { mkdtempSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
import { prepareElectron } from './electron/launch';
const electron = await prepareElectron({ log: () => undefined });
for (const where of ['', 'supervisor']) {
  const data = mkdtempSync('/tmp/sl-');
  const folder = where === '' ? data : `${data}/${where}`;
  mkdirSync(folder, { recursive: true });
  symlinkSync('other-999999', `${folder}/SingletonLock`);
  writeFileSync(data + '/settings.json', JSON.stringify({ serverUrl: 'http://127.0.0.1:9', contactCenterId: 'bench' }));
  const child = spawn(electron.executablePath, [...electron.args, '/tmp/new', '--user-data-dir=' + data, '--kiosk', ...(where === '' ? [] : ['--supervised'])], { env: electron.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  for (const s of [child.stdout, child.stderr]) s.on('data', (c: Buffer) => (out += c.toString()));
  let code: unknown = 'runs';
  child.once('exit', (c, s) => (code = c ?? s));
  await new Promise((r) => setTimeout(r, 5000));
  console.log(where || 'app', 'exit:', code, '\n', out.slice(0, 1500));
  child.kill('SIGTERM');
  await new Promise((r) => setTimeout(r, 3000));
}
await electron.stop(); process.exit(0);
