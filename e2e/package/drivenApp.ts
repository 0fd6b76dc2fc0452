import { createServer, type AddressInfo } from 'node:net';
import { chromium, expect, type Browser, type Page } from '@playwright/test';

export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The page of an app that was started with `--remote-debugging-port`. */
export async function driveApp(port: number): Promise<{ browser: Browser; page: Page }> {
  const connected: Browser[] = [];
  await expect
    .poll(
      async () => {
        const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null);
        if (browser !== null) connected.push(browser);
        return connected.length;
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  const [browser] = connected as [Browser];
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('The app has no window');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return { browser, page };
}
