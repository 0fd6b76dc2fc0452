import { describe, expect, it } from 'vitest';
import { agentCame, at, chatWith } from '../testing/builders';
import { composerBlock, conversationStatus } from './conversationStatus';

const reconnecting = { name: 'reconnecting', sinceMs: at('14:02'), lastGoodAtMs: at('14:01') } as const;
const cannotSend = { send: false, typing: false, end: true };

describe('the status line', () => {
  it('is empty while somebody is there and the connection is good', () => {
    expect(conversationStatus(chatWith())).toBeNull();
  });

  it('says that the connection is lost, and how old the screen is', () => {
    expect(conversationStatus(chatWith({ link: reconnecting }))).toEqual({
      name: 'reconnecting',
      lastGoodAtMs: at('14:01'),
    });
  });

  it('says who left when nobody is there any more', () => {
    const items = [agentCame('left', 'Robin'), agentCame('left', 'Kim')];
    expect(conversationStatus(chatWith({ agents: [], items }))).toEqual({ name: 'alone', nickname: 'Kim' });
  });

  it('speaks of the end before anything else', () => {
    const chat = chatWith({ phase: { name: 'ending' }, link: reconnecting, agents: [] });
    expect(conversationStatus(chat)).toEqual({ name: 'ending' });
  });
});

describe('the composer', () => {
  it('stays open while the connection is lost', () => {
    expect(composerBlock(chatWith({ link: reconnecting, abilities: cannotSend }))).toBeNull();
  });

  it('is closed with the reason while the server allows no message', () => {
    expect(composerBlock(chatWith({ abilities: cannotSend }))).toBe('notAllowed');
    expect(composerBlock(chatWith({ abilities: cannotSend, agents: [] }))).toBe('nobodyHere');
    expect(composerBlock(chatWith({ phase: { name: 'ending' } }))).toBe('ending');
  });
});
