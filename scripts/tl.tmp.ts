import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { prepareElectron } from './electron/launch';
const electron = await prepareElectron({ log: () => undefined });
const folder = process.argv[2] ?? '/tmp/inst';
const rounds = Number(process.argv[3] ?? 4);
for (let i = 0; i < rounds; i++) {
  const data = mkdtempSync('/tmp/tl-');
  writeFileSync(data + '/settings.json', JSON.stringify({ serverUrl: 'http://127.0.0.1:9', contactCenterId: 'bench' }));
  const t0 = Date.now();
  const child = spawn(electron.executablePath, ['--remote-debugging-pipe', ...electron.args, folder, '--user-data-dir=' + data], { env: electron.env, stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  child.stderr!.on('data', (c: Buffer) => { for (const l of c.toString().split('\n')) { const m = /^T (.*) (\d+)$/.exec(l); if (m) lines.push(`${Number(m[2]) - t0} ${m[1]}`); } });
  const [, , , inp, out] = child.stdio as any;
  let buf = ''; let id = 0; const w = new Map<number, (x: any) => void>();
  out.setEncoding('utf8').on('data', (p: string) => { const ms = (buf + p).split('\0'); buf = ms.pop()!; for (const m of ms) { const j = JSON.parse(m); w.get(j.id)?.(j.result); } });
  const call = (method: string, params = {}, sessionId?: string) => { const n = ++id; inp.write(JSON.stringify({ id: n, method, params, sessionId }) + '\0'); return new Promise<any>((r) => w.set(n, r)); };
  let res: any = null;
  while (!res) {
    await new Promise((r) => setTimeout(r, 300));
    const { targetInfos } = await call('Target.getTargets');
    const page = targetInfos.find((t: any) => t.type === 'page');
    if (!page) continue;
    const { sessionId } = await call('Target.attachToTarget', { targetId: page.targetId, flatten: true });
    const r = await call('Runtime.evaluate', { expression: `(()=>{const [m]=performance.getEntriesByName('usable'); if(!m) return null; const n=performance.getEntriesByType('navigation')[0]; return JSON.stringify({o:performance.timeOrigin,usable:m.startTime,resp:n.responseEnd,di:n.domInteractive,dcl:n.domContentLoadedEventStart,fp:(performance.getEntriesByType('paint')[0]||{}).startTime,res:performance.getEntriesByType('resource').map(r=>[r.name.slice(-22),Math.round(r.startTime),Math.round(r.responseEnd)])})})()`, returnByValue: true }, sessionId);
    res = r?.result?.value ?? null;
  }
  const j = JSON.parse(res); const at = (x: number) => Math.round(j.o + x - t0);
  console.log('---'); console.log(lines.join('\n'));
  console.log('page: origin', at(0), 'resp', at(j.resp), 'interactive', at(j.di), 'dcl', at(j.dcl), 'paint', at(j.fp ?? 0), 'usable', at(j.usable), JSON.stringify(j.res));
  child.kill(); await new Promise((r) => child.once('exit', r));
}
await electron.stop(); process.exit(0);
