import { describe, expect, it } from 'vitest';
import type { ChatPhase, ConversationItem } from '@shared/chat';
import { screenOf, type ScreenFacts } from './screen';
import { agentCame } from './testing/builders';

function screenFor(phase: ChatPhase, facts: Partial<ScreenFacts> = {}, items: ConversationItem[] = []) {
  return screenOf({
    readiness: 'ready',
    kiosk: false,
    counter: null,
    canChat: true,
    settingsOpen: false,
    isOutOfService: false,
    chat: { phase, items },
    ...facts,
  });
}

const idle: ChatPhase = { name: 'idle' };

describe('the screen', () => {
  it.each<[ChatPhase, string]>([
    [idle, 'start'],
    [{ name: 'failed', reason: 'busy' }, 'start'],
    [{ name: 'requesting' }, 'waiting'],
    [{ name: 'waiting', sinceMs: 0 }, 'waiting'],
    [{ name: 'chatting' }, 'conversation'],
    [{ name: 'ended', reason: 'agent', atMs: 0 }, 'ended'],
  ])('follows the phase %j', (phase, screen) => {
    expect(screenFor(phase)).toBe(screen);
  });

  it('stays where it is while the end is being asked for', () => {
    expect(screenFor({ name: 'ending' })).toBe('waiting');
    expect(screenFor({ name: 'ending' }, {}, [agentCame()])).toBe('conversation');
  });

  it('asks for the connection before anything else can be done', () => {
    expect(screenFor(idle, { canChat: false })).toBe('firstRun');
  });

  it('never shows the customer of a kiosk a form for the connection', () => {
    expect(screenFor(idle, { canChat: false, kiosk: true })).toBe('notReady');
    expect(screenFor(idle, { settingsOpen: true, kiosk: true })).toBe('start');
  });

  it('never hides a chat behind the settings', () => {
    expect(screenFor(idle, { settingsOpen: true })).toBe('settings');
    expect(screenFor({ name: 'chatting' }, { settingsOpen: true, canChat: false })).toBe('conversation');
  });

  it('is the attract screen of a counter while nobody is there, and until all traces are gone', () => {
    expect(screenFor(idle, { kiosk: true, counter: { name: 'attract' } })).toBe('attract');
    expect(screenFor({ name: 'chatting' }, { kiosk: true, counter: { name: 'wiping' } })).toBe('attract');
    expect(screenFor(idle, { kiosk: true, counter: { name: 'inUse' } })).toBe('start');
    expect(screenFor(idle, { kiosk: true, canChat: false, counter: { name: 'attract' } })).toBe('notReady');
    expect(screenFor(idle, { kiosk: true, counter: { name: 'outOfService' } })).toBe('outOfService');
  });

  it('waits for main before it shows anything', () => {
    expect(screenFor(idle, { readiness: 'loading' })).toBe('loading');
    expect(screenFor(idle, { readiness: 'trouble' })).toBe('trouble');
  });

  it('says that a counter is closed, but never in the middle of a chat', () => {
    const closed = { kiosk: true, isOutOfService: true };
    expect([
      screenFor(idle, closed),
      screenFor(idle, { ...closed, canChat: false }),
      screenFor({ name: 'chatting' }, closed),
      screenFor({ name: 'ended', reason: 'agent', atMs: 0 }, closed),
    ]).toEqual(['outOfService', 'outOfService', 'conversation', 'ended']);
  });
});
