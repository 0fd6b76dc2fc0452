// @vitest-environment happy-dom
import { createPinia, type Pinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { useAppStore } from '../stores/app';
import { useChatStore } from '../stores/chat';
import { agentSays, chatWith, customerSays, snapshotWith } from '../testing/builders';
import { installFakeMain } from '../testing/fakeMain';
import { mirrorMain } from './mirrorMain';

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('the stores as a mirror of main', () => {
  let pinia: Pinia;
  beforeEach(() => {
    pinia = createPinia();
  });

  it('show the snapshot', async () => {
    installFakeMain(snapshotWith({ chat: chatWith(), kiosk: true, version: '1.2.3' }));
    mirrorMain(pinia);
    await settle();
    const app = useAppStore(pinia);
    expect(useChatStore(pinia).view).toEqual(chatWith());
    expect([app.readiness, app.kiosk, app.version]).toEqual(['ready', true, '1.2.3']);
  });

  it('append what a change appends, and leave the rest as it is', async () => {
    const [first, second] = [agentSays('hi'), customerSays('hello')];
    const main = installFakeMain(snapshotWith({ chat: chatWith({ items: [first] }) }));
    mirrorMain(pinia);
    await settle();
    main.emit('chat:changed', { appendItems: [second], agentTyping: 'Kim' });
    expect(useChatStore(pinia).view).toEqual(chatWith({ items: [first, second], agentTyping: 'Kim' }));
  });

  it('replace the items when a new chat replaces everything', async () => {
    const fresh = agentSays('a new chat');
    const main = installFakeMain(snapshotWith({ chat: chatWith({ items: [agentSays('an old one')] }) }));
    mirrorMain(pinia);
    await settle();
    main.emit('chat:changed', { replaceItems: true, appendItems: [fresh] });
    expect(useChatStore(pinia).items).toEqual([fresh]);
    main.emit('chat:changed', { replaceItems: true });
    expect(useChatStore(pinia).items).toEqual([]);
  });

  it('follow the connection and the demo', async () => {
    const main = installFakeMain(
      snapshotWith({ connection: { ...snapshotWith().connection, configured: false } }),
    );
    mirrorMain(pinia);
    await settle();
    const app = useAppStore(pinia);
    expect(app.canChat).toBe(false);
    main.emit('demo:changed', { name: 'running', consoleUrl: 'http://127.0.0.1:1/' });
    expect(app.canChat).toBe(true);
    main.emit('demo:changed', { name: 'off', consoleUrl: null });
    main.emit('connection:changed', snapshotWith().connection);
    expect(app.canChat).toBe(true);
  });

  it('hear nothing any more once stopped', async () => {
    const main = installFakeMain();
    const mirror = mirrorMain(pinia);
    await settle();
    mirror.stop();
    main.emit('chat:changed', { agentTyping: 'Kim' });
    expect(useChatStore(pinia).agentTyping).toBeNull();
  });
});
